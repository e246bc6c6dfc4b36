import { describe, expect, it } from 'vitest';
import { parseEarlierSignal } from '../../src/register/earlier-signal.ts';

const parse = (...cells: string[]) => parseEarlierSignal(cells, new Set(['TAXI']));

describe('parseEarlierSignal', () => {
  it.each(['', '2025-08-20', '2025-08-20T10:00+02:00'])(
    'takes a row signalled at %j (contract 2.4)',
    (moment) => {
      expect(parse('TAXI', '999990342', '2025-08-01', moment, '')).toEqual({
        ok: true,
        value: {
          sector: 'TAXI',
          bsn: '999990342',
          offenceOn: '2025-08-01',
          signalledAt: moment,
          reference: '',
        },
      });
    },
  );

  it('names everything that is wrong with a row (contract 2.4, 2.5)', () => {
    expect(parse('ZORG', 'NI1', '', 'yesterday', 'R1')).toEqual({
      ok: false,
      errors: ['BSN_INVALID', 'OFFENCE_ON_MISSING', 'SECTOR_INVALID', 'SIGNALLED_AT_INVALID'],
    });
  });
});
