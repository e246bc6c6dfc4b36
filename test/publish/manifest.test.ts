import { describe, expect, it } from 'vitest';
import { describeRunAsManifest } from '../../src/publish/manifest.ts';
import { anInput, aRunResult, RUN_ID } from './run-result.ts';

const FILES = [
  { file: 'notices.csv', bytes: 12, sha256: 'e'.repeat(64), rows: 1 },
  { file: 'report.html', bytes: 34, sha256: 'f'.repeat(64), rows: null },
];

describe('describeRunAsManifest', () => {
  it('tells what was asked, of what, and what came out (5)', () => {
    const manifest = JSON.parse(describeRunAsManifest(aRunResult(), FILES));

    expect(manifest).toMatchObject({
      runId: RUN_ID,
      window: { from: '2025-07-16T22:00:00Z', untilLocal: '2025-09-26T00:00:00+02:00' },
      asOf: '2025-09-26',
      programVersion: '0.1.0',
      artefacts: [
        { file: 'notices.csv', bytes: 12, sha256: 'e'.repeat(64), rows: 1 },
        { file: 'report.html', bytes: 34, sha256: 'f'.repeat(64) },
      ],
      previousManifestSha256: null,
    });
    expect(manifest.rules).toContainEqual(aRunResult().rules[0]);
    expect(manifest.inputs).toEqual(aRunResult().inputs);
  });

  it('sums the rows per file, per input and over all (4)', () => {
    const run = aRunResult({
      inputs: [anInput({ file: 'a.csv', rows: 2 }), anInput({ file: 'b.csv', rows: 3 })],
      totals: [
        { input: 'decisions', file: 'a.csv', disposition: 'NOTICE', rows: 2 },
        { input: 'decisions', file: 'b.csv', disposition: 'NOTICE', rows: 1 },
        { input: 'decisions', file: 'b.csv', disposition: 'DUPLICATE', rows: 2 },
      ],
    });

    const { totals } = JSON.parse(describeRunAsManifest(run, FILES));

    expect(totals).toEqual({
      rowsRead: 5,
      byDisposition: { decisions: { DUPLICATE: 2, NOTICE: 3 } },
      byFile: run.totals,
    });
  });

  it('keeps the order of its keys, whoever made the facts', () => {
    const run = aRunResult();
    const turned = run.inputs.map((facts) =>
      Object.fromEntries(Object.entries(facts).toReversed()),
    ) as unknown as typeof run.inputs;

    const text = describeRunAsManifest({ ...run, inputs: turned }, FILES);

    expect(text).toBe(describeRunAsManifest(run, FILES));
    expect(text).toMatch(/^\{\n {2}"manifestVersion": 1,\n[\s\S]*\n\}\n$/);
  });
});
