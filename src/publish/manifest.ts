import type { WrittenFile } from './csv-file.ts';
import type { InputFacts, RunResult, TotalsRow } from './run-result.ts';

const MANIFEST_VERSION = 1;

/**
 * `manifest.json` (contract 5): what was asked, of what, and what came out; no wall-clock time. Lists
 * stand in the order of the result.
 */
export function describeRunAsManifest(
  result: RunResult,
  artefacts: readonly WrittenFile[],
): string {
  const manifest = {
    manifestVersion: MANIFEST_VERSION,
    runId: result.runId,
    window: {
      from: result.window.fromUtc,
      until: result.window.untilUtc,
      fromLocal: result.window.fromLocal,
      untilLocal: result.window.untilLocal,
    },
    asOf: result.asOf,
    programVersion: result.programVersion,
    rules: result.rules.map(({ name, version, sha256 }) => ({ name, version, sha256 })),
    inputs: result.inputs.map(describeInput),
    artefacts: artefacts.map(({ file, bytes, sha256, rows }) => ({
      file,
      bytes,
      sha256,
      ...(rows !== null && { rows }),
    })),
    totals: {
      rowsRead: result.inputs.reduce((sum, { rows }) => sum + rows, 0),
      byDisposition: sumByDisposition(result.totals),
      byFile: result.totals.map(({ input, file, disposition, rows }) => ({
        input,
        file,
        disposition,
        rows,
      })),
    },
    days: result.days.map(({ source, day, rows }) => ({ source, day, rows })),
    outages: result.outages.map(({ source, from, until }) => ({ source, from, until })),
    previousManifestSha256: result.previousManifestSha256,
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Keys in an order of their own, whoever made the facts. */
function describeInput(facts: InputFacts): InputFacts {
  const { input, file, size, sha256, rows, unknownColumns, hasFinalLineEnd, profile } = facts;
  return {
    input,
    file,
    size,
    sha256,
    rows,
    unknownColumns,
    hasFinalLineEnd,
    profile: profile && { name: profile.name, sha256: profile.sha256 },
  };
}

/** Rows of all files of an input together, per disposition. */
function sumByDisposition(totals: readonly TotalsRow[]): Record<string, Record<string, number>> {
  const sums: Record<string, Record<string, number>> = {};
  for (const { input, disposition, rows } of totals) {
    const of = sums[input] ?? {};
    of[disposition] = (of[disposition] ?? 0) + rows;
    sums[input] = of;
  }
  for (const [input, of] of Object.entries(sums))
    sums[input] = Object.fromEntries(Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1)));
  return Object.fromEntries(Object.entries(sums).sort(([a], [b]) => (a < b ? -1 : 1)));
}
