import type { CommandSpec } from './command.ts';
import { COMPLETION } from './commands/completion.ts';
import { CONFIG_CHECK, CONFIG_SHOW } from './commands/config.ts';
import { DELIVER } from './commands/deliver.ts';
import { DELIVERIES } from './commands/deliveries.ts';
import { DIFF } from './commands/diff.ts';
import { EXPLAIN } from './commands/explain.ts';
import { EXPORT } from './commands/export.ts';
import { KEYGEN } from './commands/keygen.ts';
import { LOOKUP } from './commands/lookup.ts';
import { OUTAGE_ADD, OUTAGE_LIST } from './commands/outage.ts';
import { PLAN } from './commands/plan.ts';
import { PURGE } from './commands/purge.ts';
import { RECONCILE } from './commands/reconcile.ts';
import { REJECTS_EXPORT } from './commands/rejects.ts';
import { REPORT } from './commands/report.ts';
import { REVIEW_LIST, REVIEW_RESOLVE, REVIEW_SHOW } from './commands/review.ts';
import { RUN } from './commands/run.ts';
import { STATUS } from './commands/status.ts';
import { VERIFY } from './commands/verify.ts';

/** Every command, in the order of the help. */
export const COMMANDS: readonly CommandSpec[] = [
  RUN,
  PLAN,
  STATUS,
  OUTAGE_ADD,
  OUTAGE_LIST,
  REVIEW_LIST,
  REVIEW_SHOW,
  REVIEW_RESOLVE,
  REJECTS_EXPORT,
  DELIVER,
  DELIVERIES,
  RECONCILE,
  VERIFY,
  EXPLAIN,
  DIFF,
  REPORT,
  EXPORT,
  KEYGEN,
  PURGE,
  LOOKUP,
  CONFIG_SHOW,
  CONFIG_CHECK,
  COMPLETION,
];

/** What the groups of commands are for. */
export const GROUPS: Readonly<Record<string, string>> = {
  config: 'look at the configuration',
  rejects: 'mend what could not be read',
  review: 'answer what the rules leave to people',
  outage: 'declare times of which rows are known to be late or missing',
};
