import { hash } from 'node:crypto';
import { hashDecisionId } from '../person/key-hash.ts';
import { keysOf, type RememberedPerson } from '../person/subscriber-index.ts';
import type { DecisionKey } from '../register/decision.ts';
import type { Subscription } from '../register/subscription.ts';
import { type Connection, damaged } from './database.ts';
import { canonicalJson } from './row-digest.ts';
import { type EvidenceRow, parseContent, readRows } from './row-reader.ts';
import type { StoredRun } from './run-row.ts';
import { type BroughtTable, LOOKUPS } from './tables.ts';

type PageKind = 'DECISIONS' | 'PERSONS';
type PersonLine = readonly [
  id: string,
  bsn: number,
  skn: number,
  name: number,
  sknText: string | null,
  content?: number,
];

const LINES_PER_PAGE = 4096;

/**
 * Gathers the keys of what a run brings into pages: a later run goes through those instead of through
 * every row, so that it hardly pays for what came before it.
 */
export class PageWriter {
  private readonly write: (columns: readonly [PageKind, number], content: string) => void;
  private hashes: number[] = [];
  private persons: PersonLine[] = [];
  private pages = 0;

  constructor(write: PageWriter['write']) {
    this.write = write;
  }

  addDecision({ source, decisionId }: DecisionKey): void {
    this.hashes.push(hashDecisionId(source, decisionId));
    if (this.hashes.length === LINES_PER_PAGE) this.writeHashes();
  }

  addPerson(subscription: Subscription): void {
    const { bsn, skn, name } = keysOf(subscription);
    const sknText = bsn === 0 ? subscription.skn : null;
    const content = digestContent(subscription);
    this.persons.push([subscription.subscriptionId, bsn, skn, name, sknText, content]);
    if (this.persons.length === LINES_PER_PAGE) this.writePersons();
  }

  finish(): void {
    if (this.hashes.length > 0) this.writeHashes();
    if (this.persons.length > 0) this.writePersons();
  }

  private writeHashes(): void {
    const bytes = Buffer.from(Float64Array.from(this.hashes).buffer);
    this.write(['DECISIONS', this.pages++], JSON.stringify(bytes.toString('base64')));
    this.hashes = [];
  }

  private writePersons(): void {
    this.write(['PERSONS', this.pages++], JSON.stringify(this.persons));
    this.persons = [];
  }
}

/** 48 bits of the SHA-256 of what was seen of a subscription. */
export function digestContent(subscription: Subscription): number {
  return Number.parseInt(hash('sha256', canonicalJson(subscription)).slice(0, 12), 16);
}

/** Of every decision that a run brought, as `hashDecisionId`; null where the run has no pages. */
export function readDecisionPages(database: Connection, run: StoredRun): Float64Array[] | null {
  const pages = readPages(database, run, 'DECISIONS').map((row) => {
    const bytes = Buffer.from(parseContent<string>(database.file, row), 'base64');
    return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  });
  return isComplete(database, run, pages, left(run, 'known_decision')) ? pages : null;
}

/** Of every subscription row that a run brought; null where the run has no pages. */
export function readPersonPages(database: Connection, run: StoredRun): RememberedPerson[][] | null {
  const pages = readPages(database, run, 'PERSONS').map((row) =>
    parseContent<readonly PersonLine[]>(database.file, row).map(
      ([subscriptionId, bsn, skn, name, sknText, content = null]) => {
        return { subscriptionId, keys: { bsn, skn, name }, skn: sknText, content };
      },
    ),
  );
  return isComplete(database, run, pages, left(run, 'subscription')) ? pages : null;
}

function readPages(
  database: Connection,
  { run }: StoredRun,
  kind: PageKind,
): readonly EvidenceRow[] {
  return readRows(database, LOOKUPS.knownPages, [[run.number, kind]]);
}

/** A run that is older than the pages, or was purged, has none. */
function isComplete(
  database: Connection,
  run: StoredRun,
  pages: readonly { readonly length: number }[],
  expected: number,
): boolean {
  const lines = pages.reduce((sum, { length }) => sum + length, 0);
  if (lines === expected) return true;
  if (left(run, 'known_page') === 0) return false;
  throw damaged(database.file, `pages of run ${run.run.number} are missing`);
}

/** Rows that a run brought and that were not purged. */
function left({ content, gone }: StoredRun, table: BroughtTable): number {
  return content.brought[table].rows - (gone.get(table) ?? 0);
}
