/** What is said to the queue of deliveries; every statement moves a whole group. */
export const BEGIN = `
  update delivery_queue indexed by queue_tried set hold = null, tries = 0, due = 0
  where state in ('WAITING', 'FAILED') and (hold is not null or tries > 0)`;
/** A call that was cut off left intents without outcome: they count as tries. */
export const RECALL_ATTEMPTS = `
  update delivery_queue as q set attempts = s.value ->> 1, first_ms = coalesce(first_ms, ?1),
    last_ms = ?1
  from json_each(?2) as s where q.sequence = s.value ->> 0 and q.attempts < s.value ->> 1`;
/** As `TAKE…` gives them: attempts before this one. */
export const CUT_OFF = `
  select q.sequence, (s.value ->> 1) - 1, 0 from json_each(?) as s
  cross join delivery_queue as q on q.sequence = s.value ->> 0 where q.attempts < s.value ->> 1`;
export const SETTLE = `
  update delivery_queue as q set state = s.value ->> 1, hold = s.value ->> 2, due = s.value ->> 3,
    last_ms = ?1, status = s.value ->> 4, reason = s.value ->> 5,
    head = (s.value ->> 1) in ('WAITING', 'FAILED'), tries = tries + 1,
    attempts = s.value ->> 6, first_ms = coalesce(first_ms, ?1)
  from json_each(?2) as s where q.sequence = s.value ->> 0`;
/** The next of a lane whose head is settled may go. */
export const PROMOTE = `
  update delivery_queue set head = 1 where sequence in (
    select (select min(n.sequence) from delivery_queue as n
      where n.sector = done.sector and n.lane = done.lane and n.state in ('WAITING', 'FAILED'))
    from json_each(?) as s cross join delivery_queue as done on done.sequence = s.value)`;
export const RELEASE =
  "update delivery_queue set hold = null where sector = ? and hold = 'DUE' and due <= ?";
export const TAKE_OLDEST = takeBy('sequence');
export const TAKE_URGENT = takeBy('priority, sequence');
export const EVENTS = `
  select t.* from json_each(?) as s
  cross join delivery_event as t on t.id = s.value`;

/** Of a sector, without those that are in the air, so many. */
function takeBy(order: string): string {
  return `select sequence, attempts, tries from delivery_queue
    where sector = ? and head = 1 and hold is null
      and sequence not in (select value from json_each(?)) order by ${order} limit ?`;
}

/** One event that was never sent. */
export const QUEUE = `
  insert into delivery_queue (sequence, sector, lane, priority, head, state, due, tries, attempts, reason)
  values (?1, ?2, ?3, ?4, not exists (
    select 1 from delivery_queue as f where f.sector = ?2 and f.lane = ?3 and f.sequence < ?1
      and f.state in ('WAITING', 'FAILED')), 'WAITING', 0, 0, 0, '')`;
/** Behind those that came late, none of their lanes is a head. */
export const DEMOTE = `
  update delivery_queue set head = 0 where sequence in (
    select q.sequence from json_each(?) as s
    cross join delivery_queue as late on late.sequence = s.value
    cross join delivery_queue as q on q.sector = late.sector and q.lane = late.lane
      and q.sequence > late.sequence and q.head = 1)`;

/** Of the lane of one event only the oldest that is not settled is its head. */
export const HEAD_OF_LANE_OF = `
  update delivery_queue as q set head = (q.sequence = (
    select min(f.sequence) from delivery_queue as f
    where f.sector = q.sector and f.lane = q.lane and f.state in ('WAITING', 'FAILED')))
  from delivery_queue as changed
  where changed.sequence = ? and q.sector = changed.sector and q.lane = changed.lane
    and q.state in ('WAITING', 'FAILED')`;
