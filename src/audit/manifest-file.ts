import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { MANIFEST, RUN_ID } from '../publish/run-folder.ts';
import { isSystemError } from '../publish/safe-file.ts';

const HASH = z.string().regex(/^[0-9a-f]{64}$/);
const COUNT = z.int().min(0);
const MOMENT = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/);
const DAY = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const INPUT = z.enum(['decisions', 'subscriptions', 'identities', 'already-signalled']);

const SHAPE = z.strictObject({
  manifestVersion: z.literal(1),
  runId: z.string().regex(RUN_ID),
  window: z.strictObject({
    from: MOMENT,
    until: MOMENT,
    fromLocal: z.string(),
    untilLocal: z.string(),
  }),
  asOf: DAY,
  programVersion: z.string().min(1),
  rules: z.array(z.strictObject({ name: z.string(), version: z.string(), sha256: HASH })),
  inputs: z.array(
    z.strictObject({
      input: INPUT,
      file: z.string().min(1),
      size: COUNT,
      sha256: HASH,
      rows: COUNT,
      unknownColumns: z.array(z.string()),
      hasFinalLineEnd: z.boolean(),
      profile: z.strictObject({ name: z.string(), sha256: HASH }).nullable(),
    }),
  ),
  artefacts: z.array(
    z.strictObject({
      file: z.string().regex(/^[\w.-]+$/),
      bytes: COUNT,
      sha256: HASH,
      rows: COUNT.optional(),
    }),
  ),
  totals: z.strictObject({
    rowsRead: COUNT,
    byDisposition: z.partialRecord(INPUT, z.record(z.string(), COUNT)),
    byFile: z.array(
      z.strictObject({ input: INPUT, file: z.string(), disposition: z.string(), rows: COUNT }),
    ),
  }),
  days: z.array(z.strictObject({ source: z.string(), day: DAY, rows: COUNT })),
  outages: z.array(z.strictObject({ source: z.string(), from: MOMENT, until: MOMENT })),
  previousManifestSha256: HASH.nullable(),
});

/** `manifest.json` of a run folder (contract 5). */
export type Manifest = z.infer<typeof SHAPE>;

/** A manifest as it lies on disk. */
export interface ManifestFile {
  readonly sha256: string;
  /** Null where its text is not what a manifest looks like; `fault` says why. */
  readonly manifest: Manifest | null;
  readonly fault: string | null;
}

const READ_PLAIN = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Reads the manifest of a run folder; null where there is no plain file of that name. */
export async function readManifest(folder: string): Promise<ManifestFile | null> {
  const bytes = await readPlainFile(join(folder, MANIFEST));
  if (bytes === null) return null;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { sha256, ...parseManifest(bytes.toString('utf8')) };
}

/** All bytes of a plain file; null where there is none that can be read, links not followed. */
export async function readPlainFile(path: string): Promise<Buffer | null> {
  try {
    const handle = await open(path, READ_PLAIN);
    try {
      return (await handle.stat()).isFile() ? await handle.readFile() : null;
    } finally {
      await handle.close();
    }
  } catch (error: unknown) {
    if (isSystemError(error)) return null;
    throw error;
  }
}

function parseManifest(text: string): Omit<ManifestFile, 'sha256'> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { manifest: null, fault: 'is no JSON' };
  }
  const { data, error } = SHAPE.safeParse(value);
  if (data === undefined) {
    const where = error?.issues[0]?.path.join('.') ?? '';
    return {
      manifest: null,
      fault: `is no manifest: ${where || 'its shape'} is not as it must be`,
    };
  }
  // A key given twice, or white space of another hand, would be lost in parsing.
  const isAsWritten = `${JSON.stringify(value, null, 2)}\n` === text;
  return { manifest: data, fault: isAsWritten ? null : 'is not laid out as the program writes it' };
}
