import { join } from 'node:path';
import { describePackage } from '../publish/data-package.ts';
import { type Fault, faultOf } from './fault.ts';
import { readPlainFile } from './manifest-file.ts';
import { TABLES } from './table.ts';

const FILE = 'datapackage.json';
/** What is said for people may change with the program; what a machine reads may not. */
const FOR_PEOPLE = new Set(['title', 'title_nl', 'description', 'description_nl']);

/** The descriptor states the schemas of the contract for every CSV file of the run (contract 5). */
export async function* checkPackage(folder: string, runId: string): AsyncGenerator<Fault> {
  const bytes = await readPlainFile(join(folder, FILE));
  if (bytes === null) return;
  let found: unknown;
  try {
    found = JSON.parse(bytes.toString('utf8'), withoutProse);
  } catch {
    yield faultOf(FILE, 'is no JSON');
    return;
  }
  const artefacts = TABLES.map(({ artefact }) => artefact);
  const expected: unknown = JSON.parse(describePackage(runId, artefacts), withoutProse);
  if (JSON.stringify(found) === JSON.stringify(expected)) return;
  const wrong = TABLES.filter(
    (_, at) => JSON.stringify(resourceAt(found, at)) !== JSON.stringify(resourceAt(expected, at)),
  );
  const names = wrong.map(({ file }) => file).join(', ');
  yield faultOf(FILE, `does not state the schema of the contract${names && ` for ${names}`}`);
}

function withoutProse(key: string, value: unknown): unknown {
  return FOR_PEOPLE.has(key) ? undefined : value;
}

function resourceAt(descriptor: unknown, at: number): unknown {
  return (descriptor as { resources?: unknown[] } | null)?.resources?.[at] ?? null;
}
