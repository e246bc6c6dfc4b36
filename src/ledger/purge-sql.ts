import type { TableName } from './tables.ts';

/**
 * What stays of purged runs: `whole` where a run that is not purged looked at it, so that this run
 * can be judged again; else, of a notice that still stands for an open subscription, the last of
 * each that it takes to retract it (contract 3.9). `?1` is the date at which a subscription is open.
 */
export const SETS = [
  'create temp table purged_run (run integer primary key)',
  'create temp table rejects_run (run integer primary key)',
  'create temp table kept_decision (source text, decision_id text, whole integer, ' +
    'primary key (source, decision_id)) without rowid',
  'create temp table kept_case (subscription_id text, case_number text, whole integer, ' +
    'primary key (subscription_id, case_number)) without rowid',
];
export const DROP_SETS =
  'drop table temp.purged_run; drop table temp.rejects_run; ' +
  'drop table temp.kept_decision; drop table temp.kept_case';

const ALIVE = 'run not in (select run from purged_run)';
const ASKED_OF =
  "r.content ->> '$.question.item.subscriptionId', r.content ->> '$.question.item.caseNumber'";
const BY_KEY = 'select source, decision_id, run from';
const STRONGER = 'where true on conflict do update set whole = max(whole, excluded.whole)';

export const LOOKED_AT = [
  `insert or ignore into kept_decision select source, decision_id, 1 from (
     ${BY_KEY} seen_decision union ${BY_KEY} decision union ${BY_KEY} conflict_row
     union ${BY_KEY} kept_version union ${BY_KEY} touched) where ${ALIVE}`,
  `insert or ignore into kept_case select t.subscription_id, t.case_number, 1
   from kept_decision as k cross join touched as t
     on t.source = k.source and t.decision_id = k.decision_id`,
  `insert or ignore into kept_case select subscription_id, case_number, 1 from judged where ${ALIVE}`,
  `insert or ignore into kept_case
   select content ->> '$.subscriptionId', case_number, 1 from notice where ${ALIVE}`,
  `insert or ignore into kept_case select ${ASKED_OF}, 1 from review as r
   where ${ALIVE} and r.content ->> '$.question' is not null`,
];

export const STANDING = `
  insert or ignore into kept_case select n.content ->> '$.subscriptionId', n.case_number, 0
  from notice as n
  where n.action <> 'RETRACTED'
    and n.version = (select max(version) from notice where notice_id = n.notice_id)
    and ${isOpen("n.content ->> '$.subscriptionId'")}`;

/** Questions that nobody answered. */
export const UNANSWERED = `
  insert or ignore into kept_case select ${ASKED_OF}, 0 from review as r
  where r.run = (select max(run) from review where review_id = r.review_id)
    and r.content ->> '$.question' is not null
    and ${isOpen("r.content ->> '$.question.item.subscriptionId'")}
    and not exists (select 1 from resolution as a where a.review_id = r.review_id
      and a.run = (select max(run) from resolution where review_id = r.review_id)
      and a.content ->> '$.basis' = r.content ->> '$.question.basis')`;

export const OF_CASES = [
  `insert into kept_decision select d.source, d.decision_id, c.whole
   from kept_case as c cross join decision as d on d.case_number = c.case_number ${STRONGER}`,
  `insert into kept_decision select d.source, d.decision_id, c.whole
   from kept_case as c cross join conflict_row as d on d.case_number = c.case_number ${STRONGER}`,
  `insert into kept_decision select t.source, t.decision_id, c.whole
   from touched as t join kept_case as c
     on c.subscription_id = t.subscription_id and c.case_number = t.case_number ${STRONGER}`,
];

