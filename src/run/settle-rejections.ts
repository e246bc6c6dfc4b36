import type { Identities } from '../person/identities.ts';
import { isOfPerson, type ReadablePerson, widenPerson } from '../person/readable-person.ts';
import type { Rejection } from '../register/rejection.ts';
import { realBsn } from '../register/subscription.ts';
import type { RefusedRow } from '../screen/refused-row.ts';
import type { RejectedSubscriptions } from './rejected-subscriptions.ts';
import type { Subscribers } from './subscribers.ts';

/** Rows whose persons are looked up together: each time costs a walk over all subscriptions. */
const LOOKED_UP_TOGETHER = 4096;

/** Says of every refused row whether its person is under screening (contract 2.5). */
export function* settleRejections(
  others: readonly Iterable<RefusedRow>[],
  setting: {
    readonly subscriptions: readonly RefusedRow[];
    readonly subscribers: Subscribers;
    readonly identities: Identities;
    readonly rejected: RejectedSubscriptions;
  },
): Generator<Rejection> {
  for (const rows of others) {
    let together: RefusedRow[] = [];
    for (const row of rows) {
      together.push(row);
      if (together.length < LOOKED_UP_TOGETHER) continue;
      yield* settleTogether(together, setting);
      together = [];
    }
    yield* settleTogether(together, setting);
  }
  for (const row of setting.subscriptions)
    yield { ...row.rejection, touchesSubscription: setting.rejected.isTouched(row) };
}

function* settleTogether(
  rows: readonly RefusedRow[],
  {
    subscribers,
    identities,
  }: { readonly subscribers: Subscribers; readonly identities: Identities },
): Generator<Rejection> {
  const persons = rows.map(({ person }) => person);
  const concerned = findConcerned(persons, subscribers, identities);
  for (const { rejection, person } of rows)
    yield { ...rejection, touchesSubscription: concerned.has(person) };
}

/** Which persons of rejected rows are, by BSN, SKN, or name and birth date, accepted subscribers. */
function findConcerned(
  persons: readonly ReadablePerson[],
  subscribers: Subscribers,
  identities: Identities,
): ReadonlySet<ReadablePerson> {
  const widened = persons.map((person) => widenPerson(person, identities));
  const found = subscribers.index.lookUp(widened.flatMap(({ keys }) => keys));
  const concerned = new Set<ReadablePerson>();
  let next = 0;
  widened.forEach((person, index) => {
    const entries = person.keys.flatMap(() => [...(found[next++] ?? [])]);
    const supplied = entries.filter((entry) => subscribers.isSupplied(entry));
    const isOne = [...subscribers.read(supplied).values()].some((subscription) =>
      isOfPerson(person, { ...subscription, bsn: realBsn(subscription) }, identities),
    );
    const original = persons[index];
    if (isOne && original !== undefined) concerned.add(original);
  });
  return concerned;
}
