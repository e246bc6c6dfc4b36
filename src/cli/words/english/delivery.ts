/** `deliver`, `deliveries` and `reconcile`. */
export const DELIVERY = {
  queued: (count: number) => `queued      ${count}`,
  putBack: (count: number) => `put back    ${count}`,
  delivered: (count: number) => `delivered   ${count}`,
  undelivered: ({ sector, waiting, failed, dead }: UndeliveredCounts) =>
    `undelivered ${sector}: ${waiting} waiting, ${failed} failed, ${dead} dead letters`,
  incomplete: 'not everything could be delivered',
  tries: (count: number) => (count === 1 ? '1 try' : `${count} tries`),
  agreed: (count: number) => `agreed                        ${count}`,
  missing: (count: number) => `delivered, receiver lacks it  ${count}`,
  early: (count: number) => `received, not yet settled     ${count}`,
  unknown: (count: number) => `received, unknown to ledger   ${count}`,
};

export interface UndeliveredCounts {
  readonly sector: string;
  readonly waiting: number;
  readonly failed: number;
  readonly dead: number;
}
