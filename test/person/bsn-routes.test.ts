import { describe, expect, it } from 'vitest';
import { BsnRoutes } from '../../src/person/bsn-routes.ts';
import { bsnKey, hashNameKey, hashText } from '../../src/person/key-hash.ts';
import type { Decision } from '../../src/register/decision.ts';
import { aDecision } from '../support/builders.ts';

const DECISION = aDecision({ bsn: '999990342', skn: 'S1' });
const NOBODY = { subscriber: false, watched: [] };

/** What the routes say, here and in another thread. */
function ask(routes: BsnRoutes, decision: Decision): ReturnType<BsnRoutes['mayConcern']> {
  const found = routes.mayConcern(decision);
  expect(BsnRoutes.over(routes.share()).mayConcern(decision)).toEqual(found);
  return found;
}

describe('BsnRoutes', () => {
  it('finds a subscriber by BSN, and those without one by SKN and by name (contract 3.1)', () => {
    const byBsn = new BsnRoutes();
    byBsn.bsns.add(bsnKey(DECISION.bsn));
    const bySkn = new BsnRoutes();
    bySkn.bySknWithoutBsn.add(hashText('S1'), 1);
    const byName = new BsnRoutes();
    byName.byNameWithoutBsn.add(hashNameKey(DECISION), 1);

    for (const routes of [byBsn, bySkn, byName])
      expect(ask(routes, DECISION)).toEqual({ subscriber: true, watched: [] });
    expect(ask(byBsn, { ...DECISION, bsn: '999996630' })).toEqual(NOBODY);
    expect(ask(bySkn, { ...DECISION, skn: null })).toEqual(NOBODY);
    expect(ask(byName, { ...DECISION, familyName: 'X' })).toEqual(NOBODY);
  });

  it('tells people to look out for from subscribers, each once (contract 2.5)', () => {
    const routes = new BsnRoutes();
    routes.watchedByBsn.add(bsnKey(DECISION.bsn), -1);
    routes.byNameWithoutBsn.add(hashNameKey(DECISION), -1);
    routes.bySknWithoutBsn.add(hashText('S1'), -2);

    expect(ask(routes, DECISION)).toEqual({ subscriber: false, watched: [-1, -2] });
    routes.byNameWithoutBsn.add(hashNameKey(DECISION), 7);
    expect(ask(routes, DECISION)).toEqual({ subscriber: true, watched: [-1, -2] });
  });

  it('gives the entries without a BSN that a decision with one may concern', () => {
    const routes = new BsnRoutes();
    routes.bySknWithoutBsn.add(hashText('S1'), 2);
    routes.byNameWithoutBsn.add(hashNameKey(DECISION), 3);

    expect(routes.withoutBsn(DECISION)).toEqual([2, 3]);
    expect(routes.withoutBsn({ ...DECISION, skn: null })).toEqual([3]);
  });
});
