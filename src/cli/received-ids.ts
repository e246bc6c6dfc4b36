import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { CatchUpError } from '../errors.ts';

const EVENT_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.[1-9]\d*$/;

/** Reads a receiver's list: one event id a line, or one CloudEvent in JSON a line. Throws `INPUT_UNREADABLE`. */
export async function readReceivedIds(file: string): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  let line = 0;
  try {
    const lines = createInterface({ input: createReadStream(file, 'utf8') });
    for await (const text of lines) {
      line += 1;
      if (text.trim() !== '') ids.add(readId(text.replace(/^\ufeff/, '').trim(), file, line));
    }
  } catch (cause: unknown) {
    if (cause instanceof CatchUpError) throw cause;
    throw new CatchUpError('INPUT_UNREADABLE', `cannot read ${file}`, { cause });
  }
  return ids;
}

function readId(text: string, file: string, line: number): string {
  const id = text.startsWith('{') ? idOfEvent(text) : text.toLowerCase();
  if (id !== null && EVENT_ID.test(id)) return id;
  throw new CatchUpError(
    'INPUT_UNREADABLE',
    `${file}, line ${line}: expected an event id (<notice id>.<version>) or a CloudEvent in JSON`,
  );
}

function idOfEvent(text: string): string | null {
  try {
    const { id } = JSON.parse(text) as { id?: unknown };
    return typeof id === 'string' ? id.toLowerCase() : null;
  } catch {
    return null;
  }
}
