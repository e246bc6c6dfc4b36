import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import type { RecordedRun } from '../ledger/ledger.ts';
import { FIRST_CHAIN } from '../ledger/row-digest.ts';
import { recordFileOf } from './audit-record.ts';
import type { Fault } from './fault.ts';
import { readPlainFile } from './manifest-file.ts';
import { checkSeal, linkOf } from './sealed-line.ts';

const LINE = z.object({
  what: z.enum(['BEGIN', 'READ', 'END']),
  call: z.string(),
  previous: z.string(),
  sha256: z.string(),
  torn: z.object({ bytes: z.number(), sha256: z.string() }).optional(),
  results: z
    .array(z.object({ runId: z.string().nullish(), manifestSha256: z.string().nullish() }))
    .default([]),
});

type RecordLine = z.infer<typeof LINE>;

/**
 * The audit record beside a ledger is one chain, no command ends in it that never began, the ledger
 * holds the runs that it cites, and it the entries that the ledger and the caller name. A ledger
 * without one has nothing else to check.
 */
export async function* checkRecord(
  ledgerFile: string,
  runs: readonly RecordedRun[],
  expected: string | null,
): AsyncGenerator<Fault> {
  const file = recordFileOf(ledgerFile);
  const place = basename(file);
  if (!existsSync(file)) {
    if (expected !== null) yield { place, line: null, what: 'is not there' };
    return;
  }
  const bytes = await readPlainFile(file);
  if (bytes === null) {
    yield { place, line: null, what: 'is no plain file that can be read' };
    return;
  }
  const lines = bytes.toString('utf8').split('\n');
  const { read, faults } = readLines(lines);
  for (const { line, what } of [...faults, ...pairFaults(read), ...citedFaults(read, runs)])
    yield { place, line, what };
  for (const what of lackingFaults(read, runs, expected)) yield { place, line: null, what };
}

/** From the first run on of which it holds the entry: a record may have been begun anew after older ones. */
function* lackingFaults(
  read: ReadLines,
  runs: readonly RecordedRun[],
  expected: string | null,
): Generator<string> {
  const seals = new Set(read.map(({ sha256 }) => sha256));
  const lacks = ({ recordSeal }: RecordedRun) => recordSeal !== undefined && !seals.has(recordSeal);
  const first = runs.findIndex((run) => run.recordSeal !== undefined && !lacks(run));
  for (const { runId } of first === -1 ? [] : runs.slice(first).filter(lacks))
    yield `lacks the entry that the ledger names for run ${runId}: its end was cut, or made anew`;
  if (expected !== null && !seals.has(expected))
    yield 'lacks the entry with the expected seal: its end was cut, or made anew';
}

interface Finding {
  readonly line: number;
  readonly what: string;
}

type ReadLines = readonly (RecordLine & { readonly line: number })[];

/** Follows the chain; half a line is no fault where the line after it says of it what it is. */
function readLines(lines: readonly string[]): { read: ReadLines; faults: readonly Finding[] } {
  const read: (RecordLine & { line: number })[] = [];
  const faults: Finding[] = [];
  let link = FIRST_CHAIN;
  for (const [position, text] of lines.entries()) {
    const line = position + 1;
    const isEnd = position === lines.length - 1;
    if (isEnd && text === '') break;
    const said = checkSeal(text) === 'SOUND' ? parseLine(text) : null;
    if (said === null) {
      if (isTorn(text, lines[position + 1])) continue;
      faults.push({ line, what: 'was altered, or is not one that the program wrote' });
    } else {
      if (said.previous !== link)
        faults.push({
          line,
          what: 'does not follow the line before it: one is gone or was altered',
        });
      if (isEnd) faults.push({ line, what: 'has lost its line end' });
      read.push({ ...said, line });
    }
    link = linkOf(text);
  }
  return { read, faults };
}

function isTorn(text: string, next: string | undefined): boolean {
  const torn = next !== undefined && checkSeal(next) === 'SOUND' ? parseLine(next)?.torn : null;
  return torn?.sha256 === hash('sha256', text) && !/"sha256":"[0-9a-f]{64}"\}/.test(text);
}

function parseLine(text: string): RecordLine | null {
  try {
    return LINE.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function pairFaults(read: ReadLines): readonly Finding[] {
  const open = new Set<string>();
  const faults: Finding[] = [];
  for (const { what, call, line } of read) {
    if (what === 'BEGIN') open.add(call);
    else if (what === 'END' ? !open.delete(call) : !open.has(call))
      faults.push({ line, what: 'is of a command that did not begin' });
  }
  return faults;
}

/** From the first run on that the ledger knows: a ledger that was begun anew lacks those before. */
function citedFaults(read: ReadLines, runs: readonly RecordedRun[]): readonly Finding[] {
  const known = new Set(runs.map(({ runId, manifestSha256 }) => `${runId} ${manifestSha256}`));
  const cited = read.flatMap(({ line, results }) =>
    results
      .filter(({ manifestSha256 }) => typeof manifestSha256 === 'string')
      .map(({ runId, manifestSha256 }) => ({ line, runId, key: `${runId} ${manifestSha256}` })),
  );
  const first = cited.findIndex(({ key }) => known.has(key));
  return (first === -1 ? [] : cited.slice(first))
    .filter(({ key }) => !known.has(key))
    .map(({ line, runId }) => ({
      line,
      what: `cites run ${runId} with a manifest that the ledger does not hold`,
    }));
}
