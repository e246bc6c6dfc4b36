import { noticeIdOf } from '../notice/uuid.ts';
import { compareCodePoints } from '../register/text-order.ts';
import type { TableRow } from './table.ts';

/** What is wrong with a row beyond the form of its fields (contract 3.8, 3.9, 5); empty where nothing is. */
export type RowCheck = (row: TableRow) => readonly string[];

const DECISION = /^(OM|RECHTSPRAAK):[!-9<-~]{1,64}:[1-9]\d{0,8}$/;
const FACT = /^([!*]|[1-9]\d{0,8})$/;
const KINDS = new Set(
  'DAGVAARDING STRAFBESCHIKKING TRANSACTIE VOORWAARDELIJK_SEPOT SEPOT VEROORDELING SCHULDIG_ZONDER_STRAF VRIJSPRAAK OVAR'.split(
    ' ',
  ),
);
const REASONS = new Set([
  'SKN_AMBIGUOUS',
  'NAME_AND_BIRTH_DATE_ONLY',
  'BIRTH_DATE_MISMATCH',
  'CONFLICTING_VERSIONS',
  'UNKNOWN_GROUND',
  'OVAR',
  'UNKNOWN_ARTICLE',
]);
const FLAGS = new Set([
  'NAME_DIFFERS',
  'JOINED_IN_WINDOW',
  'RESOLVED_BY_REVIEW',
  'CERTIFICATE_IN_WINDOW',
  'SIGNALLED_BEFORE',
]);
const SURE_ROUTES = new Set(['BSN', 'SKN']);
const REVIEWED_ROUTES = new Set(['BSN', 'NAME', 'SKN']);
const OUTCOMES = new Set([
  'CLEARED',
  'NOT_WEIGHED',
  'NOT_REGISTRABLE',
  'NOT_RELEVANT',
  'OUTSIDE_LOOKBACK',
  'SUBSCRIPTION_ENDED',
]);

/** The checks of each file by its name. */
export const ROW_CHECKS: Readonly<Record<string, RowCheck>> = {
  'notices.csv': checkNotice,
  'review.csv': checkReview,
  'considered.csv': checkConsidered,
  'rejects.csv': checkReject,
};

function checkNotice(row: TableRow): readonly string[] {
  const { sector = '', subscription_id: id = '', case_number: caseNumber = '' } = row;
  const facts = listOf(row.facts);
  const decisions = listOf(row.decision_ids);
  const kinds = listOf(row.kinds);
  const flags = listOf(row.flags);
  const isByReview = flags.includes('RESOLVED_BY_REVIEW');
  return faults([
    [
      'notice_id is not that of the sector, subscription and case',
      row.notice_id !== noticeIdOf(sector, id, caseNumber),
    ],
    [
      'notice_version does not go with the action',
      !fitsAction(row.action, Number(row.notice_version)),
    ],
    ['bsn does not pass the eleven test', !isBsn(row.bsn ?? '')],
    ['facts is not a list of facts in order', !areFacts(facts, isByReview)],
    ['decision_ids is not a list of source:id:version', !areAll(decisions, DECISION)],
    [
      'kinds names a kind that there is not',
      kinds.length === 0 || kinds.some((kind) => !KINDS.has(kind)),
    ],
    [
      'facts, decision_ids and kinds are not aligned',
      facts.length !== decisions.length || facts.length !== kinds.length,
    ],
    ['articles or category is empty', listOf(row.articles).length === 0 || row.category === ''],
    ['offence_from is after offence_until', String(row.offence_from) > String(row.offence_until)],
    [
      'match is not BSN, SKN or both',
      !isSortedSet(row.match, isByReview ? REVIEWED_ROUTES : SURE_ROUTES, 1),
    ],
    ['flags is not a sorted list of flags', !isSortedSet(row.flags, FLAGS, 0)],
    [
      'signalled_before_ref is there without its flag',
      row.signalled_before_ref !== '' && !flags.includes('SIGNALLED_BEFORE'),
    ],
    ['signalled_before_ref is not sorted', !isSortedSet(row.signalled_before_ref, null, 0)],
  ]);
}

