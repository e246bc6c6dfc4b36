import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const SCRIPT = join(import.meta.dirname, '../../scripts/faults.mjs');
/** A minute on a machine of its own; a busy one takes longer. */
const MINUTES_15 = 900_000;

describe('the short fault campaign', () => {
  it(
    'loses nothing in any row',
    () => {
      const { status, stdout } = spawnSync(process.execPath, [SCRIPT, '--short'], {
        encoding: 'utf8',
      });

      expect(stdout).toContain('every row held');
      expect(stdout).toMatch(/^kill -9 at any moment +2 +2 +[\d.]+ {2}nothing$/m);
      expect(status).toBe(0);
    },
    MINUTES_15,
  );
});
