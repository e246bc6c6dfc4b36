import type { Action, Notice } from '../notice/notice.ts';

/** How the events of this program are named; from the configuration. */
export interface EventNaming {
  /** A URN that names the sending system for good: `urn:nld:oin:<20 digits>:systeem:<name>`. */
  readonly source: string;
  /** Reverse DNS, without the names of organisations; the action and the version follow it. */
  readonly typePrefix: string;
  /** Absolute URI of the JSON Schema of the data. */
  readonly dataschema: string;
  /** `WHOLE`: the notice; `BARE`: its id and where it can be fetched (*informatiearm*). */
  readonly shape: 'WHOLE' | 'BARE';
  /** For `BARE`: what stands before the notice id in `dataref`. */
  readonly dataref: string | null;
}

/**
 * A notice version as a CloudEvent 1.0 in JSON, after the NL GOV profile. Attributes hold no personal
 * data; `time` is when the notice entered the ledger. A notice that waits is given the same bytes by
 * every later version of the program: its format never changes, another one stands beside it.
 */
export function composeEvent(notice: Notice, recordedAt: string, naming: EventNaming): string {
  const { noticeId, noticeVersion, action } = notice;
  const { source, typePrefix, dataschema, shape, dataref } = naming;
  return JSON.stringify({
    specversion: '1.0',
    id: `${noticeId}.${noticeVersion}`,
    source,
    type: `${typePrefix}.${TYPE_ENDINGS[action]}.v1`,
    time: recordedAt,
    datacontenttype: 'application/json',
    dataschema,
    ...(dataref === null ? {} : { dataref: `${dataref}${noticeId}.${noticeVersion}` }),
    data:
      shape === 'WHOLE'
        ? wholeNotice(notice)
        : { notice_id: noticeId, notice_version: noticeVersion, action },
  });
}

const TYPE_ENDINGS: Readonly<Record<Action, string>> = {
  NEW: 'nieuw',
  AMENDED: 'gewijzigd',
  RETRACTED: 'ingetrokken',
  UNCHANGED: 'ongewijzigd',
};

/** The columns of `notices.csv` (contract 5), unguarded, lists as arrays. */
function wholeNotice(notice: Notice): Readonly<Record<string, unknown>> {
  return {
    notice_id: notice.noticeId,
    notice_version: notice.noticeVersion,
    action: notice.action,
    priority: notice.priority,
    sector: notice.sector,
    subscription_id: notice.subscriptionId,
    register_ref: notice.registerRef,
    role: notice.role,
    bsn: notice.bsn,
    skn: notice.skn,
    family_name: notice.familyName,
    name_prefix: notice.namePrefix,
    given_names: notice.givenNames,
    birth_date: notice.birthDate,
    case_number: notice.caseNumber,
    facts: notice.facts.map(({ fact }) => fact),
    decision_ids: notice.facts.map(({ decision }) => decision),
    kinds: notice.facts.map(({ kind }) => kind),
    articles: notice.articles,
    category: notice.category,
    offence_from: notice.offenceFrom,
    offence_until: notice.offenceUntil,
    decided_on: notice.decidedOn,
    match: notice.match,
    flags: notice.flags,
    signalled_before_ref: notice.signalledBeforeRef,
  };
}
