import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AuditedRuns, FIXTURES, runAll, runStory, sampleRun, say } from './audited-run.ts';
import { mendCounts, moveTotal } from './forger.ts';

const SAMPLE = join(FIXTURES, 'sample/in');

type Values = Readonly<Record<string, string>>;

/** Rows of a CSV file that need no quotes, by physical line. */
function rowsOf(path: string): ReadonlyMap<number, Values> {
  const [header = '', ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  const columns = header.split(',');
  const rows = new Map<number, Values>();
  for (const [at, line] of lines.entries()) {
    const fields = line.includes('"') ? [] : line.split(',');
    if (fields.length === columns.length)
      rows.set(at + 2, Object.fromEntries(columns.map((name, by) => [name, fields[by] ?? ''])));
  }
  return rows;
}

function caseOf({ subscription_id, case_number }: Values): string {
  return `${subscription_id} ${case_number}`;
}

describe('the completeness check', () => {
  let sound: AuditedRuns;
  let folder = '';

  beforeAll(async () => {
    sound = await runAll([sampleRun('2025-07-17', '2025-09-26')]);
  });
  afterAll(() => sound.remove());
  beforeEach(() => {
    const out = join(sound.home, 'damaged');
    cpSync(join(sound.home, 'out'), out, { recursive: true });
    folder = join(out, basename(sound.folders[0] ?? ''));
  });
  afterEach(() => rmSync(join(sound.home, 'damaged'), { recursive: true, force: true }));

  /** What is said of the inputs, apart from the comparison of bytes. */
  async function omissions(of: AuditedRuns = sound): Promise<readonly string[]> {
    const args = ['verify', folder, '--ledger', of.ledger, ...(of.inputs.at(-1) ?? [])];
    const { lines } = await say(...args);
    return lines.filter((line) => line.startsWith('decisions '));
  }

  it.each([
    ['NOTICE', 'notices.csv'],
    ['REVIEW', 'review.csv'],
    ['CONSIDERED', 'considered.csv'],
  ])(
    'names the row of which the %s was left out, all counts and hashes mended',
    async (end, file) => {
      const om = [...rowsOf(join(SAMPLE, 'om.csv'))];
      const listed = ['notices.csv', 'review.csv', 'considered.csv'].flatMap((name) =>
        [...rowsOf(join(folder, name)).values()].map(caseOf),
      );
      const lineOfItsRow = (row: Values) => {
        const [, id] = /^OM:([^:]+):1$/.exec(row.decision_ids ?? row.decision_id ?? '') ?? [];
        const found = om.filter(([, values]) => values.decision_id === id && values.bsn !== '');
        const isAlone = listed.filter((each) => each === caseOf(row)).length === 1;
        return found.length === 1 && isAlone ? found[0]?.[0] : undefined;
      };
      const [at = 0, row = {}] =
        [...rowsOf(join(folder, file))].find(([, each]) => lineOfItsRow(each)) ?? [];
      const lines = readFileSync(join(folder, file), 'utf8').split('\n');
      lines.splice(at - 1, 1);
      writeFileSync(join(folder, file), lines.join('\n'));
      moveTotal(folder, 'om.csv', end, 'NO_SUBSCRIPTION');
      mendCounts(folder);

      expect((await say('verify', folder)).code).toBe(0);
      expect(await omissions()).toEqual([
        `decisions om.csv line ${lineOfItsRow(row)}: is a valid row of the window on ${row.sector} ${row.subscription_id}, but the run lists its case nowhere`,
      ]);
    },
  );

  it('names a file of which a row has no end', async () => {
    const path = join(folder, 'manifest.json');
    const manifest = JSON.parse(readFileSync(path, 'utf8'));
    const [input] = manifest.inputs.filter(({ file }: { file: string }) => file === 'om.csv');
    input.rows -= 1;
    manifest.totals.rowsRead -= 1;
    writeFileSync(path, JSON.stringify(manifest));
    moveTotal(folder, 'om.csv', 'NO_SUBSCRIPTION', 'NOWHERE');
    mendCounts(folder);

    expect((await say('verify', folder)).code).toBe(0);
    expect(await omissions()).toEqual([
      `decisions om.csv: has ${input.rows + 1} rows; totals.csv has ends of ${input.rows}`,
    ]);
  });

  it('says so where a file that lists cases cannot be read', async () => {
    writeFileSync(join(folder, 'review.csv'), Buffer.from([0xff, 0x0a]));
    const args = ['verify', folder, '--ledger', sound.ledger, ...(sound.inputs[0] ?? [])];

    expect((await say(...args)).lines).toContain(
      'inputs: nothing can be said of omissions: a file of the run cannot be read',
    );
  });

  it.each([
    ['version-superseded', 'a higher version', [2]],
    ['version-frees-the-wrong-person', 'a higher version on somebody else', []],
    ['version-withdrawn', 'a withdrawal', [4]],
    ['governing-double-booking', 'ground 99', [2]],
    ['ledger-late-old-version', 'a version that the ledger knew', []],
  ])('of %s, emptied, takes %s for an explanation and nothing else', async (story, _, lines) => {
    const runs = await runStory(story);
    try {
      folder = runs.folders.at(-1) ?? '';
      for (const file of ['notices.csv', 'review.csv', 'considered.csv']) {
        const path = join(folder, file);
        writeFileSync(path, `${readFileSync(path, 'utf8').split('\n', 1)[0]}\n`);
      }

      const found = await omissions(runs);
      expect(found.map((fault) => Number(/ line (\d+): /.exec(fault)?.[1]))).toEqual(lines);
    } finally {
      runs.remove();
    }
  });
});
