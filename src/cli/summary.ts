import { DISPOSITIONS } from '../notice/disposition.ts';
import type { CatchUpOutcome } from '../run/catch-up.ts';
import { INPUT_KINDS } from '../run/open-inputs.ts';
import type { RunSummary } from '../run/run-summary.ts';
import type { KeptSlice } from '../run/slices.ts';
import { describeFindings } from '../watch/describe-findings.ts';
import type { CommandResult } from './surroundings.ts';
import { describeMissing, describeTidings } from './tidings.ts';
import { ENGLISH } from './words/english.ts';

export const ACTIONS = ['NEW', 'AMENDED', 'UNCHANGED', 'RETRACTED'] as const;

/** What came of a run, for people: the reconciliation, what needs attention, and where it lies. */
export function describeOutcome(ended: CatchUpOutcome | KeptSlice, words = ENGLISH.run): string {
  if (ended.outcome === 'kept')
    return [words.kept, ...describeMissing(ended, words), ended.folder, ''].join('\n');
  const { summary, folder, outcome } = ended;
  const { window, asOf, notices, byAction, reviews, answered, rejections, touching } = summary;
  const lines = [words.window(window.fromLocal, window.untilLocal, asOf)];
  for (const kind of INPUT_KINDS) {
    const inputs = summary.inputs.filter(({ input }) => input === kind);
    if (inputs.length === 0) continue;
    const read = inputs.reduce((sum, { rows }) => sum + rows, 0);
    lines.push(words.read(kind, read, sumUp(summary, kind) || '0'));
  }
  const actions = ACTIONS.filter((action) => byAction.has(action));
  const counts = actions.map((action) => `${byAction.get(action)} ${action}`).join(', ');
  lines.push(words.notices(notices, counts === '' ? '' : ` (${counts})`));
  lines.push(words.reviews(reviews, answered), words.rejects(rejections));
  if (touching > 0) lines.push(words.touching(touching));
  lines.push(...describeTidings(ended, words));
  if (outcome === 'dry-run') lines.push(words.dryRun);
  if (outcome === 'unchanged') lines.push(words.unchanged);
  return `${lines.join('\n')}\n${folder}\n`;
}

/** One line: what of a run waits for a person, what may be missing, and where it lies. */
export function describeAttention(ended: CatchUpOutcome | KeptSlice, words = ENGLISH.run): string {
  const { rejections, reviews } = ended.outcome === 'kept' ? ended : ended.summary;
  const findings = describeFindings(ended.findings, words.finding);
  const isWaiting = rejections + reviews > 0;
  const waiting = words.waiting(rejections, reviews);
  return `${[...(isWaiting ? [waiting] : []), ...findings].join('; ')}: ${ended.folder}`;
}

/** For the audit record: which question was asked of what, and what was written. */
export function describeResult(ended: CatchUpOutcome | KeptSlice): CommandResult {
  const { outcome, manifestSha256 } = ended;
  if (outcome === 'kept') return { runId: ended.runId, outcome, manifestSha256 };
  const { runId, inputs, rules, notices, reviews, rejections } = ended.summary;
  return {
    ...{ runId, outcome, manifestSha256, notices, reviews, rejections },
    inputs: inputs.map(({ input, sha256, rows }) => ({ input, sha256, rows })),
    rules: rules.map(({ name, sha256 }) => ({ name, sha256 })),
  };
}

/** Counts per disposition, in the order in which the first that applies counts (contract 4). */
function sumUp({ totals }: RunSummary, kind: string): string {
  const counts = new Map<string, number>();
  for (const { input, disposition, rows } of totals)
    if (input === kind) counts.set(disposition, (counts.get(disposition) ?? 0) + rows);
  return ['ACCEPTED', ...DISPOSITIONS]
    .filter((disposition) => counts.has(disposition))
    .map((disposition) => `${counts.get(disposition)} ${disposition}`)
    .join(' + ');
}
