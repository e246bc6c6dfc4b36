import { InternalError } from '../errors.ts';
import type { RecordedRun } from '../ledger/ledger.ts';
import { REJECTS } from '../publish/artefacts.ts';
import type { InputFacts, RunResult, TotalsRow } from '../publish/run-result.ts';
import { localText, utcText } from '../register/local-time.ts';
import type { InputKind, Rejection } from '../register/rejection.ts';
import { compareCodePoints } from '../register/text-order.ts';
import type { WindowJudgement } from './judge-window.ts';
import { INPUT_KINDS, type InputTables } from './open-inputs.ts';
import type { ReadInputs } from './read-inputs.ts';
import { nameRun, type RunSetting } from './recognise.ts';
import { SortedSpool } from './spool.ts';

/** Everything that a run publishes, from what was read and judged (contract 4, 5). */
export function assembleResult(
  setting: RunSetting & {
    readonly tables: InputTables;
    readonly read: ReadInputs;
    readonly judgement: WindowJudgement;
    readonly recognised: RecordedRun | null;
    readonly runs: readonly RecordedRun[];
    readonly outages: RunResult['outages'];
  },
  stack: { defer(free: () => void): void },
): RunResult {
  const { question, tables, read, judgement, recognised, runs } = setting;
  const firsts = firstInputs(tables, recognised);
  const firstOf = (kind: InputKind, file: string) => firsts.get(`${kind} ${file}`);
  const nameOf = (kind: InputKind, file: string) => firstOf(kind, file)?.file ?? file;
  const runId = nameRun(tables, setting, (table) => table.input.facts().sha256);
  if (recognised !== null && recognised.runId !== runId)
    throw new InternalError('an input changed between two readings');
  const number = recognised?.number ?? Number.POSITIVE_INFINITY;
  return {
    runId,
    window: {
      fromUtc: utcText(question.fromMs),
      untilUtc: utcText(question.untilMs),
      fromLocal: localText(question.fromMs),
      untilLocal: localText(question.untilMs),
    },
    asOf: question.asOf,
    programVersion: setting.programVersion,
    rules: setting.rules.files,
    inputs: describeInputs(tables, read, firstOf),
    notices: judgement.notices,
    reviews: judgement.reviews,
    considered: judgement.considered,
    rejections: sortRejections(read.rejections, nameOf, stack),
    totals: countTotals(tables, read, nameOf),
    days: read.days ?? [],
    outages: setting.outages,
    previousManifestSha256: runs.findLast((run) => run.number < number)?.manifestSha256 ?? null,
  };
}

type KnownInput = RecordedRun['inputs'][number];
type FirstOf = (kind: InputKind, file: string) => KnownInput | undefined;
type NameOf = (kind: InputKind, file: string) => string;

/**
 * A recognised run keeps the names of its first completion (contract 1). Both sides go by their paths:
 * of files with the same bytes the first one counts, then and now (contract 3.2).
 */
function firstInputs(
  tables: InputTables,
  recognised: RecordedRun | null,
): ReadonlyMap<string, KnownInput> {
  const byPath = (a: { file: string }, b: { file: string }) => compareCodePoints(a.file, b.file);
  const firsts = new Map<string, KnownInput>();
  const unused = (recognised?.inputs ?? []).toSorted(byPath);
  for (const kind of INPUT_KINDS) {
    for (const { file, input, profile } of tables[kind].toSorted(byPath)) {
      const { sha256 } = input.facts();
      const index = unused.findIndex(
        (known) =>
          known.kind === kind &&
          known.sha256 === sha256 &&
          (known.profile === undefined || known.profile?.sha256 === profile?.sha256),
      );
      const [known] = index < 0 ? [] : unused.splice(index, 1);
      if (known !== undefined) firsts.set(`${kind} ${file}`, known);
    }
  }
  return firsts;
}

function describeInputs(tables: InputTables, read: ReadInputs, firstOf: FirstOf): InputFacts[] {
  return INPUT_KINDS.flatMap((kind) =>
    tables[kind].map((table, number) => {
      const { size, sha256, hasFinalLineEnd } = table.input.facts();
      const first = firstOf(kind, table.file);
      const { profile } = table;
      return {
        input: kind,
        file: first?.file ?? table.file,
        size,
        sha256,
        hasFinalLineEnd,
        rows: read.tallies[kind][number]?.rowsRead ?? 0,
        unknownColumns: table.layout.unknownColumns,
        profile:
          profile === null
            ? null
            : { name: first?.profile?.name ?? profile.name, sha256: profile.sha256 },
      };
    }),
  );
}

function sortRejections(
  rejections: Iterable<Rejection>,
  nameOf: NameOf,
  stack: { defer(free: () => void): void },
): SortedSpool<Rejection> {
  const sorted = new SortedSpool(REJECTS.compare, {
    weigh: ({ raw }: Rejection) => 1 + raw.length / 1024,
  });
  stack.defer(() => sorted.close());
  for (const row of rejections) sorted.add({ ...row, file: nameOf(row.input, row.file) });
  return sorted;
}

/** One count per input, file and disposition. */
function countTotals(tables: InputTables, read: ReadInputs, nameOf: NameOf): TotalsRow[] {
  return INPUT_KINDS.flatMap((kind) =>
    read.tallies[kind].flatMap((tally, number) => {
      const file = nameOf(kind, tables[kind][number]?.file ?? '');
      return tally
        .entries()
        .map(([disposition, rows]) => ({ input: kind, file, disposition, rows }));
    }),
  );
}
