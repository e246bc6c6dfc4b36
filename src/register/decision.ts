import {
  type Article,
  type BirthDate,
  type Instant,
  type LocalDate,
  parseArticles,
  parseBirthDate,
  parseBsn,
  parseCaseNumber,
  parseCount,
  parseDate,
  parseEcli,
  parseFine,
  parseGrounds,
  parseId,
  parseInstant,
  parseSkn,
} from './field.ts';
import { oneOf, type ParsedRow, parseText, RowReader, type RowShape } from './row.ts';

export type Source = 'OM' | 'RECHTSPRAAK';

export interface DecisionKey {
  readonly source: Source;
  readonly decisionId: string;
}

/** A valid decision row, parsed (contract 2.1). */
export interface Decision extends DecisionKey {
  readonly version: number;
  readonly status: 'REGISTERED' | 'WITHDRAWN';
  readonly kind: string;
  readonly grounds: readonly string[];
  readonly registeredAt: Instant;
  readonly decidedOn: LocalDate;
  readonly irrevocableOn: LocalDate | null;
  /** `dd/dddddd-dd` */
  readonly caseNumber: string;
  readonly factNumber: number | null;
  readonly offenceClass: 'MISDRIJF' | 'OVERTREDING';
  readonly articles: readonly Article[];
  readonly offenceFrom: LocalDate;
  /** The last day, inclusive. */
  readonly offenceUntil: LocalDate;
  readonly fineCents: number | null;
  /** Nine digits. */
  readonly bsn: string | null;
  readonly skn: string | null;
  readonly familyName: string;
  readonly namePrefix: string;
  readonly givenNames: string;
  readonly birthDate: BirthDate;
  readonly ecli: string | null;
}

export const DECISION_SHAPE: RowShape = {
  columns: [
    'decision_id',
    'version',
    'status',
    'source',
    'kind',
    'grounds',
    'registered_at',
    'decided_on',
    'irrevocable_on',
    'case_number',
    'fact_number',
    'offence_class',
    'articles',
    'offence_from',
    'offence_until',
    'fine_eur',
    'bsn',
    'skn',
    'family_name',
    'name_prefix',
    'given_names',
    'birth_date',
    'ecli',
  ],
  needed: new Set([
    'decision_id',
    'source',
    'kind',
    'registered_at',
    'decided_on',
    'case_number',
    'offence_class',
    'articles',
    'offence_from',
    'bsn',
    'skn',
    'family_name',
    'birth_date',
  ]),
};

export const KINDS: Readonly<Record<Source, readonly string[]>> = {
  OM: ['DAGVAARDING', 'STRAFBESCHIKKING', 'TRANSACTIE', 'VOORWAARDELIJK_SEPOT', 'SEPOT'],
  RECHTSPRAAK: ['VEROORDELING', 'SCHULDIG_ZONDER_STRAF', 'VRIJSPRAAK', 'OVAR'],
};

const parseSource = oneOf<Source>(['OM', 'RECHTSPRAAK']);
const parseKind = oneOf([...KINDS.OM, ...KINDS.RECHTSPRAAK]);
const parseStatus = oneOf(['REGISTERED', 'WITHDRAWN']);
const parseClass = oneOf(['MISDRIJF', 'OVERTREDING']);

/** One decision row, or all of its error codes. Cells as in `DECISION_SHAPE`, trimmed. */
export function parseDecision(cells: readonly string[]): ParsedRow<Decision> {
  const row = new RowReader(DECISION_SHAPE, cells);
  const offenceFrom = row.required('offence_from', parseDate);
  const decision: Decision = {
    source: row.required('source', parseSource),
    decisionId: row.required('decision_id', parseId),
    version: row.optional('version', parseCount) ?? 1,
    status: row.optional('status', parseStatus) ?? 'REGISTERED',
    kind: row.required('kind', parseKind),
    grounds: row.optional('grounds', parseGrounds) ?? [],
    registeredAt: row.required('registered_at', parseInstant),
    decidedOn: row.required('decided_on', parseDate),
    irrevocableOn: row.optional('irrevocable_on', parseDate),
    caseNumber: row.required('case_number', parseCaseNumber),
    factNumber: row.optional('fact_number', parseCount),
    offenceClass: row.required('offence_class', parseClass),
    articles: row.required('articles', parseArticles),
    offenceFrom,
    offenceUntil: row.optional('offence_until', parseDate) ?? offenceFrom,
    fineCents: row.optional('fine_eur', parseFine),
    bsn: row.optional('bsn', parseBsn),
    skn: row.optional('skn', parseSkn),
    familyName: row.required('family_name', parseText),
    namePrefix: row.text('name_prefix'),
    givenNames: row.text('given_names'),
    birthDate: row.required('birth_date', parseBirthDate),
    ecli: row.optional('ecli', parseEcli),
  };
  checkTogether(row, decision);
  return row.finish(decision);
}

/** The rules of contract 2.1 that take more than one column. */
function checkTogether(row: RowReader, decision: Decision): void {
  const { source, kind, irrevocableOn, decidedOn, offenceFrom, offenceUntil } = decision;
  if (source && kind && !KINDS[source].includes(kind)) row.fail('KIND_SOURCE_MISMATCH');
  if (kind === 'SEPOT' && row.text('grounds') === '') row.fail('GROUNDS_MISSING');
  if (irrevocableOn && decidedOn && irrevocableOn < decidedOn) row.fail('IRREVOCABLE_ON_INVALID');
  if (offenceFrom && offenceUntil && offenceUntil < offenceFrom) row.fail('OFFENCE_UNTIL_INVALID');
}
