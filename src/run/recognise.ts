import { CatchUpError } from '../errors.ts';
import type { RecordedRun } from '../ledger/ledger.ts';
import { utcText } from '../register/local-time.ts';
import type { RuleSet } from '../sector/rule-file.ts';
import { INPUT_KINDS, type InputTables } from './open-inputs.ts';
import { type Question, runIdOf } from './question.ts';

/** What makes a run id, apart from the inputs. */
export interface RunSetting {
  readonly question: Question;
  readonly rules: RuleSet;
  readonly programVersion: string;
}

/**
 * The recorded run that asked the same question of the same inputs (contract 1, 3.9); null where
 * there is none. Inputs are hashed ahead of their reading only where the ledger holds a run of the
 * same window, because what was known before that run decides how they are read.
 */
export async function recogniseRun(
  tables: InputTables,
  setting: RunSetting,
  runs: readonly RecordedRun[],
): Promise<RecordedRun | null> {
  const { question, programVersion } = setting;
  const alike = runs.filter(
    (run) =>
      run.from === utcText(question.fromMs) &&
      run.until === utcText(question.untilMs) &&
      run.asOf === question.asOf &&
      run.programVersion === programVersion,
  );
  if (alike.length === 0) return null;
  const hashes = await digestInputs(tables);
  const runId = nameRun(tables, setting, (table) => hashes.get(table) ?? '');
  const recognised = alike.find((run) => run.runId === runId) ?? null;
  if (recognised?.purged !== undefined) throw purgedRun(runId);
  return recognised;
}

function purgedRun(runId: string): CatchUpError {
  const message =
    `run ${runId} was completed and then purged: what it was made of is gone from the ledger, and it ` +
    'is not made again. Its folder can still be verified';
  return new CatchUpError('RUN_PURGED', message);
}

/** SHA-256 of every input, read apart. */
export async function digestInputs(tables: InputTables): Promise<ReadonlyMap<object, string>> {
  const hashes = new Map<object, string>();
  for (const table of Object.values(tables).flat()) hashes.set(table, await table.input.digest());
  return hashes;
}

/** The run id over the given hashes of the inputs. */
export function nameRun(
  tables: InputTables,
  { question, rules, programVersion }: RunSetting,
  hashOf: (table: InputTables['decisions'][number]) => string,
): string {
  return runIdOf(question, {
    programVersion,
    ruleHashes: rules.files.map(({ sha256 }) => sha256),
    inputs: INPUT_KINDS.flatMap((kind) =>
      tables[kind].map((table) => ({
        kind,
        sha256: hashOf(table),
        profileSha256: table.profile?.sha256 ?? null,
      })),
    ),
  });
}
