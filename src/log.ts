import { randomUUID } from 'node:crypto';
import { type DestinationStream, type Logger, pino } from 'pino';

export type Log = Logger;

/**
 * The run's log, on standard error: JSON by pino, or one plain line per entry on a terminal. Every line
 * has the stage and the id of the call; a run's own id is known once its inputs are read. Only names, counts and places may be logged; fields outside this list are dropped, so that no value of a
 * row can slip in.
 */
export function openLog(
  stderr: { readonly isTTY: boolean; write(line: string): unknown },
  level: string,
  translate: (message: string) => string = (message) => message,
): Log {
  const destination: DestinationStream = {
    write: (line) => stderr.write(stderr.isTTY ? plainLine(line, translate) : line),
  };
  return pino(
    {
      level,
      base: { name: 'screening-catchup', callId: CALL_ID },
      formatters: { log: keepKnownFields },
    },
    destination,
  );
}

/** One for all lines of a process. */
const CALL_ID = randomUUID();

const KNOWN_FIELDS = new Set([
  'stage',
  'runId',
  'since',
  'ms',
  'rows',
  'file',
  'files',
  'threads',
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
  'delivered',
  'stack',
]);

function keepKnownFields(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => KNOWN_FIELDS.has(name)));
}

function plainLine(json: string, translate: (message: string) => string): string {
  const { level, time, name, msg, callId, ...fields } = JSON.parse(json) as Record<string, unknown>;
  const clock = new Date(Number(time)).toISOString().slice(11, 19);
  const mark = Number(level) >= 50 ? 'error: ' : Number(level) >= 40 ? 'warning: ' : '';
  const rest = Object.entries(fields).map(([key, value]) => `${key}=${showValue(value)}`);
  return `${clock} ${mark}${translate(String(msg))}${rest.length > 0 ? `  ${rest.join(' ')}` : ''}\n`;
}

/** No control character of a file name may reach the terminal. */
function showValue(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.replace(/\p{Cc}/gu, (character) => `\\x${character.charCodeAt(0).toString(16)}`);
}
