import { DISPOSITIONS } from '../notice/disposition.ts';
import type { CatchUpOutcome } from '../run/catch-up.ts';
import { INPUT_KINDS } from '../run/open-inputs.ts';

/** What came of a run, for people: the reconciliation, what needs attention, and where it lies. */
export function describeOutcome({ result, folder, outcome }: CatchUpOutcome): string {
  const lines = [
    `window      ${result.window.fromLocal} until ${result.window.untilLocal}, as of ${result.asOf}`,
  ];
  for (const kind of INPUT_KINDS) {
    const inputs = result.inputs.filter(({ input }) => input === kind);
    if (inputs.length === 0) continue;
    const read = inputs.reduce((sum, { rows }) => sum + rows, 0);
    lines.push(`${kind.padEnd(17)} ${read} read = ${sumUp(result, kind) || '0'}`);
  }
  const actions = countBy(result.notices.map(({ action }) => action));
  lines.push(`notices           ${result.notices.length}${actions === '' ? '' : ` (${actions})`}`);
  lines.push(`reviews           ${result.reviews.length}`);
  lines.push(`rejects           ${result.rejections.length}`);
  const urgent = result.rejections.filter(({ touchesSubscription }) => touchesSubscription).length;
  if (urgent > 0)
    lines.push(`                  ${urgent} of them touch a subscription: mend those first`);
  if (outcome === 'dry-run') lines.push('dry run: nothing was written; the folder would be');
  if (outcome === 'unchanged') lines.push('this run was published before: its folder is as it was');
  return `${lines.join('\n')}\n${folder}\n`;
}

/** Counts per disposition, in the order in which the first that applies counts (contract 4). */
function sumUp(result: CatchUpOutcome['result'], kind: string): string {
  const counts = new Map<string, number>();
  for (const { input, disposition, rows } of result.totals)
    if (input === kind) counts.set(disposition, (counts.get(disposition) ?? 0) + rows);
  return ['ACCEPTED', ...DISPOSITIONS]
    .filter((disposition) => counts.has(disposition))
    .map((disposition) => `${counts.get(disposition)} ${disposition}`)
    .join(' + ');
}

function countBy(codes: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].map(([code, count]) => `${count} ${code}`).join(', ');
}
