import { isUtf8 } from 'node:buffer';
import type { Settle } from '../intake/csv-rows.ts';
import { birthSeed, HASH_PRIME, HASH_SEED } from '../person/key-hash.ts';
import * as plain from './plain-field.ts';
import { hashBytes, hashName } from './plain-hash.ts';
import { type FieldChecker, plainShape, walkPlainRow } from './walk.ts';

export interface SubscriptionScreenFacts {
  readonly delimiter: number;
  /** Contract column of each column of the file; '' for an unknown one. */
  readonly columns: readonly string[];
  readonly sectors: readonly string[];
  /** Takes what is kept of a settled row: hashes are 0 where there is none. */
  readonly enter: (row: PlainSubscriptionKeys, start: number) => void;
}

/** Keys of a settled subscription; one object is used for all rows. */
export interface PlainSubscriptionKeys {
  readonly bsn: number;
  readonly idHash: number;
  readonly name: number;
  readonly skn: number;
}

const STATUSES = plain.codes(['ACTIVE', 'BLOCKED', 'SUSPENDED', 'ENDED']);

/**
 * The plain-row screen for subscriptions (contract 2.2): enters the keys of a row that is of plain
 * form, wholly valid and has a BSN; every other row it leaves to the full path.
 */
export function screenSubscriptions(facts: SubscriptionScreenFacts): Settle {
  const forms = facts.columns.map((column) => COLUMN_FORMS[column] ?? 0);
  const row = new PlainSubscription(forms, plain.codes(facts.sectors));
  const shape = plainShape(
    facts.delimiter,
    facts.columns.map((column) => plain.WIDTHS[column] ?? 0),
  );
  let block: Buffer | null = null;
  return (bytes, start) => {
    row.clear();
    if (bytes !== block) {
      block = bytes;
      shape.isUtf8 = isUtf8(bytes);
    }
    const end = walkPlainRow(bytes, start, shape, row);
    if (end < 0) return -1;
    row.hash(bytes);
    facts.enter(row, start);
    return end;
  };
}

const COLUMN_FORMS: Readonly<Record<string, number>> = {
  subscription_id: 1,
  sector: 2,
  bsn: 3,
  skn: 4,
  family_name: 5,
  birth_date: 6,
  status: 7,
  valid_from: 8,
  valid_until: 9,
  vog_issued_on: 9,
};

class PlainSubscription implements PlainSubscriptionKeys, FieldChecker {
  bsn = 0;
  idHash = 0;
  name = 0;
  skn = 0;
  private readonly forms: readonly number[];
  private readonly sectors: readonly Buffer[];
  private birth = 0;
  private nameStart = 0;
  private nameEnd = 0;

  constructor(forms: readonly number[], sectors: readonly Buffer[]) {
    this.forms = forms;
    this.sectors = sectors;
  }

  clear(): void {
    this.skn = 0;
  }

  takesAnyText(column: number): boolean {
    const form = this.forms[column];
    return form === 0 || form === 5;
  }

  /** Form and validity of one field; the numbers are those of `COLUMN_FORMS`. */
  check(bytes: Buffer, column: number, start: number, end: number): boolean {
    const isEmpty = start === end;
    switch (this.forms[column]) {
      case 0:
        return true;
      case 1:
        this.idHash = hashBytes(bytes, start, end, HASH_SEED, HASH_PRIME) || 1;
        return plain.isPlainId(bytes, start, end);
      case 2:
        return plain.codeAt(bytes, start, end, this.sectors) >= 0;
      case 3:
        this.bsn = plain.plainBsn(bytes, start, end);
        return this.bsn > 0;
      case 4:
        this.skn = isEmpty ? 0 : hashBytes(bytes, start, end, HASH_SEED, HASH_PRIME) || 1;
        return isEmpty || plain.isPlainSkn(bytes, start, end);
      case 5:
        this.nameStart = start;
        this.nameEnd = end;
        return !isEmpty;
      case 6:
        this.birth = plain.plainBirthDate(bytes, start, end);
        return this.birth > 0;
      case 7:
        return isEmpty || plain.codeAt(bytes, start, end, STATUSES) >= 0;
      case 8:
        return plain.plainDate(bytes, start, end) > 0;
      case 9:
        return isEmpty || plain.plainDate(bytes, start, end) > 0;
      default:
        return false;
    }
  }

  /** The name's hash begins with the date of birth, which may stand in a later column. */
  hash(bytes: Buffer): void {
    this.name =
      this.birth % 100 === 0
        ? 0
        : hashName(bytes, this.nameStart, this.nameEnd, birthSeed(this.birth));
  }
}