function checkReview(row: TableRow): readonly string[] {
  const decisions = listOf(row.decision_ids);
  return faults([
    ['bsn does not pass the eleven test', !isBsn(row.bsn ?? '')],
    ['has no reason for review', row.reasons === ''],
    ['reasons is not a sorted list of reasons', !isSortedSet(row.reasons, REASONS, 0)],
    ['decision_ids is not a list of source:id:version', !areAll(decisions, DECISION)],
    ['decision_ids is not sorted', !isSortedSet(row.decision_ids, null, 0)],
    ['match is not BSN, SKN or NAME', !isSortedSet(row.match, REVIEWED_ROUTES, 1)],
  ]);
}

function checkConsidered(row: TableRow): readonly string[] {
  return faults([
    ['fact is neither !, * nor a number', !FACT.test(row.fact ?? '')],
    ['decision_id is not source:id:version', !DECISION.test(row.decision_id ?? '')],
    ['outcome is none that a considered fact can have', !OUTCOMES.has(row.outcome ?? '')],
    ['names no rule', row.rule === ''],
  ]);
}

function checkReject(row: TableRow): readonly string[] {
  const codes = listOf(row.error_codes);
  return faults([
    ['has no error code', codes.length === 0],
    ['error_codes is not a sorted list of codes', !areAll(codes, /^[A-Z_]+$/) && codes.length > 0],
    ['error_codes is not sorted', !isSortedSet(row.error_codes, null, 0)],
    ['line is that of the header', row.line === '1'],
  ]);
}

function faults(checks: readonly (readonly [string, boolean])[]): readonly string[] {
  return checks.filter(([, isWrong]) => isWrong).map(([what]) => what);
}

/** The elements of a list field. */
export function listOf(field: string | undefined): readonly string[] {
  return field === undefined || field === '' ? [] : field.split(';');
}

function areAll(elements: readonly string[], pattern: RegExp): boolean {
  return elements.length > 0 && elements.every((element) => pattern.test(element));
}

/** The first version is new; a notice that is new again was retracted first (contract 3.9). */
function fitsAction(action: string | undefined, version: number): boolean {
  if (action === 'UNCHANGED') return true;
  return action === 'NEW' ? version !== 2 : version > 1;
}

/**
 * `*` first, then by number, without repeats. Where a person judged, a conflict may come before all,
 * and a certain and a doubtful match may each bring the same fact.
 */
function areFacts(facts: readonly string[], isByReview: boolean): boolean {
  const ranks = facts.map((fact) => FIRST_FACTS[fact] ?? Number(fact));
  const isOrdered = ranks.every((rank, at) => {
    const before = ranks[at - 1] ?? Number.NEGATIVE_INFINITY;
    return rank > before || (isByReview && rank === before);
  });
  return areAll(facts, FACT) && isOrdered && (isByReview || !facts.includes('!'));
}

const FIRST_FACTS: Readonly<Record<string, number>> = { '!': -1, '*': 0 };

/** Sorted by code point, without repeats or empty ones, of the allowed values. */
function isSortedSet(
  field: string | undefined,
  allowed: ReadonlySet<string> | null,
  atLeast: number,
): boolean {
  const elements = listOf(field);
  if (elements.length < atLeast) return false;
  return elements.every(
    (element, at) =>
      element !== '' &&
      (allowed?.has(element) ?? true) &&
      (at === 0 || compareCodePoints(elements[at - 1] ?? '', element) < 0),
  );
}

/** Empty, a non-resident's number, or nine digits that pass the eleven test (contract 2.1, 2.2). */
function isBsn(bsn: string): boolean {
  if (bsn === '' || bsn.startsWith('NI')) return true;
  const sum = [...bsn].reduce(
    (total, digit, at) => total + Number(digit) * (at === 8 ? -1 : 9 - at),
    0,
  );
  return sum % 11 === 0 && bsn !== '000000000';
}
