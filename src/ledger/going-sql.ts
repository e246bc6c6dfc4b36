import type { TableName } from './tables.ts';

/** Highest version, and last run, of what is about to go and of which nothing stays. */
export const GOING_DECISIONS = `
  select cast(source as blob), cast(decision_id as blob), max(version), max(run) from (
    ${going('decision')} union all ${going('conflict_row')} union all ${going('kept_version')}) as g
  where not exists (select 1 from kept_decision as k
    where k.source = g.source and k.decision_id = g.decision_id)
  group by source, decision_id`;
// A notice that goes while it stands counts as retracted: the next is new, and no version of it is used twice.
export const GOING_NOTICES = `
  select cast(t.notice_id as blob), max(t.version + (t.action <> 'RETRACTED')), max(t.run)
  from notice as t
  where not exists (select 1 from notice as n where n.notice_id = t.notice_id
    and not exists (select 1 from purged_row where table_name = 'notice' and id = n.id))
  group by t.notice_id`;

/** Which decisions touched what is about to go. */
export const GOING_TOUCHED = `
  select cast(t.source as blob), cast(t.decision_id as blob), cast(t.subscription_id as blob),
    cast(t.case_number as blob), t.run
  from purged_row as p join touched as t on p.table_name = 'touched' and t.id = p.id`;

/**
 * The version in force of every decision of which a subscription and case is about to go: itself, the
 * subscription as last seen, the latest as-of date, and the run.
 */
export const GOING_CASES = `
  select cast(d.content as blob), cast(s.content as blob), max(j.as_of), max(t.run, d.run)
  from purged_row as p
    join touched as t on p.table_name = 'touched' and t.id = p.id
    join decision as d
      on d.source = t.source and d.decision_id = t.decision_id and d.case_number = t.case_number
    join subscription as s on s.subscription_id = t.subscription_id
    join judged as j on j.subscription_id = t.subscription_id and j.case_number = t.case_number
  where s.run = (select max(run) from subscription where subscription_id = t.subscription_id)
    and d.version = (select max(version) from (${['decision', 'conflict_row', 'kept_version']
      .map(
        (table) => `select version from ${table} as o
          where o.source = t.source and o.decision_id = t.decision_id`,
      )
      .join(' union all ')}))
    and d.content ->> '$.status' = 'REGISTERED'
  group by t.id`;

function going(table: TableName): string {
  return `select t.source, t.decision_id, t.version, t.run from ${table} as t
    join purged_row as p on p.table_name = '${table}' and p.id = t.id`;
}
