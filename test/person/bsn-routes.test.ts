import { expect, it } from 'vitest';
import { BsnRoutes } from '../../src/person/bsn-routes.ts';
import { HashIndex } from '../../src/person/hash-index.ts';
import { bsnKey, hashNameKey, hashText } from '../../src/person/key-hash.ts';
import { aDecision } from '../support/builders.ts';

it('finds a decision with a BSN by that, by SKN and by name, here and in another thread (contract 3.1)', () => {
  const decision = aDecision({ skn: 'S1' });
  const routes = new BsnRoutes({
    byBsn: new HashIndex(1),
    byNameWithoutBsn: new HashIndex(1),
    bySknWithoutBsn: new HashIndex(1),
  });
  routes.byBsn.add(bsnKey(decision.bsn), 1);
  routes.bySknWithoutBsn.add(hashText('S1'), 2);
  routes.byNameWithoutBsn.add(hashNameKey(decision), 3);

  expect(routes.candidatesOf(decision)).toEqual(new Set([1, 2, 3]));
  expect(BsnRoutes.over(routes.share()).candidatesOf(decision)).toEqual(new Set([1, 2, 3]));
  expect(routes.candidatesOf({ ...decision, skn: null })).toEqual(new Set([1, 3]));
});
