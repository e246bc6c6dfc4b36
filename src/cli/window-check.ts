import { CatchUpError } from '../errors.ts';
import type { Log } from '../log.ts';
import { countLocalDays, localText, utcText } from '../register/local-time.ts';
import type { SettledWindow } from '../run/settle-window.ts';

const LONGEST_UNASKED_DAYS = 400;

/** Says which window is asked for, before work begins; refuses one that looks like a slip of the pen. */
export function checkWindow(
  { question, wholeUntilMs }: SettledWindow,
  { isConfirmed, now, log }: { isConfirmed: boolean; now: () => number; log: Log },
): void {
  const { fromMs, untilMs } = question;
  log.info(
    {
      stage: 'open',
      from: localText(fromMs),
      until: localText(untilMs),
      fromUtc: utcText(fromMs),
      untilUtc: utcText(untilMs),
      days: countLocalDays(fromMs, untilMs),
      asOf: question.asOf,
    },
    'window in local time and UTC, and the local days that it touches',
  );
  if (isConfirmed) return;
  if (wholeUntilMs > now())
    throw new CatchUpError(
      'USAGE',
      `the window ends at ${localText(wholeUntilMs)}, in the future: rows may still come. Give --yes if that is meant`,
    );
  const days = countLocalDays(fromMs, wholeUntilMs);
  if (days > LONGEST_UNASKED_DAYS)
    throw new CatchUpError(
      'USAGE',
      `the window from ${localText(fromMs)} until ${localText(wholeUntilMs)} has ${days} days, more than ${LONGEST_UNASKED_DAYS}. Give --yes if that is meant`,
    );
}

/** `7d`: a number of whole local days. */
export function parseDays(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  const days = /^([1-9]\d{0,3})d$/.exec(text)?.[1];
  if (days === undefined)
    throw new CatchUpError('USAGE', `${option} takes a number of local days, as in 1d or 7d`);
  return Number(days);
}
