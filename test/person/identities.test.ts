import { expect, it } from 'vitest';
import { collectIdentities } from '../../src/person/identities.ts';

it('keeps each BSN of an SKN once, and SKNs as they stand (contract 2.3)', () => {
  const rows = [
    { skn: 'S1', bsn: '1' },
    { skn: 'S1', bsn: '2' },
    { skn: 's1', bsn: '1' },
    { skn: 'S1', bsn: '1' },
  ];

  expect(collectIdentities(rows)).toEqual(
    new Map([
      ['S1', new Set(['1', '2'])],
      ['s1', new Set(['1'])],
    ]),
  );
});
