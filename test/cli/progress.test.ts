import { describe, expect, it } from 'vitest';
import { showProgress } from '../../src/cli/progress.ts';

const TABLE = { kind: 'decisions', sizeOnDisk: 100_000_000 } as const;

describe('showProgress', () => {
  /** What a terminal is told at these moments of one file. */
  function show(
    moments: readonly (readonly [ms: number, offset: number])[],
    {
      isTTY = true,
      isQuiet = false,
      table = TABLE as { kind: 'decisions'; sizeOnDisk: number },
    } = {},
  ): string {
    let said = '';
    let now = 0;
    const stderr = {
      isTTY,
      write: (text: string | Uint8Array) => {
        said += String(text);
        return true;
      },
    };
    const { progress, end } = showProgress(stderr, { isQuiet, monotonicMs: () => now });
    for (const [ms, offset] of moments) {
      now = ms;
      progress(table, offset);
    }
    end();
    return said;
  }

  it('shows share, rate and remaining time, no more than twice a second', () => {
    expect(
      show([
        [1000, 0],
        [1400, 9_000_000],
        [3000, 20_000_000],
      ]),
    ).toBe('\r\u001b[Kdecisions: 0 %\r\u001b[Kdecisions: 20 %, 10.0 MB/s, 8 s left\r\u001b[K');
  });

  it('shows minutes where it takes long, and bytes where the size is not known', () => {
    expect(
      show([
        [1000, 0],
        [61_000, 10_000_000],
      ]),
    ).toContain('10 %, 0.2 MB/s, 9 min left');
    const stdin = { kind: 'decisions', sizeOnDisk: 0 } as const;
    expect(
      show(
        [
          [1000, 0],
          [2000, 3_000_000],
        ],
        { table: stdin },
      ),
    ).toContain('decisions: 3.0 MB, 3.0 MB/s\r');
  });

  it('says nothing off a terminal, or where quiet is asked for', () => {
    expect(
      show(
        [
          [1000, 0],
          [2000, 1],
        ],
        { isTTY: false },
      ),
    ).toBe('');
    expect(
      show(
        [
          [1000, 0],
          [2000, 1],
        ],
        { isQuiet: true },
      ),
    ).toBe('');
  });
});
