/**
 * The tables of the ledger, in the order in which a run's rows enter its chain, and their columns
 * beside `id`, `run`, `content`, `salt` and `digest`.
 */
export const TABLE_COLUMNS = {
  run: ['run_id', 'chain'],
  run_input: ['position'],
  known_decision: ['source', 'decision_id'],
  decision: ['source', 'decision_id', 'version', 'case_number', 'kind', 'irrevocable_on'],
  conflict_row: ['source', 'decision_id', 'version', 'content_sha256', 'case_number'],
  kept_version: ['source', 'decision_id', 'version'],
  touched: ['source', 'decision_id', 'subscription_id', 'case_number'],
  subscription: ['subscription_id'],
  judged: ['subscription_id', 'case_number', 'as_of'],
  notice: ['notice_id', 'version', 'action', 'case_number', 'recorded_at'],
  day_count: ['source', 'day', 'rows', 'fingerprint'],
  seen_decision: ['source', 'decision_id'],
  seen_reject: ['input', 'file', 'line'],
  review: ['review_id'],
  known_page: ['kind', 'page'],
  published: [],
  delivery_event: ['event_id', 'notice_id', 'notice_version', 'sector', 'lane', 'priority'],
  delivery_entry: ['kind', 'previous'],
  outage: ['previous'],
  purge_entry: ['kind', 'previous'],
  resolution: ['review_id', 'previous'],
  purged_version: ['mark', 'version'],
  sealed_memory: ['mark'],
} as const satisfies Record<string, readonly string[]>;

export type TableName = keyof typeof TABLE_COLUMNS;

/** What a run brings: all but its own row, which seals them, its publication and its delivery, which come later, and what is declared, judged by people or purged between runs. */
export const BROUGHT_TABLES = [
  'run_input',
  'known_decision',
  'decision',
  'conflict_row',
  'kept_version',
  'touched',
  'subscription',
  'judged',
  'notice',
  'day_count',
  'seen_decision',
  'seen_reject',
  'review',
  'known_page',
] as const satisfies readonly TableName[];

export type BroughtTable = (typeof BROUGHT_TABLES)[number];

/** A question by key that two indexes can answer, each by itself. */
export interface Lookup {
  readonly table: TableName;
  /** The first index; the second has `_again` behind its name. */
  readonly index: string;
  readonly keys: readonly string[];
}

export const LOOKUPS = {
  run: { table: 'run', index: 'run_by_number', keys: ['run'] },
  inputsOfRun: { table: 'run_input', index: 'run_input_by_run', keys: ['run'] },
  published: { table: 'published', index: 'published_by_run', keys: ['run'] },
  decisionByKey: {
    table: 'decision',
    index: 'decision_by_key',
    keys: ['source', 'decision_id'],
  },
  decisionByCase: { table: 'decision', index: 'decision_by_case', keys: ['case_number'] },
  conflictByKey: {
    table: 'conflict_row',
    index: 'conflict_row_by_key',
    keys: ['source', 'decision_id'],
  },
  conflictByCase: {
    table: 'conflict_row',
    index: 'conflict_row_by_case',
    keys: ['case_number'],
  },
  keptByKey: {
    table: 'kept_version',
    index: 'kept_version_by_key',
    keys: ['source', 'decision_id'],
  },
  touchedByKey: {
    table: 'touched',
    index: 'touched_by_key',
    keys: ['source', 'decision_id'],
  },
  subscription: {
    table: 'subscription',
    index: 'subscription_by_id',
    keys: ['subscription_id'],
  },
  judged: {
    table: 'judged',
    index: 'judged_by_case',
    keys: ['subscription_id', 'case_number'],
  },
  noticeById: { table: 'notice', index: 'notice_by_id', keys: ['notice_id'] },
  dayCount: { table: 'day_count', index: 'day_count_by_day', keys: ['day'] },
  seenDecisions: { table: 'seen_decision', index: 'seen_decision_by_run', keys: ['run'] },
  seenRejects: { table: 'seen_reject', index: 'seen_reject_by_run', keys: ['run'] },
  review: { table: 'review', index: 'review_by_id', keys: ['review_id'] },
  resolution: { table: 'resolution', index: 'resolution_by_review', keys: ['review_id'] },
  knownPages: { table: 'known_page', index: 'known_page_by_run', keys: ['run', 'kind'] },
  purgedVersion: { table: 'purged_version', index: 'purged_version_by_mark', keys: ['mark'] },
  sealedMemory: { table: 'sealed_memory', index: 'sealed_memory_by_mark', keys: ['mark'] },
  noticeByCase: { table: 'notice', index: 'notice_by_case', keys: ['case_number'] },
} as const satisfies Record<string, Lookup>;
