import type { CatchUpOutcome } from '../run/catch-up.ts';
import type { ComparedDay } from '../run/late-rows.ts';
import type { RunSummary } from '../run/run-summary.ts';
import type { KeptSlice } from '../run/slices.ts';
import { printable } from './printable.ts';
import { describeTidings } from './tidings.ts';

/** What a run would do: its days and files, what is known of them, and what would be sent. */
export function describePlan(planned: CatchUpOutcome | KeptSlice): string {
  if (planned.outcome === 'kept') return `${planned.folder}\n`;
  const { summary, late, folder } = planned;
  const { window, asOf, reviews, rejections, touching } = summary;
  const lines = [
    `plan        ${window.fromLocal} until ${window.untilLocal}, as of ${asOf}`,
    ...describeDays(late.days),
    ...summary.inputs.map(
      ({ input, file, rows }) => `file        ${input} ${printable(file)}: ${rows} rows`,
    ),
    ...describeTidings(planned),
    `would send  ${describeSending(summary)}`,
    `would ask   ${reviews} reviews, ${rejections} rejected rows (${touching} touch a subscription)`,
    'nothing was written; the folder would be',
    folder,
  ];
  return `${lines.join('\n')}\n`;
}

function describeDays(days: readonly ComparedDay[]): readonly string[] {
  return days.map(
    ({ source, day, rows, before, isSame }) =>
      `day         ${day} ${source.padEnd(11)} ${String(rows).padStart(7)} rows, ${describeKnown(before, isSame)}`,
  );
}

function describeKnown(before: number | null, isSame: boolean): string {
  if (before === null) return 'never run';
  return isSame ? 'known' : `${before} known, not the same`;
}

/** `UNCHANGED` notices are not sent again. */
function describeSending({ byAction, notices }: RunSummary): string {
  const sent = [...byAction].filter(([action]) => action !== 'UNCHANGED');
  const counts = sent.map(([action, count]) => `${count} ${action}`).join(', ');
  const unchanged = byAction.get('UNCHANGED') ?? 0;
  return `${notices - unchanged} notices${counts === '' ? '' : ` (${counts})`}`;
}
