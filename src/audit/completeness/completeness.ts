import type { InputTable } from '../../intake/input-table.ts';
import { parseDecision } from '../../register/decision.ts';
import type { Fault } from '../fault.ts';
import type { Manifest } from '../manifest-file.ts';
import { type AcceptedSubscription, readAccepted } from './accepted.ts';
import { readEachRow } from './rows.ts';
import { readEnds, readListed } from './run-says.ts';

// A second, deliberately simple way to the question whether anything was left out. It judges nothing,
// and nothing in this folder may import what judges (`test/architecture.test.ts`).

/** A run folder and the inputs that it was made of, opened again. */
export interface Evidence {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly tables: Readonly<Record<Manifest['inputs'][number]['input'], readonly InputTable[]>>;
  readonly sectors: ReadonlySet<string>;
  /** What the ledger knew of a decision before the run; null where nothing. */
  readonly known: (
    source: 'OM' | 'RECHTSPRAAK',
    decisionId: string,
  ) => Promise<KnownVersion | null>;
}

export interface KnownVersion {
  readonly version: number;
  readonly isWithdrawn: boolean;
}

/** A row of the window on an accepted subscription whose case the run does not list. */
interface UnlistedRow {
  readonly table: InputTable;
  readonly line: number;
  readonly source: 'OM' | 'RECHTSPRAAK';
  readonly decisionId: string;
  readonly version: number;
  readonly on: AcceptedSubscription;
}

/**
 * Every row that is read has an end, and every valid row of the window whose BSN is that of an
 * accepted subscription has that subscription and case in the run, unless a higher version, a
 * withdrawal or ground 99 explains why not (contract 3, 4).
 */
export async function* checkCompleteness(evidence: Evidence): AsyncGenerator<Fault> {
  const { folder, tables, sectors } = evidence;
  const counts = new Map<InputTable, number>();
  const accepted = await readAccepted(tables.subscriptions, sectors, counts);
  for (const table of [...tables.identities, ...tables['already-signalled']])
    await readEachRow(table, counts, () => {});
  const listed = await readListed(folder);
  const { unlisted, highest } = await readWindow(evidence, accepted, listed, counts);
  const nameOf = nameTables(evidence);
  for (const row of unlisted) {
    if ((highest.get(`${row.source}:${row.decisionId}`) ?? 1) > row.version) continue;
    const known = await evidence.known(row.source, row.decisionId);
    if (known !== null && known.version > row.version) continue;
    if (known?.version === row.version && known.isWithdrawn) continue;
    const { sector, subscriptionId } = row.on;
    const what = `is a valid row of the window on ${sector} ${subscriptionId}, but the run lists its case nowhere`;
    yield { place: nameOf(row.table), line: row.line, what };
  }
  const ends = await readEnds(folder);
  for (const [table, rows] of counts) {
    const sum = ends.get(nameOf(table)) ?? 0;
    if (sum === rows) continue;
    yield {
      place: nameOf(table),
      line: null,
      what: `has ${rows} rows; totals.csv has ends of ${sum}`,
    };
  }
}

/** Rows that nothing lists, and the highest version of each decision that has more than one. */
async function readWindow(
  { manifest, tables }: Evidence,
  accepted: ReadonlyMap<string, readonly AcceptedSubscription[]>,
  listed: ReadonlySet<string>,
  counts: Map<InputTable, number>,
): Promise<{ unlisted: readonly UnlistedRow[]; highest: ReadonlyMap<string, number> }> {
  const [from, until] = [Date.parse(manifest.window.from), Date.parse(manifest.window.until)];
  const unlisted: UnlistedRow[] = [];
  const highest = new Map<string, number>();
  for (const table of tables.decisions)
    await readEachRow(table, counts, (cells, line) => {
      const parsed = parseDecision(cells);
      if (!parsed.ok) return;
      const { source, decisionId, version, status, kind, grounds, bsn, registeredAt } =
        parsed.value;
      if (registeredAt.ms < from || registeredAt.ms >= until) return;
      const key = `${source}:${decisionId}`;
      if (version > (highest.get(key) ?? 1)) highest.set(key, version);
      if (status === 'WITHDRAWN' || (kind === 'SEPOT' && grounds[0] === '99')) return;
      for (const on of accepted.get(bsn ?? '') ?? [])
        if (!listed.has(`${on.sector} ${on.subscriptionId} ${parsed.value.caseNumber}`))
          unlisted.push({ table, line, source, decisionId, version, on });
    });
  return { unlisted, highest };
}

/** Names as in the manifest, whatever the files are called now: their hashes tell. */
function nameTables({ manifest, tables }: Evidence): (table: InputTable) => string {
  const left = [...manifest.inputs];
  const names = new Map<InputTable, string>();
  for (const table of Object.values(tables).flat()) {
    const { sha256 } = table.input.facts();
    const at = left.findIndex(({ input, sha256: hash }) => input === table.kind && hash === sha256);
    const [named] = at < 0 ? [] : left.splice(at, 1);
    names.set(table, `${table.kind} ${named?.file ?? table.file}`);
  }
  return (table) => names.get(table) ?? table.file;
}
