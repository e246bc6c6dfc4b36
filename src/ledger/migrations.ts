import type { Connection } from './database.ts';

/** `SCUL` in the file's header: a ledger of this program. */
export const APPLICATION_ID = 0x5343554c;

/** Fixed by the step that uses it, as every table there is. */
const PURGEABLE = [
  ...['known_decision', 'decision', 'conflict_row', 'kept_version', 'touched', 'subscription'],
  ...['judged', 'notice', 'seen_decision', 'seen_reject', 'review', 'known_page'],
  ...['delivery_event', 'delivery_entry'],
];

/** Numbered from 1 by their place. Only ever appended to: a ledger in use holds what they said. */
export const MIGRATIONS: readonly string[] = [
  [
    evidenceTable('run', 'run_id text not null, chain text not null'),
    evidenceTable('run_input', 'position integer not null'),
    evidenceTable('known_decision', 'source text not null, decision_id text not null'),
    evidenceTable(
      'decision',
      'source text not null, decision_id text not null, version integer not null, ' +
        'case_number text not null, kind text not null, irrevocable_on text',
    ),
    evidenceTable(
      'conflict_row',
      'source text not null, decision_id text not null, version integer not null, ' +
        'content_sha256 text not null, case_number text not null',
    ),
    evidenceTable(
      'kept_version',
      'source text not null, decision_id text not null, version integer not null',
    ),
    evidenceTable(
      'touched',
      'source text not null, decision_id text not null, ' +
        'subscription_id text not null, case_number text not null',
    ),
    evidenceTable('subscription', 'subscription_id text not null'),
    evidenceTable(
      'judged',
      'subscription_id text not null, case_number text not null, as_of text not null',
    ),
    evidenceTable(
      'notice',
      'notice_id text not null, version integer not null, action text not null, ' +
        'case_number text not null, recorded_at text not null',
    ),
    evidenceTable('published'),
    'create unique index run_by_id on run (run_id)',
    uniqueTwins('run_by_number', 'run (run)'),
    uniqueTwins('run_input_by_run', 'run_input (run, position)'),
    uniqueTwins('published_by_run', 'published (run)'),
    uniqueTwins('known_decision_by_key', 'known_decision (source, decision_id)', ', run'),
    uniqueTwins('decision_by_key', 'decision (source, decision_id, version)'),
    twins('decision_by_case', 'decision (case_number)'),
    twins(
      'decision_by_acquittal',
      'decision (irrevocable_on, case_number)',
      "where kind = 'VRIJSPRAAK'",
    ),
    uniqueTwins(
      'conflict_row_by_key',
      'conflict_row (source, decision_id, version, content_sha256)',
    ),
    twins('conflict_row_by_case', 'conflict_row (case_number)'),
    uniqueTwins('kept_version_by_key', 'kept_version (source, decision_id, version)'),
    uniqueTwins('touched_by_key', 'touched (source, decision_id, subscription_id, case_number)'),
    uniqueTwins('subscription_by_id', 'subscription (subscription_id, run)'),
    uniqueTwins('judged_by_case', 'judged (subscription_id, case_number, as_of)'),
    uniqueTwins('notice_by_id', 'notice (notice_id, version)'),
    twins('notice_by_case', 'notice (case_number)'),
  ].join(';\n'),
  [
    evidenceTable(
      'delivery_event',
      'event_id text not null, notice_id text not null, notice_version integer not null, ' +
        'sector text not null, lane text not null, priority integer not null',
    ),
    evidenceTable('delivery_entry', 'kind text not null, previous text not null'),
    'create unique index delivery_event_by_id on delivery_event (event_id)',
    // Derived from the two tables above, so that the next event is found without walking them.
    'create table delivery_queue (sequence integer primary key, sector text not null, ' +
      'lane text not null, priority integer not null, state text not null, ' +
      'head integer not null, hold text, due integer not null, tries integer not null, ' +
      'attempts integer not null, first_ms integer, last_ms integer, status integer, ' +
      'reason text not null) strict',
    "create index queue_lane on delivery_queue (sector, lane, sequence) where state in ('WAITING', 'FAILED')",
    'create index queue_urgent on delivery_queue (sector, priority, sequence) where head = 1 and hold is null',
    'create index queue_oldest on delivery_queue (sector, sequence) where head = 1 and hold is null',
    "create index queue_due on delivery_queue (sector, due) where hold = 'DUE'",
    "create index queue_dead on delivery_queue (sector) where state = 'DEAD'",
  ].join(';\n'),
  evidenceTable('outage', 'previous text not null'),
  [
    evidenceTable(
      'day_count',
      'source text not null, day text not null, rows integer not null, fingerprint text not null',
    ),
    evidenceTable('seen_decision', 'source text not null, decision_id text not null'),
    evidenceTable('seen_reject', 'input text not null, file text not null, line integer not null'),
    uniqueTwins('day_count_by_day', 'day_count (day, source, run)'),
    uniqueTwins('seen_decision_by_run', 'seen_decision (run, source, decision_id)'),
    uniqueTwins('seen_reject_by_run', 'seen_reject (run, input, file, line)'),
  ].join(';\n'),
  // Kept twice: a damaged one would make every day look changed.
  'create table counting_key (key blob not null, again blob not null) strict;\n' +
    'insert into counting_key select key, key from (select randomblob(16) as key)',
  [
    evidenceTable('purge_entry', 'kind text not null, previous text not null'),
    // Filled by the first purge, emptied where the key is destroyed; kept twice, as above.
    'create table purge_key (key blob not null, again blob not null) strict',
  ].join(';\n'),
  [
    evidenceTable('review', 'review_id text not null'),
    evidenceTable('resolution', 'review_id text not null, previous text not null'),
    uniqueTwins('review_by_id', 'review (review_id, run)'),
    uniqueTwins('resolution_by_review', 'resolution (review_id, run)'),
  ].join(';\n'),
  [
    evidenceTable('known_page', 'kind text not null, page integer not null'),
    uniqueTwins('known_page_by_run', 'known_page (run, kind, page)'),
  ].join(';\n'),
  // Kept twice: under another one nobody would be found again in the processing log.
  'create table processing_key (key blob not null, again blob not null) strict;\n' +
    'insert into processing_key select key, key from (select randomblob(32) as key)',
  [
    // What is left of a purged row. Its run is sealed over digests, so that the seal still holds.
    'create table purged_row (table_name text not null, id integer not null, ' +
      'run integer not null, digest blob not null, primary key (table_name, id)) ' +
      'strict, without rowid',
    ...guards('purged_row'),
    evidenceTable('purged_version', 'mark text not null, version integer not null'),
    uniqueTwins('purged_version_by_mark', 'purged_version (mark, version)'),
    ...PURGEABLE.map(letPurge),
  ].join(';\n'),
  [
    evidenceTable('sealed_memory', 'mark text not null'),
    twins('sealed_memory_by_mark', 'sealed_memory (mark)'),
  ].join(';\n'),
  [
    // What is settled stays in its lane: lanes lie anywhere, and each removal would rewrite a page.
    'drop index queue_lane',
    'create index queue_lane on delivery_queue (sector, lane, sequence)',
    'drop index queue_dead',
    "create index queue_open on delivery_queue (sector, state) where state <> 'DELIVERED'",
    'create index queue_tried on delivery_queue (sequence) ' +
      "where state in ('WAITING', 'FAILED') and (hold is not null or tries > 0)",
  ].join(';\n'),
];

