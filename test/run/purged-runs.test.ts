import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecordedRun } from '../../src/ledger/ledger.ts';
import { refuseOther } from '../../src/run/purged-runs.ts';
import { aRun } from '../ledger/ledger-rows.ts';

const RUN_ID = 'catchup-20250717-20250926-0123456789ab';

function recorded(number: number, changed: Partial<RecordedRun> = {}): RecordedRun {
  return { ...aRun(number), number, isPublished: true, ...changed };
}

describe('refuseOther', () => {
  let outFolder = '';
  let folder = '';

  beforeEach(() => {
    outFolder = mkdtempSync(join(tmpdir(), 'purged-'));
    folder = join(outFolder, `.${RUN_ID}.partial`);
    mkdirSync(folder);
  });
  afterEach(() => rmSync(outFolder, { recursive: true }));

  const refuse = (manifestSha256: string, runs: readonly RecordedRun[]) =>
    refuseOther({ runId: RUN_ID, folder, manifestSha256, rows: 0 }, runs[1] ?? null, {
      ...{ runs, outFolder },
    });

  it('refuses a run that comes out otherwise after a purge, and removes what was staged', async () => {
    const runs = [recorded(1, { purged: 'ALL' }), recorded(2)];

    await expect(refuse('f'.repeat(64), runs)).rejects.toMatchObject({ code: 'RUN_PURGED' });
    expect(existsSync(folder)).toBe(false);
  });

  it.each([
    [
      'comes out the same',
      recorded(2).manifestSha256,
      [recorded(1, { purged: 'ALL' }), recorded(2)],
    ],
    ['differs though nothing was purged', 'f'.repeat(64), [recorded(1), recorded(2)]],
    ['was never recorded', 'f'.repeat(64), [recorded(1, { purged: 'ALL' })]],
  ])('lets a run be that %s', async (_, manifestSha256, runs) => {
    await refuse(manifestSha256, runs);

    expect(existsSync(folder)).toBe(true);
  });
});
