import type { Identities } from '../person/identities.ts';
import { isOfPerson, type ReadablePerson, widenPerson } from '../person/readable-person.ts';
import type { SubscriberIndex } from '../person/subscriber-index.ts';
import type { Decision } from '../register/decision.ts';
import type { RefusedRow } from '../screen/refused-row.ts';

/** The persons of rejected subscription rows: is one of them that of a valid decision? (contract 2.5) */
export class RejectedSubscriptions {
  private readonly rows: readonly RefusedRow[];
  private readonly persons: readonly ReadablePerson[];
  private readonly identities: Identities;
  private readonly found = new Set<RefusedRow>();

  constructor(rows: readonly RefusedRow[], index: SubscriberIndex, identities: Identities) {
    this.rows = rows;
    this.persons = rows.map(({ person }) => widenPerson(person, identities));
    this.identities = identities;
    this.persons.forEach(({ keys }, number) => {
      for (const each of keys) index.watch(-(number + 1), each);
    });
  }

  /** The index says that a valid decision inside the window may be of that entry's person. */
  note(entry: number, decision: Decision): void {
    const row = this.rows[-entry - 1];
    const person = this.persons[-entry - 1];
    if (row === undefined || person === undefined) return;
    if (isOfPerson(person, decision, this.identities)) this.found.add(row);
  }

  isTouched(row: RefusedRow): boolean {
    return this.found.has(row);
  }
}