/** Which rows `t` of a purged run go. Those of delivery come last: they follow their notices. */
export const GOES: readonly (readonly [TableName, string])[] = [
  ['decision', isOfNoKeptVersion('decision')],
  ['conflict_row', isOfNoKeptVersion('conflict_row')],
  ['kept_version', isOfNoKeptVersion('kept_version')],
  [
    'touched',
    `not exists (select 1 from kept_case as c
    where c.subscription_id = t.subscription_id and c.case_number = t.case_number)`,
  ],
  [
    'judged',
    `not exists (select 1 from kept_case as c
    where c.subscription_id = t.subscription_id and c.case_number = t.case_number
      and (c.whole or t.as_of = (select max(as_of) from judged as m
        where m.subscription_id = t.subscription_id and m.case_number = t.case_number)))`,
  ],
  [
    'subscription',
    `not exists (select 1 from kept_case as c
    where c.subscription_id = t.subscription_id and (c.whole or t.run = (
      select max(run) from subscription as m where m.subscription_id = t.subscription_id)))`,
  ],
  [
    'notice',
    `not exists (select 1 from kept_case as c
      where c.subscription_id = t.content ->> '$.subscriptionId'
        and c.case_number = t.case_number
        and (c.whole or t.version = (
          select max(version) from notice as m where m.notice_id = t.notice_id)))
    and (?1 or exists (select 1 from delivery_queue as q
      where q.sequence = t.id and q.state = 'DELIVERED'))`,
  ],
  [
    'review',
    `not exists (select 1 from review as r join kept_case as c
      on c.subscription_id = r.content ->> '$.question.item.subscriptionId'
        and c.case_number = r.content ->> '$.question.item.caseNumber'
      where r.review_id = t.review_id and (c.whole or t.run = (
        select max(run) from review as m where m.review_id = t.review_id)))`,
  ],
  ['seen_decision', 'true'],
  ['known_page', 'true'],
  [
    'known_decision',
    `not exists (${staysOf('decision')}) and not exists (${staysOf('conflict_row')})
    and not exists (${staysOf('kept_version')})`,
  ],
  ['delivery_event', "exists (select 1 from purged_row where table_name = 'notice' and id = t.id)"],
];

/** Of attempts whose events are all gone, those that keep words of the receiver; never the last entry. */
export const WORDS_OF_RECEIVERS = `t.kind = 'OUTCOME'
  and t.id < (select max(id) from delivery_entry)
  and exists (select 1 from json_each(t.content, '$.outcomes') as o
    where o.value ->> '$.reason' <> '')
  and not exists (select 1 from json_each(t.content, '$.outcomes') as o
    join delivery_event as e on e.id = o.value ->> '$.sequence'
    where not exists (select 1 from purged_row
      where table_name = 'delivery_event' and id = e.id))`;

export const FORGET_QUEUE =
  'delete from delivery_queue where sequence not in (select id from delivery_event)';
export const HEADS_ANEW = `
  update delivery_queue as q set head = (q.sequence = (
    select min(f.sequence) from delivery_queue as f
    where f.sector = q.sector and f.lane = q.lane and f.state in ('WAITING', 'FAILED')))
  where q.state in ('WAITING', 'FAILED')`;

/** As last seen, and at the date `?1`. */
function isOpen(subscriptionId: string): string {
  return `exists (select 1 from subscription as s
    where s.subscription_id = ${subscriptionId}
      and s.run = (select max(run) from subscription where subscription_id = s.subscription_id)
      and s.content ->> '$.status' <> 'ENDED'
      and coalesce(s.content ->> '$.validUntil', '9999') > ?1)`;
}

function isOfNoKeptVersion(table: TableName): string {
  return `not exists (select 1 from kept_decision as k
    where k.source = t.source and k.decision_id = t.decision_id
      and (k.whole or t.version = (select max(version) from ${table} as m
        where m.source = t.source and m.decision_id = t.decision_id)))`;
}

function staysOf(table: TableName): string {
  return `select 1 from ${table} as s where s.source = t.source and s.decision_id = t.decision_id
    and not exists (select 1 from purged_row where table_name = '${table}' and id = s.id)`;
}
