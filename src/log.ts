import { type DestinationStream, type Logger, pino } from 'pino';

export type Log = Logger;

/**
 * The run's log, on standard error: JSON by pino, or one plain line per entry on a terminal. Only
 * names, counts and places may be logged; fields outside this list are dropped, so that no value of a
 * row can slip in.
 */
export function openLog(stderr: NodeJS.WriteStream, level: string): Log {
  const destination: DestinationStream = {
    write: (line) => stderr.write(stderr.isTTY ? plainLine(line) : line),
  };
  return pino(
    { level, base: { name: 'screening-catchup' }, formatters: { log: keepKnownFields } },
    destination,
  );
}

const KNOWN_FIELDS = new Set([
  'stage',
  'runId',
  'run',
  'ms',
  'rows',
  'file',
  'files',
  'input',
  'columns',
  'outcome',
  'notices',
  'reviews',
  'considered',
  'rejects',
  'from',
  'until',
  'fromUtc',
  'untilUtc',
  'days',
  'added',
  'changed',
  'gone',
  'asOf',
  'version',
  'code',
  'parts',
  'reason',
  'sector',
  'stack',
]);

function keepKnownFields(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => KNOWN_FIELDS.has(name)));
}

function plainLine(json: string): string {
  const { level, time, name, msg, ...fields } = JSON.parse(json) as Record<string, unknown>;
  const clock = new Date(Number(time)).toISOString().slice(11, 19);
  const mark = Number(level) >= 50 ? 'error: ' : Number(level) >= 40 ? 'warning: ' : '';
  const rest = Object.entries(fields).map(([key, value]) => `${key}=${showValue(value)}`);
  return `${clock} ${mark}${String(msg)}${rest.length > 0 ? `  ${rest.join(' ')}` : ''}\n`;
}

/** No control character of a file name may reach the terminal. */
function showValue(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.replace(/\p{Cc}/gu, (character) => `\\x${character.charCodeAt(0).toString(16)}`);
}
