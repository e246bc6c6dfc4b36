import {
  type BirthDate,
  type LocalDate,
  parseBirthDate,
  parseBsn,
  parseDate,
  parseId,
  parseSkn,
} from './field.ts';
import { oneOf, type ParsedRow, parseText, RowReader, type RowShape } from './row.ts';

/** A valid subscription row, parsed (contract 2.2). */
export interface Subscription {
  readonly subscriptionId: string;
  readonly sector: string;
  /** Nine digits, or `NI` and 1–12 digits: the number of a non-resident driver. */
  readonly bsn: string | null;
  readonly skn: string | null;
  readonly familyName: string;
  readonly namePrefix: string;
  readonly givenNames: string;
  readonly birthDate: BirthDate;
  readonly role: string;
  readonly status: 'ACTIVE' | 'BLOCKED' | 'SUSPENDED' | 'ENDED';
  readonly validFrom: LocalDate;
  /** Exclusive. */
  readonly validUntil: LocalDate | null;
  readonly vogIssuedOn: LocalDate | null;
  readonly registerRef: string;
  readonly organisationRef: string;
}

export const SUBSCRIPTION_SHAPE: RowShape = {
  columns: [
    'subscription_id',
    'sector',
    'bsn',
    'skn',
    'family_name',
    'name_prefix',
    'given_names',
    'birth_date',
    'role',
    'status',
    'valid_from',
    'valid_until',
    'vog_issued_on',
    'register_ref',
    'organisation_ref',
  ],
  needed: new Set([
    'subscription_id',
    'sector',
    'bsn',
    'skn',
    'family_name',
    'birth_date',
    'valid_from',
  ]),
};

const parseStatus = oneOf(['ACTIVE', 'BLOCKED', 'SUSPENDED', 'ENDED']);

/** One subscription row, or all of its error codes. Cells as in `SUBSCRIPTION_SHAPE`, trimmed. */
export function parseSubscription(
  cells: readonly string[],
  sectors: ReadonlySet<string>,
): ParsedRow<Subscription> {
  const row = new RowReader(SUBSCRIPTION_SHAPE, cells);
  return row.finish({
    subscriptionId: row.required('subscription_id', parseId),
    sector: row.required('sector', (text) => (sectors.has(text) ? text : undefined)),
    bsn: row.optional('bsn', parseSubscriberNumber),
    skn: row.optional('skn', parseSkn),
    familyName: row.required('family_name', parseText),
    namePrefix: row.text('name_prefix'),
    givenNames: row.text('given_names'),
    birthDate: row.required('birth_date', parseBirthDate),
    role: row.text('role'),
    status: row.optional('status', parseStatus) ?? 'ACTIVE',
    validFrom: row.required('valid_from', parseDate),
    validUntil: row.optional('valid_until', parseDate),
    vogIssuedOn: row.optional('vog_issued_on', parseDate),
    registerRef: row.text('register_ref'),
    organisationRef: row.text('organisation_ref'),
  });
}

/** The number under which a subscription is held is a real BSN, not a non-resident's (contract 3.1). */
export function realBsn(subscription: Subscription): string | null {
  return subscription.bsn?.startsWith('NI') ? null : subscription.bsn;
}

function parseSubscriberNumber(text: string): string | undefined {
  return /^NI\d{1,12}$/.test(text) ? text : parseBsn(text);
}
