import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { PurgeScope } from '../ledger/purging.ts';
import { PURGED, RUN_ID } from '../publish/run-folder.ts';
import { type Fault, faultOf } from './fault.ts';
import { type Manifest, readPlainFile } from './manifest-file.ts';

/** The files of a run that tell of persons, by what a purge removes; all others stay. */
export const PERSONAL_FILES: Readonly<Record<PurgeScope, readonly string[]>> = {
  REJECTS: ['rejects.csv'],
  ALL: ['notices.csv', 'review.csv', 'considered.csv', 'rejects.csv'],
};

const HASH = z.string().regex(/^[0-9a-f]{64}$/);
const COUNT = z.int().min(0);
const SHAPE = z.strictObject({
  purgedVersion: z.literal(1),
  runId: z.string().regex(RUN_ID),
  files: z.array(
    z.strictObject({ file: z.string(), bytes: COUNT, sha256: HASH, rows: COUNT.optional() }),
  ),
  answers: z.array(
    z.strictObject({
      decision: HASH,
      version: COUNT,
      sector: z.string(),
      outcome: z.string(),
      why: z.array(z.string()),
    }),
  ),
});

/** `purged.json`: what was removed from a run folder, and what can still be told of it. */
export type PurgedRecord = z.infer<typeof SHAPE>;

/** What became of one decision for one subscription; the decision's number is under a secret. */
export type Answer = PurgedRecord['answers'][number];

/** A `purged.json` as it lies on disk. */
export interface PurgedFile {
  readonly sha256: string;
  /** Null where it is not as the program writes it. */
  readonly record: PurgedRecord | null;
}

/** Null where nothing was purged from the folder. */
export async function readPurged(folder: string): Promise<PurgedFile | null> {
  const bytes = await readPlainFile(join(folder, PURGED));
  if (bytes === null) return null;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { sha256, record: parseRecord(bytes.toString('utf8')) };
}

/** One answer a line. */
export function* purgedText({ answers, ...head }: PurgedRecord): Generator<string> {
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "answers": [`;
  for (const [at, answer] of answers.entries())
    yield `${at === 0 ? '' : ','}\n    ${JSON.stringify(answer)}`;
  yield answers.length === 0 ? ']\n}\n' : '\n  ]\n}\n';
}

/** The record names files of the manifest, as the manifest states them, and only those that a purge removes. */
export function* checkPurged({ record }: PurgedFile, manifest: Manifest): Generator<Fault> {
  if (record === null) {
    yield faultOf(PURGED, 'is not what the program writes');
    return;
  }
  if (record.runId !== manifest.runId) yield faultOf(PURGED, `is of run ${record.runId}`);
  const names = record.files.map(({ file }) => file).join();
  if (!Object.values(PERSONAL_FILES).some((files) => files.join() === names))
    yield faultOf(PURGED, 'does not name the files that a purge removes');
  for (const named of record.files) {
    const stated = manifest.artefacts.find(({ file }) => file === named.file);
    if (JSON.stringify(stated) !== JSON.stringify(named))
      yield faultOf(PURGED, `says otherwise than the manifest of ${named.file}`);
  }
}

function parseRecord(text: string): PurgedRecord | null {
  try {
    const { data } = SHAPE.safeParse(JSON.parse(text));
    // A key given twice, or white space of another hand, would be lost in parsing.
    return data !== undefined && [...purgedText(data)].join('') === text ? data : null;
  } catch (error: unknown) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
