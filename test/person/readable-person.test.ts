import { describe, expect, it } from 'vitest';
import { collectIdentities } from '../../src/person/identities.ts';
import { isOfPerson, readPerson, widenPerson } from '../../src/person/readable-person.ts';

const HOLDER = { bsn: '999990342', skn: 'S1', familyName: 'Bakker', birthDate: '1980-05-17' };
const NOBODY = collectIdentities([]);

function isOf(
  cells: Readonly<Record<string, string>>,
  { strays = [], holder = HOLDER, identities = NOBODY }: Partial<Setting> = {},
): boolean {
  const person = readPerson((column) => cells[column] ?? '', strays);
  return isOfPerson(widenPerson(person, identities), holder, identities);
}

interface Setting {
  readonly strays: readonly string[];
  readonly holder: Omit<typeof HOLDER, 'bsn'> & { readonly bsn: string | null };
  readonly identities: ReturnType<typeof collectIdentities>;
}

describe('a rejected row', () => {
  it.each([
    [{ bsn: '999990342' }, true],
    [{ bsn: '999990343' }, false],
    [{ skn: 'S1' }, true],
    [{ skn: 's1' }, false],
    [{ family_name: 'BÁKKER', birth_date: '1980-05-17' }, true],
    [{ family_name: 'Bakker', birth_date: '1980-05-00' }, false],
    [{ family_name: 'Bakker', birth_date: '17-05-1980' }, false],
    [{}, false],
  ])('with %j is of the person: %s (contract 2.5)', (cells, is) => {
    expect(isOf(cells)).toBe(is);
  });

  it('is of the person whose BSN stands in another column (contract 2.5)', () => {
    expect(isOf({}, { strays: ['x', ' 999990342 '] })).toBe(true);
  });

  it('is of the person whose BSN the identities file gives its SKN (contract 2.3, 2.5)', () => {
    const identities = collectIdentities([{ skn: 'S9', bsn: '999990342' }]);

    expect(isOf({ skn: 'S9' }, { identities })).toBe(true);
  });

  it('is of the person without BSN whose SKN stands for its BSN (contract 2.3, 2.5)', () => {
    const identities = collectIdentities([{ skn: 'S1', bsn: '999996630' }]);
    const holder = { ...HOLDER, bsn: null };

    expect(isOf({ bsn: '999996630' }, { identities, holder })).toBe(true);
    expect(isOf({ bsn: '999996630' }, { identities })).toBe(false);
  });
});
