import type { RunTidings } from '../run/assess-run.ts';
import type { RejectPlace } from '../run/late-rejects.ts';
import type { ComparedDay, LateRows } from '../run/late-rows.ts';
import { describeFindings } from '../watch/describe-findings.ts';
import { printable } from './printable.ts';
import { ENGLISH } from './words/english.ts';
import type { Words } from './words/words.ts';

const LISTED = 20;

/** Lines on what looks missing, and on what is otherwise than when the window was last run. */
export function describeTidings(tidings: RunTidings, words = ENGLISH.run): readonly string[] {
  return [...describeMissing(tidings, words), ...describeLate(tidings.late, words)];
}

export function describeMissing(
  { findings }: Pick<RunTidings, 'findings'>,
  words: Words['run'],
): readonly string[] {
  const missing = describeFindings(findings, words.finding);
  return missing.length > 0 ? [words.mayBeMissing, ...indent(capped(missing, words))] : [];
}

function describeLate(
  { since, mending, decisions, rejects, days, notices }: LateRows,
  words: Words['run'],
): readonly string[] {
  const last = since.at(-1);
  if (last === undefined) return [];
  const list = (name: string, items: readonly string[], count = items.length) =>
    count === 0 ? [] : [`${name}: ${count}`, ...indent(capped(items, words, count))];
  const describeReject = ({ input, file, line, errors }: RejectPlace) =>
    `${words.rejectAt(`${input} ${printable(file)}`, line)}: ${errors.join(', ')}`;
  const found = [
    ...list(words.decisions.new, decisions.new),
    ...list(words.decisions.changed, decisions.changed),
    ...list(words.decisions.gone, decisions.gone),
    ...list(words.rejected.new, rejects.new.map(describeReject)),
    ...list(words.rejected.gone, rejects.gone.map(describeReject)),
    ...list(
      words.rows,
      mending === null ? days.flatMap((day) => describeDay(day, words)) : describeMore(days, words),
    ),
    ...list(
      words.noticeList,
      notices.first.map(({ noticeId, action }) => `${action} ${noticeId}`),
      notices.count,
    ),
  ];
  const head = mending === null ? words.since(last, since.length - 1) : words.mends(mending.runId);
  if (mending !== null && mending.open > 0) found.push(words.notMended(mending.open));
  return found.length > 0 ? [head, ...indent(found)] : [`${head}: ${words.nothingElse}`];
}

function describeDay(
  { source, day, rows, before, isSame }: ComparedDay,
  words: Words['run'],
): readonly string[] {
  return isSame ? [] : [words.day(`${source} ${day}`, before, rows)];
}

function describeMore(days: readonly ComparedDay[], words: Words['run']): readonly string[] {
  return days.map(({ source, day, rows }) => words.dayMore(`${source} ${day}`, rows));
}

function capped(
  lines: readonly string[],
  words: Words['run'],
  count = lines.length,
): readonly string[] {
  if (count <= LISTED) return lines;
  return [...lines.slice(0, LISTED), words.more(count - LISTED)];
}

function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}
