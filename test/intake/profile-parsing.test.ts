import { describe, expect, it } from 'vitest';
import { parseProfiles } from '../../src/intake/profile-parsing.ts';

const LEAST = { name: 'om', input: 'decisions' };

describe('parseProfiles', () => {
  it('takes a profile that says no more than what it is for', () => {
    const [profile] = parseProfiles([LEAST]);

    expect(profile).toMatchObject({
      name: 'om',
      input: 'decisions',
      files: '*',
      encoding: null,
      delimiter: null,
      absent: [],
      dateFormat: 'YYYY-MM-DD',
    });
  });

  it.each([
    ['profiles', {}, 'a list'],
    ['profiles[0]', [null], 'an object'],
    ['profiles[0]', [[]], 'an object'],
    ['profiles[0].input', [{ name: 'x' }], '"decisions"'],
    ['profiles[0].input', [{ name: 'x', input: 'people' }], '"decisions"'],
    ['profiles[0].name', [{ input: 'decisions' }], 'a text'],
    ['profiles[1].name', [LEAST, LEAST], 'no earlier profile'],
    ['profiles[0].colums', [{ ...LEAST, colums: {} }], 'columns'],
    ['profiles[0].files', [{ ...LEAST, files: '' }], 'a text'],
    ['profiles[0].encoding', [{ ...LEAST, encoding: 'ebcdic' }], 'windows-1252'],
    ['profiles[0].encoding', [{ ...LEAST, encoding: 8 }], 'windows-1252'],
    ['profiles[0].delimiter', [{ ...LEAST, delimiter: ':' }], '"\\t"'],
    ['profiles[0].columns.soort', [{ ...LEAST, columns: { soort: 'x' } }], 'decision_id'],
    ['profiles[0].columns.kind', [{ ...LEAST, columns: { kind: 3 } }], 'a text'],
    ['profiles[0].columns.kind', [{ ...LEAST, columns: { kind: ' ' } }], 'a text'],
    ['profiles[0].columns.role', [{ ...LEAST, columns: { role: 'x' } }], 'decision_id'],
    ['profiles[0].absent', [{ ...LEAST, absent: 'bsn' }], 'bsn, skn'],
    ['profiles[0].absent[0]', [{ ...LEAST, absent: ['kind'] }], '"skn"'],
    ['profiles[0].absent', [{ name: 'x', input: 'identities', absent: ['bsn'] }], 'need both'],
    ['profiles[0].constants.x', [{ ...LEAST, constants: { x: 'y' } }], 'decision_id'],
    [
      'profiles[0].constants.__proto__',
      JSON.parse('[{"name":"x","input":"decisions","constants":{"__proto__":"y"}}]'),
      'decision_id',
    ],
    ['profiles[0].dateFormat', [{ ...LEAST, dateFormat: 'MM/DD/YYYY' }], 'DD-MM-YYYY'],
    ['profiles[0].values.x', [{ ...LEAST, values: { x: {} } }], 'decision_id'],
    ['profiles[0].values.kind', [{ ...LEAST, values: { kind: 'x' } }], 'an object'],
    ['profiles[0].values.kind.A', [{ ...LEAST, values: { kind: { A: 1 } } }], 'a text'],
    ['profiles[0].values.kind.A ', [{ ...LEAST, values: { kind: { A: 'x', 'A ': 'y' } } }], 'once'],
    [
      'profiles[0].columns.source',
      [{ ...LEAST, columns: { source: 'Bron' }, constants: { source: 'OM' } }],
      'constants',
    ],
    ['profiles[0].columns.skn', [{ ...LEAST, columns: { skn: 'SKN' }, absent: ['skn'] }], 'absent'],
  ])('names the place that is wrong: %s', (place, value, expected) => {
    expect(() => parseProfiles(value)).toThrowError(
      expect.objectContaining({
        code: 'CONFIGURATION',
        message: expect.stringMatching(
          new RegExp(`^${escaped(place)} is wrong: .*${escaped(expected)}`),
        ),
      }),
    );
  });

  it.each([
    ['the name', { name: 'other' }, true],
    ['the glob', { files: 'x*' }, true],
    ['another name of the same encoding', { encoding: 'CP1252' }, true],
    ['the order of keys', { columns: { kind: 'K', bsn: 'B' } }, true],
    ['another encoding', { encoding: 'latin1' }, false],
    ['another delimiter', { delimiter: '|' }, false],
    ['another column', { columns: { bsn: 'B', kind: 'k' } }, false],
    ['an absent column', { absent: ['skn'] }, false],
    ['a constant', { constants: { source: 'OM' } }, false],
    ['another date format', { dateFormat: 'DD-MM-YYYY' }, false],
    ['a code', { values: { kind: { 1: 'SEPOT' } } }, false],
    ['another code', { values: { kind: { 2: 'SEPOT', 10: 'OVAR' } } }, false],
  ])('has one SHA-256 for one way of reading: %s (1)', (_, change, isSame) => {
    const base = {
      ...LEAST,
      encoding: 'windows-1252',
      delimiter: ';',
      columns: { bsn: 'B', kind: 'K' },
    };

    const digests = [base, { ...base, ...change }].map((item) => parseProfiles([item])[0]?.sha256);

    expect(digests[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(digests[0] === digests[1]).toBe(isSame);
  });
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
