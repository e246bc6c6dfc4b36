import { checkedRows, sealedRows } from './checked-rows.ts';
import type { Connection } from './database.ts';
import type { DeliveryEntry } from './delivery-entries.ts';
import { purgedRows } from './purged-rows.ts';
import { FIRST_CHAIN } from './row-digest.ts';
import { type EvidenceRow, parseContent, textOf } from './row-reader.ts';
import { NEXT_STATES } from './sqlite-outbox.ts';

/**
 * Every event has its digest and its place in the queue; every entry of delivery names the digest of
 * the one before it; and what the queue says of each event is what the entries say: an entry that was
 * cut off at the end is missed there.
 */
export function deliveryFaults(database: Connection): readonly string[] {
  const states = new Map<number, string>();
  for (const { id } of checkedRows(database, 'delivery_event')) states.set(id, 'WAITING');
  const purged = new Set([...purgedRows(database, 'delivery_event')].map(({ id }) => id));
  if (Number(database.all(MISPLACED)[0]?.[0]) > 0)
    return ['An event of the delivery record does not stand at the place of its notice.'];
  let previous = FIRST_CHAIN;
  for (const row of sealedRows(database, 'delivery_entry')) {
    const before = previous;
    previous = row.digest.toString('hex');
    // Of a purged entry, all of whose events are gone, only the digest is left: the next one names it.
    if (row.columns === null) continue;
    if (row.columns[PREVIOUS_PLACE] !== before)
      return [`Entry ${row.id} of the delivery record does not follow the one before it.`];
    for (const [sequence, state] of statesAfter(database, row)) {
      if (!states.has(sequence) && !purged.has(sequence))
        return [`Entry ${row.id} of the delivery record names no event.`];
      if (state !== null && states.has(sequence)) states.set(sequence, state);
    }
  }
  return queueFaults(database, states);
}

const PREVIOUS_PLACE = 1;
const MISPLACED = `
  select count(*) from delivery_event as e join notice as n on n.id = e.id
  where n.notice_id <> e.notice_id or n.version <> e.notice_version`;

/** The events that an entry names, and the state that it gives each; null where it stays. */
function statesAfter(
  { file }: Connection,
  row: EvidenceRow,
): readonly (readonly [number, string | null])[] {
  const entry = { kind: row.columns[0], ...parseContent<object>(file, row) } as DeliveryEntry;
  switch (entry.kind) {
    case 'INTENT':
      return entry.events.map(([sequence]) => [sequence, null]);
    case 'OUTCOME':
      return entry.outcomes.map(({ sequence, result }) => [sequence, NEXT_STATES[result][0]]);
    case 'RETURNED':
      return entry.events.map((sequence) => [sequence, 'WAITING']);
  }
}

function queueFaults(database: Connection, states: Map<number, string>): readonly string[] {
  const queued = database.all('select sequence, cast(state as blob) from delivery_queue');
  for (const [sequence, state] of queued) {
    if (states.get(Number(sequence)) !== textOf(state))
      return [`The queue has event ${sequence} otherwise than the delivery record.`];
    states.delete(Number(sequence));
  }
  return states.size === 0 ? [] : ['The queue of deliveries lacks events.'];
}