/** Brings a ledger up to date, one transaction a step. */
export function migrate(database: Connection, fromVersion: number): void {
  for (const [position, migration] of MIGRATIONS.entries()) {
    if (position < fromVersion) continue;
    database.transaction(() => {
      database.exec(migration);
      database.exec(
        `pragma application_id = ${APPLICATION_ID}; pragma user_version = ${position + 1}`,
      );
    });
  }
}

function evidenceTable(name: string, columns = ''): string {
  const between = columns === '' ? '' : `${columns}, `;
  return [
    `create table ${name} (id integer primary key, run integer not null, ${between}` +
      'content text, salt blob, digest blob not null) strict',
    ...guards(name),
  ].join(';\n');
}

function guards(name: string): readonly string[] {
  return ['update', 'delete'].map(
    (deed) =>
      `create trigger ${name}_never_${deed}d before ${deed} on ${name} ` +
      "begin select raise(abort, 'the ledger only grows'); end",
  );
}

/** A row may go once its digest stands among the purged ones. */
function letPurge(name: string): string {
  return (
    `drop trigger ${name}_never_deleted;\n` +
    `create trigger ${name}_never_deleted before delete on ${name} ` +
    `when not exists (select 1 from purged_row where table_name = '${name}' and id = old.id ` +
    'and run = old.run and digest = old.digest) ' +
    "begin select raise(abort, 'the ledger only grows'); end"
  );
}

// A damaged index answers that a row is not there. Two that lie on different pages must agree.
function uniqueTwins(name: string, on: string, more = ''): string {
  const again = `create index ${name}_again on ${on.replace(/\)$/, `${more})`)}`;
  return `create unique index ${name} on ${on};\n${again}`;
}

function twins(name: string, on: string, where = ''): string {
  return `create index ${name} on ${on} ${where};\ncreate index ${name}_again on ${on} ${where}`;
}
