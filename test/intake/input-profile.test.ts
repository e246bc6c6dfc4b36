import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openInput } from '../../src/intake/input-file.ts';
import { profileFor, translationOf } from '../../src/intake/input-profile.ts';
import { openTable, readTableBlock } from '../../src/intake/input-table.ts';
import { parseProfiles } from '../../src/intake/profile-parsing.ts';
import { DECISION_SHAPE, parseDecision } from '../../src/register/decision.ts';
import type { InputKind } from '../../src/register/rejection.ts';
import { parseSubscription, SUBSCRIPTION_SHAPE } from '../../src/register/subscription.ts';

const EXPORTS = join(import.meta.dirname, '../../fixtures/profiles');

const OM = {
  name: 'om',
  input: 'decisions',
  delimiter: ';',
  columns: { decision_id: 'Beslisnummer', kind: 'Soort', birth_date: 'Geboortedatum' },
  absent: ['skn'],
  constants: { source: 'OM', version: ' 2 ' },
  dateFormat: 'DD-MM-YYYY',
  values: {
    kind: { ' DV ': 'DAGVAARDING', SB: 'STRAFBESCHIKKING' },
    articles: { 'Opw 2': '2 Opiumwet' },
    offence_class: { M: 'MISDRIJF' },
    birth_date: { onbekend: '' },
  },
};

describe('profileFor', () => {
  const profiles = parseProfiles([
    { name: 'a', input: 'decisions', files: 'om-*.csv' },
    { name: 'b', input: 'subscriptions', files: '*' },
    { name: 'c', input: 'decisions', files: 'rb-?.csv*' },
    { name: 'd', input: 'decisions', files: 'rb-*' },
    { name: 'e', input: 'decisions', files: '*a*a*b' },
  ]);

  it.each([
    ['/in/om-2025.csv', 'a'],
    ['om-.csv', 'a'],
    ['OM-2025.csv', null],
    ['/om-1.csv/x', null],
    ['om-2025.csv.gz', null],
    ['rb-1.csv.gz', 'c'],
    ['rb-12.csv', 'd'],
    [`${'a'.repeat(30_000)}b`, 'e'],
    ['a'.repeat(30_000), null],
    ['-', null],
  ])('takes the first whose glob fits the base name: %.20s (2)', (path, name) => {
    expect(profileFor(profiles, 'decisions', path)?.name ?? null).toBe(name);
  });

  it('takes profiles of that kind of input alone', () => {
    expect(profileFor(profiles, 'subscriptions', 'om-1.csv')?.name).toBe('b');
    expect(profileFor(profiles, 'identities', 'om-1.csv')).toBeNull();
  });
});

