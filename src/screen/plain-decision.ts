import { HASH_PRIME, joinHash, SECOND_PRIME, SECOND_SEED, sourceSeed } from '../person/key-hash.ts';
import { KINDS } from '../register/decision.ts';
import { isPlainArticles, isPlainEcli } from './plain-article.ts';
import * as plain from './plain-field.ts';
import { hashBytes } from './plain-hash.ts';
import { plainInstant } from './plain-instant.ts';
import type { FieldChecker } from './walk.ts';

const SOURCES = plain.codes(['OM', 'RECHTSPRAAK']);
const ALL_KINDS = plain.codes([...KINDS.OM, ...KINDS.RECHTSPRAAK]);
const STATUSES = plain.codes(['REGISTERED']);
const CLASSES = plain.codes(['MISDRIJF', 'OVERTREDING']);
const SEPOT = KINDS.OM.indexOf('SEPOT');
const VERSION_ONE = plain.codes(['1']);

/** Form of each contract column: the cases of `PlainDecision.check`; 0 is any text. */
export const DECISION_FORMS: Readonly<Record<string, number>> = {
  decision_id: 1,
  version: 2,
  status: 3,
  source: 4,
  kind: 5,
  grounds: 6,
  registered_at: 7,
  decided_on: 8,
  irrevocable_on: 9,
  case_number: 10,
  fact_number: 11,
  offence_class: 12,
  articles: 13,
  offence_from: 14,
  offence_until: 15,
  fine_eur: 16,
  bsn: 17,
  skn: 18,
  family_name: 19,
  birth_date: 20,
  ecli: 21,
};

/** The fields of the row at hand, as far as they decide anything; numbers only, filled in place. */
export class PlainDecision implements FieldChecker {
  instant = 0;
  bsn = 0;
  birth = 0;
  nameStart = 0;
  nameEnd = 0;
  sknStart = 0;
  sknEnd = 0;
  private readonly forms: readonly number[];
  private idStart = 0;
  private idEnd = 0;
  private source = 0;
  private kind = 0;
  private hasGrounds = false;
  private decided = 0;
  private irrevocable = 0;
  private offenceFrom = 0;
  private offenceUntil = 0;

  constructor(forms: readonly number[]) {
    this.forms = forms;
  }

  /** Optional columns may be missing from a file: their marks must not stay from the row before. */
  clear(): void {
    this.hasGrounds = false;
    this.irrevocable = 0;
    this.offenceUntil = 0;
  }

  takesAnyText(column: number): boolean {
    const form = this.forms[column];
    return form === 0 || form === 19;
  }

  /** Form and validity of one field; the numbers are those of `DECISION_FORMS`. */
  check(bytes: Buffer, column: number, start: number, end: number): boolean {
    const isEmpty = start === end;
    switch (this.forms[column]) {
      case 0:
        return true;
      case 1:
        this.idStart = start;
        this.idEnd = end;
        return plain.isPlainId(bytes, start, end);
      case 2:
        return isEmpty || plain.codeAt(bytes, start, end, VERSION_ONE) === 0;
      case 3:
        return isEmpty || plain.codeAt(bytes, start, end, STATUSES) === 0;
      case 4:
        this.source = plain.codeAt(bytes, start, end, SOURCES);
        return this.source >= 0;
      case 5:
        this.kind = plain.codeAt(bytes, start, end, ALL_KINDS);
        return this.kind >= 0;
      case 6:
        this.hasGrounds = !isEmpty;
        return isEmpty || plain.isPlainGrounds(bytes, start, end);
      case 7:
        this.instant = plainInstant(bytes, start, end);
        return !Number.isNaN(this.instant);
      case 8:
        this.decided = plain.plainDate(bytes, start, end);
        return this.decided > 0;
      case 9:
        this.irrevocable = isEmpty ? 0 : plain.plainDate(bytes, start, end);
        return this.irrevocable >= 0;
      case 10:
        return plain.isPlainCaseNumber(bytes, start, end);
      case 11:
        return isEmpty || (end - start <= 9 && plain.digits(bytes, start, end) >= 1);
      case 12:
        return plain.codeAt(bytes, start, end, CLASSES) >= 0;
      case 13:
        return isPlainArticles(bytes, start, end);
      case 14:
        this.offenceFrom = plain.plainDate(bytes, start, end);
        return this.offenceFrom > 0;
      case 15:
        this.offenceUntil = isEmpty ? 0 : plain.plainDate(bytes, start, end);
        return this.offenceUntil >= 0;
      case 16:
        return isEmpty || plain.isPlainFine(bytes, start, end);
      case 17:
        this.bsn = plain.plainBsn(bytes, start, end);
        return this.bsn > 0;
      case 18:
        this.sknStart = start;
        this.sknEnd = end;
        return isEmpty || plain.isPlainSkn(bytes, start, end);
      case 19:
        this.nameStart = start;
        this.nameEnd = end;
        return !isEmpty;
      case 20:
        this.birth = plain.plainBirthDate(bytes, start, end);
        return this.birth > 0;
      case 21:
        return isEmpty || isPlainEcli(bytes, start, end);
      default:
        return false;
    }
  }

  /** The rules that take more than one column (contract 2.1). */
  isCoherent(): boolean {
    const isOmKind = this.kind < KINDS.OM.length;
    if (isOmKind !== (this.source === 0)) return false;
    if (this.kind === SEPOT && !this.hasGrounds) return false;
    if (this.irrevocable > 0 && this.irrevocable < this.decided) return false;
    return this.offenceUntil === 0 || this.offenceUntil >= this.offenceFrom;
  }

  get isOm(): boolean {
    return this.source === 0;
  }

  /** As `hashDecisionId`. */
  idHash(bytes: Buffer): number {
    const { idStart, idEnd } = this;
    return joinHash(
      hashBytes(bytes, idStart, idEnd, sourceSeed(this.source === 0), HASH_PRIME),
      hashBytes(bytes, idStart, idEnd, SECOND_SEED, SECOND_PRIME),
    );
  }
}
