import { createHash } from 'node:crypto';
import { DateTime } from 'luxon';
import { CatchUpError } from '../errors.ts';
import { type LocalDate, parseDate, parseInstant } from '../register/field.ts';
import { isLocalMidnight, localDate, localMidnight } from '../register/local-time.ts';

/** What is being asked: the window, half-open, and the date on which the screening question is put. */
export interface Question {
  /** Milliseconds since 1970 UTC. */
  readonly fromMs: number;
  readonly untilMs: number;
  readonly asOf: LocalDate;
  /** The window's first local date. */
  readonly firstDate: LocalDate;
}

/** Milliseconds since 1970 UTC of a window end: a date is its local midnight, a date-time needs an offset. */
export function parseWindowEnd(text: string, option: string): number {
  if (parseDate(text) !== undefined) return localMidnight(text);
  const instant = parseInstant(text);
  if (instant === undefined || instant.finer !== '')
    throw new CatchUpError(
      'USAGE',
      `${option} is neither a date nor a date-time with offset: give 2025-07-17 or 2025-07-17T18:00+02:00`,
    );
  return instant.ms;
}

/** The question of a run; the as-of date defaults to the local date of `until` (contract 1). */
export function askQuestion(fromMs: number, untilMs: number, asOf: string | undefined): Question {
  if (untilMs <= fromMs)
    throw new CatchUpError('USAGE', '--until is not after --from: the window would hold nothing');
  const date = asOf === undefined ? localDate(untilMs) : parseDate(asOf);
  if (date === undefined)
    throw new CatchUpError('USAGE', '--as-of is no date: give it as 2025-09-26');
  return { fromMs, untilMs, asOf: date, firstDate: localDate(fromMs) };
}

/** What a run id is made of besides the question (contract 1). */
export interface RunIdentity {
  readonly programVersion: string;
  readonly ruleHashes: readonly string[];
  readonly inputs: readonly {
    readonly kind: string;
    readonly sha256: string;
    readonly profileSha256: string | null;
  }[];
}

/** `catchup-<from>-<until>-<12 hex>`: the same question to the same program has the same id. */
export function runIdOf(question: Question, identity: RunIdentity): string {
  const inputs = identity.inputs
    .map(({ kind, sha256, profileSha256 }) => `${kind} ${sha256} ${profileSha256 ?? '-'}`)
    .sort();
  const text = JSON.stringify([
    question.fromMs,
    question.untilMs,
    question.asOf,
    identity.programVersion,
    [...identity.ruleHashes].sort(),
    inputs,
  ]);
  const hex = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return `catchup-${endName(question.fromMs)}-${endName(question.untilMs)}-${hex}`;
}

function endName(ms: number): string {
  if (isLocalMidnight(ms)) return localDate(ms).replaceAll('-', '');
  return DateTime.fromMillis(ms, { zone: 'utc' }).toFormat("yyyyMMdd'T'HHmmss'Z'");
}