describe('translationOf', () => {
  const translation = translationOf(parseProfiles([OM])[0] ?? null, DECISION_SHAPE);

  it('leaves everything as it is without a profile', () => {
    const plain = translationOf(null, DECISION_SHAPE);
    const cells = DECISION_SHAPE.columns.map(() => '17-07-2025');

    expect(plain.translate(cells)).toEqual(cells);
    expect(plain.delimiter).toBeNull();
    expect(plain.headerOf('kind')).toBe('kind');
    expect(plain.supplies('skn')).toBe(false);
  });

  it('names the delimiter, the header of each column, and what need not be there (2.1)', () => {
    expect(translation.delimiter).toBe(0x3b);
    expect(translation.headerOf('kind')).toBe('Soort');
    expect(translation.headerOf('case_number')).toBe('case_number');
    expect(['skn', 'source', 'bsn', 'kind'].map(translation.supplies)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('gives a name that the profile has for one column to no other (contract 2)', () => {
    const renamed = { ...OM, columns: { kind: 'Status', decision_id: 'DECISION_ID' } };
    const { isElsewhere } = translationOf(parseProfiles([renamed])[0] ?? null, DECISION_SHAPE);

    expect(['status', 'kind', 'decision_id', 'version'].map(isElsewhere)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it.each([
    ['kind', 'DV', 'DAGVAARDING'],
    ['kind', 'dv', 'dv'],
    ['kind', 'constructor', 'constructor'],
    ['kind', '', ''],
    ['source', '', 'OM'],
    ['source', 'RECHTSPRAAK', 'RECHTSPRAAK'],
    ['version', '', '2'],
    ['articles', 'Opw 2', '2 Opiumwet'],
    ['articles', '300 Sr ; Opw 2', '300 Sr;2 Opiumwet'],
    ['articles', '300 Sr ;', '300 Sr ;'],
    ['offence_class', 'M;M', 'M;M'],
    ['decided_on', '17-07-2025', '2025-07-17'],
    ['decided_on', '2025-07-17', '2025-07-17'],
    ['decided_on', '7-7-2025', '7-7-2025'],
    ['decided_on', '17-07-25', '17-07-25'],
    ['decided_on', '17/07/2025', '17/07/2025'],
    ['decided_on', '17-07-2025x', '17-07-2025x'],
    ['decided_on', '17-07-2025\n', '17-07-2025\n'],
    ['registered_at', '17-07-2025T08:30+02:00', '2025-07-17T08:30+02:00'],
    ['registered_at', '17-07-2025 08:30+02:00', '17-07-2025 08:30+02:00'],
    ['birth_date', '00-00-1971', '1971-00-00'],
    ['birth_date', 'onbekend', ''],
    ['family_name', '01-01-2000', '01-01-2000'],
  ])('turns %s "%s" into "%s" (2)', (column, text, expected) => {
    const place = DECISION_SHAPE.columns.indexOf(column);
    const cells = DECISION_SHAPE.columns.map((_, index) => (index === place ? text : ''));

    expect(translation.translate(cells)[place]).toBe(expected);
  });

  it('leaves dates alone where the profile says that they are as in the contract', () => {
    const profile = parseProfiles([{ name: 'x', input: 'subscriptions' }])[0] ?? null;
    const cells = SUBSCRIPTION_SHAPE.columns.map(() => '17-07-2025');

    expect(translationOf(profile, SUBSCRIPTION_SHAPE).translate(cells)).toEqual(cells);
  });
});

describe('the shipped exports', () => {
  it('are read without editing them, but for the code that the profile does not know (2)', async () => {
    const decisions = await cellsOf('decisions', 'om-beslissingen-2025-q3.csv');
    const subscriptions = await cellsOf('subscriptions', 'personenregister-kinderopvang.csv');

    const parsed = decisions.map(parseDecision);
    const sectors = new Set(['KINDEROPVANG']);

    expect(parsed.map((row) => (row.ok ? row.value.familyName : row.errors))).toEqual([
      'Hoeven',
      'Jäger',
      'Šimek',
      'Šimek',
      'Café-Peeters',
      'Vries',
      'Oever',
      ['KIND_INVALID'],
    ]);
    expect(parsed[0]).toMatchObject({ value: { namePrefix: 'van ’t', offenceFrom: '2025-05-12' } });
    expect(subscriptions.map((cells) => parseSubscription(cells, sectors).ok)).toEqual(
      Array(6).fill(true),
    );
  });
});

async function cellsOf(kind: InputKind, name: string): Promise<(readonly string[])[]> {
  const config: unknown = JSON.parse(readFileSync(join(EXPORTS, 'config.json'), 'utf8'));
  const profiles = Object.entries(config ?? {}).find(([key]) => key === 'profiles')?.[1];
  const profile = profileFor(parseProfiles(profiles), kind, name);
  const shape = kind === 'decisions' ? DECISION_SHAPE : SUBSCRIPTION_SHAPE;
  const translation = translationOf(profile, shape);
  const input = await openInput({ path: join(EXPORTS, 'in', name), encoding: profile?.encoding });
  const table = await openTable({
    kind,
    file: name,
    input,
    profile,
    translation,
    shape,
    sizeOnDisk: 0,
  });
  const cells: (readonly string[])[] = [];
  for await (const block of table.blocks()) {
    cells.push(...readTableBlock(table, block, table.firstLine, null).rows.map((row) => row.cells));
  }
  await input.close();
  return cells;
}
