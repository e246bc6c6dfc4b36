import type { CatchUpOutcome } from '../run/catch-up.ts';
import type { ComparedDay } from '../run/late-rows.ts';
import type { RunSummary } from '../run/run-summary.ts';
import type { KeptSlice } from '../run/slices.ts';
import { printable } from './printable.ts';
import { describeTidings } from './tidings.ts';
import type { Words } from './words/words.ts';

/** What a run would do: its days and files, what is known of them, and what would be sent. */
export function describePlan(planned: CatchUpOutcome | KeptSlice, words: Words): string {
  if (planned.outcome === 'kept') return `${planned.folder}\n`;
  const { summary, late, folder } = planned;
  const { status } = words;
  const { window, asOf, reviews, rejections, touching } = summary;
  const lines = [
    status.plan(window.fromLocal, window.untilLocal, asOf),
    ...describeDays(late.days, status),
    ...summary.inputs.map(({ input, file, rows }) =>
      status.file(`${input} ${printable(file)}`, rows),
    ),
    ...describeTidings(planned, words.run),
    describeSending(summary, status),
    status.wouldAsk(reviews, rejections, touching),
    status.nothingWritten,
    folder,
  ];
  return `${lines.join('\n')}\n`;
}

function describeDays(days: readonly ComparedDay[], words: Words['status']): readonly string[] {
  return days.map(({ source, day, rows, before, isSame }) => {
    const known = isSame ? words.known : words.notTheSame(before ?? 0);
    return words.day(day, source, rows, before === null ? words.neverRun : known);
  });
}

/** `UNCHANGED` notices are not sent again. */
function describeSending({ byAction, notices }: RunSummary, words: Words['status']): string {
  const sent = [...byAction].filter(([action]) => action !== 'UNCHANGED');
  const counts = sent.map(([action, count]) => `${count} ${action}`).join(', ');
  const unchanged = byAction.get('UNCHANGED') ?? 0;
  return words.wouldSend(notices - unchanged, counts === '' ? '' : ` (${counts})`);
}
