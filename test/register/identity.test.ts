import { describe, expect, it } from 'vitest';
import { parseIdentity } from '../../src/register/identity.ts';

describe('parseIdentity', () => {
  it('ties an SKN to a BSN, padded to nine digits (contract 2.3)', () => {
    expect(parseIdentity(['sk1', '12345672'])).toEqual({
      ok: true,
      value: { skn: 'sk1', bsn: '012345672' },
    });
  });

  it.each([
    [
      ['', ''],
      ['BSN_MISSING', 'SKN_MISSING'],
    ],
    [
      ['S-1', 'NI1'],
      ['BSN_INVALID', 'SKN_INVALID'],
    ],
  ])('refuses %j (contract 2.3)', (cells, errors) => {
    expect(parseIdentity(cells)).toEqual({ ok: false, errors });
  });
});
