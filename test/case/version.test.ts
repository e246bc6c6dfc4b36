import { describe, expect, it } from 'vitest';
import { NOTHING_EARLIER, resolveVersions } from '../../src/case/version.ts';
import type { Decision } from '../../src/register/decision.ts';
import { aDecision } from '../support/builders.ts';

type Earlier = Parameters<typeof resolveVersions>[1];

/** A row told by version and content: `2b` is version 2 of which the name is b. */
function row(text: string): Decision {
  return aDecision({ version: Number(text.slice(0, -1)), familyName: text.slice(-1) });
}

const nameOf = ({ version, familyName }: Decision) => `${version}${familyName}`;

function resolve(texts: string, earlier: Partial<Earlier> = {}) {
  const rows = texts.split(' ').filter(Boolean).map(row);
  const found = resolveVersions(rows, { ...NOTHING_EARLIER, ...earlier }, nameOf);
  return {
    inForce: found.inForce === null ? null : nameOf(found.inForce),
    conflict: found.conflict.map(nameOf).sort().join(' '),
    rows: found.rows.join(' '),
  };
}

describe('versions of one window', () => {
  it.each([
    ['1a', '1a', '', 'IN_FORCE'],
    ['1a 2b', '2b', '', 'SUPERSEDED IN_FORCE'],
    ['1a 1a', '1a', '', 'IN_FORCE DUPLICATE'],
    ['1a 2b 1a', '2b', '', 'SUPERSEDED IN_FORCE DUPLICATE'],
    ['1a 1b', null, '1a 1b', 'CONFLICTING CONFLICTING'],
    ['1a 2b 2c 2b', null, '2b 2c', 'SUPERSEDED CONFLICTING CONFLICTING DUPLICATE'],
    ['1a 1b 2c', '2c', '', 'SUPERSEDED SUPERSEDED IN_FORCE'],
  ])('%s leave %s in force (contract 3.2)', (texts, inForce, conflict, rows) => {
    expect(resolve(texts)).toEqual({ inForce, conflict, rows });
  });
});

describe('a row of the window over what is remembered', () => {
  it.each([
    ['identical', '2a', '2a', '', 'IN_FORCE'],
    ['older', '1b', '2a', '', 'SUPERSEDED'],
    ['newer', '3b', '3b', '', 'IN_FORCE'],
    ['of the same version, with other values', '2b', '2a', '2a 2b', 'CONFLICTING'],
  ])('%s leaves what holds (contract 3.9)', (_, texts, inForce, conflict, rows) => {
    expect(resolve(texts, { inForce: row('2a') })).toEqual({ inForce, conflict, rows });
  });

  it.each([
    ['a row equal to one of a conflict', '2b', null, '2a 2b', 'CONFLICTING'],
    ['another row still', '2c', null, '2a 2b 2c', 'CONFLICTING'],
    ['no row', '', null, '2a 2b', ''],
    ['a lower version', '1a', null, '2a 2b', 'SUPERSEDED'],
    ['a higher version, which settles it', '3c', '3c', '', 'IN_FORCE'],
  ])(
    '%s leaves an open conflict as it says (contract 3.9)',
    (_, texts, inForce, conflict, rows) => {
      const earlier = { conflict: [row('2a'), row('2b')] };

      expect(resolve(texts, earlier)).toEqual({ inForce, conflict, rows });
    },
  );

  it('keeps the remembered version in force through a conflict with it (contract 3.9)', () => {
    const earlier = { inForce: row('2a'), conflict: [row('2b')] };

    expect(resolve('', earlier)).toEqual({ inForce: '2a', conflict: '2a 2b', rows: '' });
  });

  it.each([
    ['lower', '1a 2a', null, 'SUPERSEDED SUPERSEDED'],
    ['the same', '3a', '3a', 'IN_FORCE'],
  ])(
    '%s than a version of which only the number is kept (contract 3.9)',
    (_, texts, inForce, rows) => {
      expect(resolve(texts, { keptVersion: 3 })).toEqual({ inForce, conflict: '', rows });
    },
  );
});
