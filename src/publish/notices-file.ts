import type { Notice } from '../notice/notice.ts';
import { compareCodePoints } from '../register/text-order.ts';
import { type Artefact, count, date, LIST, list, required, text } from './column.ts';
import {
  birthDateColumn,
  bsnColumn,
  caseColumn,
  familyNameColumn,
  sectorColumn,
  subscriptionColumn,
} from './shared-column.ts';

/** `notices.csv` (contract 5). */
export const NOTICES: Artefact<Notice> = {
  file: 'notices.csv',
  english: 'Requests to look again at a person, one per subscription and case.',
  dutch: 'Verzoeken om een persoon opnieuw te beoordelen, één per inschrijving en zaak.',
  primaryKey: ['notice_id'],
  compare: (a, b) =>
    a.priority - b.priority ||
    compareCodePoints(a.sector, b.sector) ||
    compareCodePoints(a.caseNumber, b.caseNumber) ||
    compareCodePoints(a.subscriptionId, b.subscriptionId),
  columns: [
    text(
      'notice_id',
      (n) => n.noticeId,
      'UUIDv5 of sector, subscription and case; the same for ever.',
      'UUIDv5 van sector, inschrijving en zaak; altijd gelijk.',
      { format: 'uuid', ...required() },
    ),
    count(
      'notice_version',
      (n) => n.noticeVersion,
      'Version of the notice, counted from 1.',
      'Versie van het bericht, geteld vanaf 1.',
    ),
    text(
      'action',
      (n) => n.action,
      'NEW, AMENDED, UNCHANGED or RETRACTED, against what earlier runs issued.',
      'NEW, AMENDED, UNCHANGED of RETRACTED, ten opzichte van eerdere runs.',
      required({ enum: ['NEW', 'AMENDED', 'UNCHANGED', 'RETRACTED'] }),
    ),
    count(
      'priority',
      (n) => n.priority,
      'Severity, 1 (gravest) to 4.',
      'Zwaarte, 1 (zwaarst) tot 4.',
      { maximum: 4 },
    ),
    sectorColumn(),
    subscriptionColumn(),
    text(
      'register_ref',
      (n) => n.registerRef,
      'Reference in the sector register, free text.',
      'Verwijzing in het sectorregister, vrije tekst.',
    ),
    text(
      'role',
      (n) => n.role,
      'Role in the sector, a free code.',
      'Rol in de sector, een vrije code.',
    ),
    bsnColumn(),
    text(
      'skn',
      (n) => n.skn,
      'Number in the criminal-justice chain, 1 to 20 letters or digits.',
      'Strafrechtsketennummer, 1 tot 20 letters of cijfers.',
    ),
    familyNameColumn(),
    text(
      'name_prefix',
      (n) => n.namePrefix,
      'Prefix of the family name, free text.',
      'Voorvoegsel van de geslachtsnaam, vrije tekst.',
    ),
    text('given_names', (n) => n.givenNames, 'Given names, free text.', 'Voornamen, vrije tekst.'),
    birthDateColumn(),
    caseColumn(),
    text(
      'facts',
      (n) => list(n.facts.map(({ fact }) => fact)),
      'Fact numbers of 1 to 9 digits; * is the unnumbered fact, ! a conflict that a person judged.',
      'Feitnummers van 1 tot 9 cijfers; * is het ongenummerde feit, ! een door een mens beoordeeld conflict.',
      LIST,
    ),
    text(
      'decision_ids',
      (n) => list(n.facts.map(({ decision }) => decision)),
      'Governing decision per fact, source:id:version, aligned with facts.',
      'Bepalende beslissing per feit, bron:id:versie, gelijk lopend met facts.',
      LIST,
    ),
    text(
      'kinds',
      (n) => list(n.facts.map(({ kind }) => kind)),
      'Kind of decision per fact, a code, aligned with facts.',
      'Soort beslissing per feit, een code, gelijk lopend met facts.',
      LIST,
    ),
    text(
      'articles',
      (n) => list(n.articles),
      'Articles of law, <number><letters> <law>: 248a Sr.',
      'Wetsartikelen, <nummer><letters> <wet>: 248a Sr.',
      LIST,
    ),
    text(
      'category',
      (n) => n.category,
      'Gravest category, a code of the rule file.',
      'Zwaarste categorie, een code van het regelbestand.',
    ),
    date(
      'offence_from',
      (n) => n.offenceFrom,
      'First day of the earliest offence.',
      'Eerste dag van het vroegste feit.',
    ),
    date(
      'offence_until',
      (n) => n.offenceUntil,
      'Last day of the latest offence, inclusive.',
      'Laatste dag van het laatste feit, inbegrepen.',
    ),
    date(
      'decided_on',
      (n) => n.decidedOn,
      'Date of the latest decision.',
      'Datum van de laatste beslissing.',
    ),
    text(
      'match',
      (n) => list(n.match),
      'Route by which the person was found: BSN or SKN; NAME where a person judged it.',
      'Weg waarlangs de persoon is gevonden: BSN of SKN; NAME na beoordeling door een mens.',
      LIST,
    ),
    text(
      'flags',
      (n) => list(n.flags),
      'Flags: NAME_DIFFERS, JOINED_IN_WINDOW, CERTIFICATE_IN_WINDOW, RESOLVED_BY_REVIEW, SIGNALLED_BEFORE.',
      'Kenmerken: NAME_DIFFERS, JOINED_IN_WINDOW, CERTIFICATE_IN_WINDOW, RESOLVED_BY_REVIEW, SIGNALLED_BEFORE.',
      LIST,
    ),
    text(
      'signalled_before_ref',
      (n) => list(n.signalledBeforeRef),
      'References of earlier emergency signals, free text.',
      'Kenmerken van eerdere noodsignalen, vrije tekst.',
      LIST,
    ),
  ],
};
