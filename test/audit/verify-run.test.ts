import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FIXTURES, runAll, runStory, sampleRun, say } from './audited-run.ts';

const STORIES = readdirSync(FIXTURES).filter((name) =>
  existsSync(join(FIXTURES, name, 'in/runs.json')),
);

describe('verify of a sound run', () => {
  it.each(STORIES)(
    'finds no fault in %s, alone, and judged again with the ledger',
    async (name) => {
      const runs = await runStory(name);
      try {
        for (const [at, folder] of runs.folders.entries()) {
          const alone = await say('verify', folder);
          const again = await say(
            ...['verify', folder, '--ledger', runs.ledger],
            ...(runs.inputs[at] ?? []),
          );

          expect(alone).toMatchObject({ code: 0, lines: [expect.stringContaining('not given')] });
          expect(alone.lines[0]).toContain(`chain of ${at + 1}`);
          expect(again).toMatchObject({
            code: 0,
            lines: [expect.stringMatching(/ledger agrees, inputs judged again$/)],
          });
        }
      } finally {
        runs.remove();
      }
    },
  );

  it('finds no fault in the shipped sample, run in two windows', async () => {
    const runs = await runAll([
      sampleRun('2025-07-17', '2025-08-20'),
      sampleRun('2025-08-20', '2025-09-26'),
    ]);
    try {
      for (const folder of runs.folders)
        expect((await say('verify', folder, '--ledger', runs.ledger)).lines).toEqual([
          expect.stringContaining('is sound'),
        ]);
    } finally {
      runs.remove();
    }
  });
});
