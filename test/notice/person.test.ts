import { expect, it } from 'vitest';
import { personOf } from '../../src/notice/person.ts';

it.each([
  ['999990342', 'BSN 999990342'],
  ['NI12', 'SUBSCRIPTION K1'],
  ['', 'SUBSCRIPTION K1'],
  [null, 'SUBSCRIPTION K1'],
])('takes who has the number %j for %s (contract 6)', (bsn, person) => {
  expect(personOf({ bsn, subscriptionId: 'K1' })).toBe(person);
});
