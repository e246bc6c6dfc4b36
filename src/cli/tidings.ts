import type { RunTidings } from '../run/assess-run.ts';
import type { RejectPlace } from '../run/late-rejects.ts';
import type { ComparedDay, LateRows } from '../run/late-rows.ts';
import { describeFindings } from '../watch/describe-findings.ts';
import { printable } from './printable.ts';

const LISTED = 20;

/** Lines on what looks missing, and on what is otherwise than when the window was last run. */
export function describeTidings(tidings: RunTidings): readonly string[] {
  return [...describeMissing(tidings), ...describeLate(tidings.late)];
}

export function describeMissing({ findings }: Pick<RunTidings, 'findings'>): readonly string[] {
  const missing = describeFindings(findings);
  return missing.length > 0 ? ['may be missing', ...indent(capped(missing))] : [];
}

function describeLate({ since, decisions, rejects, days, notices }: LateRows): readonly string[] {
  const last = since.at(-1);
  if (last === undefined) return [];
  const found = [
    ...list('decisions new', decisions.new),
    ...list('decisions changed', decisions.changed),
    ...list('decisions not in these inputs', decisions.gone),
    ...list('rejects new', rejects.new.map(describeReject)),
    ...list('rejects gone', rejects.gone.map(describeReject)),
    ...list('rows', days.flatMap(describeDay)),
    ...list(
      'notices',
      notices.first.map(({ noticeId, action }) => `${action} ${noticeId}`),
      notices.count,
    ),
  ];
  const others = since.length > 1 ? ` and ${since.length - 1} before it` : '';
  const head = `since ${last}${others}`;
  return found.length > 0 ? [head, ...indent(found)] : [`${head}: nothing new, changed or gone`];
}

function list(name: string, items: readonly string[], count = items.length): readonly string[] {
  if (count === 0) return [];
  return [`${name}: ${count}`, ...indent(capped(items, count))];
}

function describeReject({ input, file, line, errors }: RejectPlace): string {
  return `${input} ${printable(file)} line ${line}: ${errors.join(', ')}`;
}

function describeDay({ source, day, rows, before, isSame }: ComparedDay): readonly string[] {
  if (isSame) return [];
  const was = before === null ? 'never run' : String(before);
  return [`${source} ${day}: ${was} before, ${rows} rows now`];
}

function capped(lines: readonly string[], count = lines.length): readonly string[] {
  if (count <= LISTED) return lines;
  return [...lines.slice(0, LISTED), `and ${count - LISTED} more`];
}

function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}
