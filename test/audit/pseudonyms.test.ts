import { describe, expect, it } from 'vitest';
import { KEPT_COLUMNS, Pseudonyms } from '../../src/audit/pseudonyms.ts';
import { TABLES } from '../../src/audit/table.ts';

const KEY = 'k'.repeat(43);

function replace(row: Record<string, string>, key = KEY): Record<string, string> {
  return { ...new Pseudonyms(key).replaceIn(row) };
}

describe('Pseudonyms', () => {
  it('replaces every column that is somebody’s, and no other', () => {
    const columns = new Set(
      TABLES.flatMap(({ artefact }) => artefact.columns.map(({ name }) => name)),
    );

    expect([...columns].filter((name) => !KEPT_COLUMNS.has(name)).sort()).toEqual(
      [
        ...['bsn', 'skn', 'family_name', 'name_prefix', 'given_names', 'birth_date', 'raw'],
        ...['subscription_id', 'register_ref', 'case_number', 'notice_id'],
        ...['decision_id', 'decision_ids', 'signalled_before_ref'],
      ].sort(),
    );
    expect([...KEPT_COLUMNS].filter((name) => !columns.has(name))).toEqual([]);
  });

  it('gives equal values one digest, other values and other keys another', () => {
    const { bsn } = replace({ bsn: '000000012' });

    expect(bsn).toMatch(/^[0-9a-f]{32}$/);
    expect(replace({ bsn: '000000012' }).bsn).toBe(bsn);
    expect(replace({ bsn: '000000024' }).bsn).not.toBe(bsn);
    expect(replace({ bsn: '000000012' }, 'l'.repeat(43)).bsn).not.toBe(bsn);
  });

  it('does not link values of different kinds', () => {
    const { bsn, skn } = replace({ bsn: '000000012', skn: '000000012' });

    expect(bsn).not.toBe(skn);
  });

  it('is the HMAC-SHA256 that the README states', () => {
    expect(replace({ bsn: '000000012' }).bsn).toBe('56b8c570a8a09aff8f91574b3b8b2fdb');
  });

  it('leaves empty values empty', () => {
    expect(replace({ bsn: '', decision_ids: '' })).toEqual({ bsn: '', decision_ids: '' });
  });

  it('keeps source and version of a decision, and links lists with single ids', () => {
    const { decision_ids: list = '' } = replace({ decision_ids: 'OM:D1:2;RECHTSPRAAK:D1:1' });
    const [first, second] = list.split(';');

    expect(first).toBe(replace({ decision_id: 'OM:D1:2' }).decision_id);
    expect(first).toMatch(/^OM:[0-9a-f]{32}:2$/);
    expect(second).toMatch(/^RECHTSPRAAK:[0-9a-f]{32}:1$/);
    expect(first?.split(':')[1]).not.toBe(second?.split(':')[1]);
  });
});
