import type { ConsideredFact, ReviewItem } from '../notice/notice.ts';
import type { Rejection } from '../register/rejection.ts';
import { compareCodePoints } from '../register/text-order.ts';
import { type Artefact, count, LIST, list, required, text } from './column.ts';
import type { TotalsRow } from './run-result.ts';
import {
  birthDateColumn,
  bsnColumn,
  caseColumn,
  familyNameColumn,
  fileColumn,
  inputColumn,
  sectorColumn,
  subscriptionColumn,
} from './shared-column.ts';

/** `review.csv` (contract 5). */
export const REVIEWS: Artefact<ReviewItem> = {
  file: 'review.csv',
  english: 'What a person has to decide, one per subscription and case.',
  dutch: 'Wat een mens moet beslissen, één per inschrijving en zaak.',
  primaryKey: ['sector', 'subscription_id', 'case_number'],
  compare: (a, b) =>
    compareCodePoints(a.sector, b.sector) ||
    compareCodePoints(a.caseNumber, b.caseNumber) ||
    compareCodePoints(a.subscriptionId, b.subscriptionId),
  columns: [
    sectorColumn(),
    subscriptionColumn(),
    bsnColumn(),
    familyNameColumn(),
    birthDateColumn(),
    caseColumn(),
    text(
      'decision_ids',
      (r) => list(r.decisions),
      'Decisions concerned, source:id:version.',
      'Betrokken beslissingen, bron:id:versie.',
      LIST,
    ),
    text(
      'reasons',
      (r) => list(r.reasons),
      'Why a person has to decide, codes.',
      'Waarom een mens moet beslissen, codes.',
      LIST,
    ),
    text(
      'match',
      (r) => list(r.match),
      'Route by which the person was found: BSN, SKN or NAME.',
      'Weg waarlangs de persoon is gevonden: BSN, SKN of NAME.',
      LIST,
    ),
  ],
};

/** `considered.csv` (contract 5). */
export const CONSIDERED: Artefact<ConsideredFact> = {
  file: 'considered.csv',
  english: 'Facts that became neither notice nor review, and why.',
  dutch: 'Feiten die geen bericht en geen beoordeling werden, en waarom.',
  compare: (a, b) =>
    compareCodePoints(a.sector, b.sector) ||
    compareCodePoints(a.caseNumber, b.caseNumber) ||
    rankFact(a.fact) - rankFact(b.fact) ||
    compareCodePoints(a.subscriptionId, b.subscriptionId) ||
    compareCodePoints(a.decision, b.decision),
  columns: [
    sectorColumn(),
    subscriptionColumn(),
    caseColumn(),
    text(
      'fact',
      (c) => c.fact,
      'Fact number of 1 to 9 digits; * is the unnumbered fact, ! a conflict.',
      'Feitnummer van 1 tot 9 cijfers; * is het ongenummerde feit, ! een conflict.',
    ),
    text(
      'decision_id',
      (c) => c.decision,
      'Governing decision, source:id:version.',
      'Bepalende beslissing, bron:id:versie.',
    ),
    text(
      'outcome',
      (c) => c.outcome,
      'What became of the fact, a code.',
      'Wat er van het feit werd, een code.',
    ),
    text(
      'rule',
      (c) => c.rule,
      'What decided, a code: a ground, a category, a list.',
      'Wat besliste, een code: een grond, een categorie, een lijst.',
    ),
  ],
};

/** `rejects.csv` (contract 2.5, 5). */
export const REJECTS: Artefact<Rejection> = {
  file: 'rejects.csv',
  english: 'Rows that could not be read, with all reasons, to be mended.',
  dutch: 'Rijen die niet te lezen waren, met alle redenen, om te herstellen.',
  compare: (a, b) =>
    compareCodePoints(a.input, b.input) ||
    compareCodePoints(a.file, b.file) ||
    a.line - b.line ||
    compareCodePoints(a.raw, b.raw),
  columns: [
    inputColumn(),
    fileColumn(),
    count(
      'line',
      (r) => r.line,
      'Physical line, the header being 1.',
      'Fysieke regel; de kop is 1.',
    ),
    text(
      'error_codes',
      (r) => list(r.errors),
      'All error codes, sorted.',
      'Alle foutcodes, gesorteerd.',
      LIST,
    ),
    text(
      'touches_subscription',
      (r) => (r.touchesSubscription ? 'YES' : 'NO'),
      'YES where the person is under screening: mend those first.',
      'YES waar de persoon onder screening staat: herstel die eerst.',
      required({ enum: ['YES', 'NO'] }),
    ),
    text(
      'raw',
      (r) => r.raw,
      'The row as it stands in the file, free text, cut beyond 1 MiB; with INVALID_ENCODING every byte outside printable ASCII as \\xHH and \\ as \\\\.',
      'De rij zoals die in het bestand staat, vrije tekst, afgekapt na 1 MiB; bij INVALID_ENCODING elke byte buiten afdrukbaar ASCII als \\xHH en \\ als \\\\.',
    ),
  ],
};

/** `totals.csv` (contract 4, 5). */
export const TOTALS: Artefact<TotalsRow> = {
  file: 'totals.csv',
  english: 'Reconciliation: the end of every row read.',
  dutch: 'Aansluiting: het einde van elke gelezen rij.',
  primaryKey: ['input', 'file', 'disposition'],
  compare: (a, b) =>
    compareCodePoints(a.input, b.input) ||
    compareCodePoints(a.file, b.file) ||
    compareCodePoints(a.disposition, b.disposition),
  columns: [
    inputColumn(),
    fileColumn(),
    text(
      'disposition',
      (t) => t.disposition,
      'The one end of a row, a code.',
      'Het enige einde van een rij, een code.',
    ),
    count(
      'rows',
      (t) => t.rows,
      'Number of rows; the unit is the row.',
      'Aantal rijen; de eenheid is de rij.',
    ),
  ],
};

/** `!` and `*` come before all numbers. */
function rankFact(fact: string): number {
  return fact === '!' ? -2 : fact === '*' ? -1 : Number(fact);
}
