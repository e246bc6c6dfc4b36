import type { Block } from '../intake/blocks.ts';
import { type InputProfile, translationOf } from '../intake/input-profile.ts';
import type { TableForm } from '../intake/input-table.ts';
import { BsnRoutes, type SharedRoutes } from '../person/bsn-routes.ts';
import { DECISION_SHAPE } from '../register/decision.ts';
import { SUBSCRIPTION_SHAPE } from '../register/subscription.ts';
import type { DaySetting } from './day-sums.ts';
import { type DecisionFindings, decisionBlockReader } from './decision-block.ts';
import { type SubscriptionFindings, subscriptionBlockReader } from './subscription-block.ts';

/** What it takes to read the blocks of a file in any thread: plain data and shared memory. */
interface FileJob<Findings> {
  readonly table: Omit<TableForm, 'translation'> & { readonly profile: InputProfile | null };
  readonly isScreened: boolean;
  /** Never there: ties the job to what comes of it. */
  readonly findings?: Findings;
}

export interface DecisionJob extends FileJob<DecisionFindings> {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly routes: SharedRoutes;
  readonly days: DaySetting;
}

export interface SubscriptionJob extends FileJob<SubscriptionFindings> {
  readonly sectors: readonly string[];
}

export type BlockJob = DecisionJob | SubscriptionJob;
export type FindingsOf<Job extends BlockJob> = NonNullable<Job['findings']>;

/** The reader of a job's blocks, in any order. */
export function readerFor<Job extends BlockJob>(job: Job): (block: Block) => FindingsOf<Job>;
export function readerFor(
  job: BlockJob,
): (block: Block) => DecisionFindings | SubscriptionFindings {
  const { profile, ...form } = job.table;
  if ('sectors' in job) {
    const table = { ...form, translation: translationOf(profile, SUBSCRIPTION_SHAPE) };
    return subscriptionBlockReader(table, job.isScreened, job.sectors);
  }
  const table = { ...form, translation: translationOf(profile, DECISION_SHAPE) };
  const routes = BsnRoutes.over(job.routes);
  return decisionBlockReader(table, job.isScreened, { ...job, routes });
}
