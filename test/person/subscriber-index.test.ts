import { describe, expect, it } from 'vitest';
import { collectIdentities } from '../../src/person/identities.ts';
import { keysOf, SubscriberIndex } from '../../src/person/subscriber-index.ts';
import type { Decision } from '../../src/register/decision.ts';
import type { Subscription } from '../../src/register/subscription.ts';
import { aDecision, aSubscription } from '../support/builders.ts';

const PEOPLE: readonly Partial<Subscription>[] = [
  { bsn: '999990342', skn: 'S1', familyName: 'Bakker' },
  { bsn: null, skn: 'S2', familyName: 'Visser' },
  { bsn: 'NI1', skn: null, familyName: 'Smit' },
];
const IDENTITIES = collectIdentities([
  { skn: 'S2', bsn: '999996630' },
  { skn: 'S3', bsn: '999990342' },
]);

/** Entries 0, 1 and 2 in columns; the same people as 10, 11 and 12 beside them. */
function indexOfPeople(): SubscriberIndex {
  const index = new SubscriberIndex();
  for (const [entry, person] of PEOPLE.entries()) {
    const subscription = aSubscription(person);
    index.add(entry, keysOf(subscription), subscription.skn);
    index.addBeside(entry + 10, keysOf(subscription), subscription.skn);
  }
  index.addAliases(IDENTITIES);
  return index;
}

function candidatesOf(decision: Partial<Decision>): number[] {
  const [found = new Set<number>()] = indexOfPeople().candidates([aDecision(decision)], IDENTITIES);
  return [...found].sort((a, b) => a - b);
}

const UNKNOWN = { familyName: 'X', bsn: null, skn: null };

describe('candidates', () => {
  it.each([
    ['by BSN', { ...UNKNOWN, bsn: '999990342' }, [0, 10]],
    [
      'by the BSN that stands behind the SKN of a subscription',
      { ...UNKNOWN, bsn: '999996630' },
      [1, 11],
    ],
    ['by SKN', { ...UNKNOWN, skn: 'S1' }, [0, 10]],
    ['by the BSN that stands behind its own SKN', { ...UNKNOWN, skn: 'S3' }, [0, 10]],
    ['by name', { ...UNKNOWN, familyName: 'bákker' }, [0, 10]],
    [
      'by name with a BSN, those without one',
      { ...UNKNOWN, bsn: '999996642', familyName: 'Smit' },
      [2, 12],
    ],
    [
      'by name with a BSN, nobody who has another',
      { ...UNKNOWN, bsn: '999996642', familyName: 'Bakker' },
      [],
    ],
    ['by SKN with a BSN, those without one', { ...UNKNOWN, bsn: '999996642', skn: 'S2' }, [1, 11]],
    ['by nothing', UNKNOWN, []],
  ])('finds %s (contract 3.1)', (_, decision, entries) => {
    expect(candidatesOf(decision)).toEqual(entries);
  });

  it('finds somebody to look out for by any key (contract 2.5)', () => {
    const index = new SubscriberIndex();
    index.watch(-1, keysOf(aSubscription({ skn: 'S1' })));
    const decisions = [{ skn: 'S1' }, { bsn: null, skn: 'S1', familyName: 'X' }, { bsn: null }];

    const found = index.candidates(
      decisions.map((changed) => aDecision(changed)),
      IDENTITIES,
    );
    expect(found.map((entries) => [...entries])).toEqual([[-1], [-1], [-1]]);
  });
});
