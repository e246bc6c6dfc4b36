import { compareCase, type JudgedAgain } from '../audit/diff-runs.ts';
import { compareMaterial, refuseOther } from '../audit/question-comparison.ts';
import { type ToldCase, type ToldRun, tellResult } from '../audit/told-run.ts';
import type { RunResult } from '../publish/run-result.ts';
import { type CatchUpRequest, type CatchUpSurroundings, catchUp } from './catch-up.ts';

/** What can be given to a run as another one had it, all else left as it was. */
const EXCHANGED = [
  'WINDOW',
  'AS_OF_DATE',
  'RULES',
  'DECISIONS',
  'SUBSCRIPTIONS',
  'IDENTITIES',
  'ALREADY_SIGNALLED',
  'EARLIER_RUNS',
] as const;

type Exchanged = (typeof EXCHANGED)[number];
type Effects = Map<string, (Exchanged | 'PROGRAM_VERSION' | 'UNEXPLAINED')[]>;

/** A run that is judged again: what it told, what it asked of what, and where the ledger stood. */
export interface RunAgain {
  readonly told: ToldRun;
  /** `stoodBefore` is the run itself. Without the rules of that run, those of the other one. */
  readonly request: CatchUpRequest;
}

type Around = Pick<CatchUpSurroundings, 'log' | 'signal' | 'now'>;

/**
 * Judges the later of two runs once as it was and once for each thing exchanged, without a trace, and
 * finds what of each case makes a difference alone; of those where nothing does, what would have in the
 * earlier run. What a run says otherwise than it is judged now comes of the program, or of nothing that
 * the runs state. Throws `USAGE` where something given is not that of its run.
 */
export async function exchangeEach(
  before: RunAgain,
  now: RunAgain,
  { areRulesExchanged, around }: { readonly areRulesExchanged: boolean; readonly around: Around },
): Promise<JudgedAgain> {
  const effects: Effects = new Map();
  const young = await judgeAsItWas(now, effects, around);
  const old = areRulesExchanged ? await judgeAsItWas(before, effects, around) : null;
  await exchangeInto(effects, { from: before, into: now, asItWas: young }, around);
  const open = [...young.keys(), ...(old?.keys() ?? [])].filter(
    (key) => !effects.has(key) && areOther(old?.get(key), young.get(key)),
  );
  if (old === null || open.length === 0) return { effects, areRulesExchanged };
  const others: Effects = new Map();
  await exchangeInto(others, { from: now, into: before, asItWas: old }, around);
  for (const key of open) effects.set(key, others.get(key) ?? []);
  return { effects, areRulesExchanged };
}

/** Null where both runs had the same. */
function exchange(
  exchanged: Exchanged,
  before: CatchUpRequest,
  now: CatchUpRequest,
): CatchUpRequest | null {
  const of = (request: CatchUpRequest): Partial<CatchUpRequest> => {
    const { from, until, asOf, rulesFolder, stoodBefore, inputs } = request;
    switch (exchanged) {
      case 'WINDOW':
        return { from, until };
      case 'AS_OF_DATE':
        return { asOf };
      case 'RULES':
        return { rulesFolder };
      case 'EARLIER_RUNS':
        return { stoodBefore };
      case 'DECISIONS':
        return { inputs: { ...now.inputs, decisions: inputs.decisions } };
      case 'SUBSCRIPTIONS':
        return { inputs: { ...now.inputs, subscriptions: inputs.subscriptions } };
      case 'IDENTITIES':
        return { inputs: { ...now.inputs, identities: inputs.identities } };
      case 'ALREADY_SIGNALLED':
        return { inputs: { ...now.inputs, 'already-signalled': inputs['already-signalled'] } };
    }
  };
  const given = of(before);
  return JSON.stringify(given) === JSON.stringify(of(now)) ? null : { ...now, ...given };
}

type Cases = ToldRun['cases'];

async function judge(
  request: CatchUpRequest,
  around: Around,
  check: (result: RunResult) => void = () => {},
): Promise<Cases> {
  let cases: Cases = new Map();
  const judged = async ({ result }: { readonly result: RunResult }) => {
    check(result);
    cases = tellResult(result);
  };
  await catchUp({ ...request, isDryRun: true }, { ...around, progress: () => {}, judged });
  return cases;
}

/** Of every case that the run told otherwise than it is judged now, notes what that comes of. */
async function judgeAsItWas(
  { told, request }: RunAgain,
  effects: Effects,
  around: Around,
): Promise<Cases> {
  const { manifest } = told;
  let effect: 'PROGRAM_VERSION' | 'UNEXPLAINED' = 'UNEXPLAINED';
  const cases = await judge(request, around, (result) => {
    refuseOther(manifest, compareMaterial(manifest, result));
    if (result.programVersion !== manifest.programVersion) effect = 'PROGRAM_VERSION';
  });
  noteOther(effects, effect, [told.cases, cases]);
  return cases;
}

async function exchangeInto(
  effects: Effects,
  runs: { readonly from: RunAgain; readonly into: RunAgain; readonly asItWas: Cases },
  around: Around,
): Promise<void> {
  for (const exchanged of EXCHANGED) {
    const request = exchange(exchanged, runs.from.request, runs.into.request);
    if (request !== null)
      noteOther(effects, exchanged, [runs.asItWas, await judge(request, around)]);
  }
}

function noteOther(
  effects: Effects,
  effect: Exchanged | 'PROGRAM_VERSION' | 'UNEXPLAINED',
  [a, b]: readonly [Cases, Cases],
): void {
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    const known = effects.get(key) ?? [];
    if (!known.includes(effect) && areOther(a.get(key), b.get(key)))
      effects.set(key, [...known, effect]);
  }
}

/** Whether a notice was retracted or never stood makes it no other case: earlier runs alone decide that. */
function areOther(a: ToldCase | undefined, b: ToldCase | undefined): boolean {
  return compareCase({ before: standing(a), now: standing(b) }).length > 0;
}

function standing(told: ToldCase | undefined): ToldCase | null {
  if (told === undefined) return null;
  const items = [...told.items].filter(([, { rows }]) => rows[0]?.action !== 'RETRACTED');
  return { ...told, items: new Map(items) };
}
