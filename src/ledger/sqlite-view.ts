import type { Notice } from '../notice/notice.ts';
import type { DecisionKey, Source } from '../register/decision.ts';
import type { Subscription } from '../register/subscription.ts';
import { acquittalsDue } from './acquittals-due.ts';
import type { Connection } from './database.ts';
import { pageIds } from './key-pages.ts';
import { everyDecisionHash, everyPerson } from './known-keys.ts';
import { highestBy } from './latest-rows.ts';
import type { CaseKey, JudgedCase, LedgerView, RememberedDecision } from './ledger.ts';
import { readOutages } from './outages.ts';
import type { CasesAsked } from './purge-memory.ts';
import { readPurgedDecisions, readPurgedTouched } from './purged-decisions.ts';
import { readPurgedNotices, readPurgedVersions } from './purged-versions.ts';
import { decisionKeyOf, rememberDecisions } from './remembered-decisions.ts';
import { readResolutions, readReviews } from './reviews.ts';
import { type EvidenceRow, type Key, parseContent, readRows } from './row-reader.ts';
import type { StoredRun } from './run-row.ts';
import { LOOKUPS, type Lookup } from './tables.ts';

/**
 * The rows of the runs before one run: all others are as if they were not there. `hidden` are digests
 * of notice versions that people's judgement issued behind the last of them.
 */
export class SqliteView implements LedgerView {
  readonly #database: Connection;
  readonly #runNumber: number;
  readonly #runs: readonly StoredRun[];
  readonly #hidden: ReadonlySet<string>;

  constructor(
    database: Connection,
    runs: readonly StoredRun[],
    { runNumber, hidden = new Set() }: { runNumber: number; hidden?: ReadonlySet<string> },
  ) {
    this.#database = database;
    this.#runNumber = runNumber;
    this.#runs = runs;
    this.#hidden = hidden;
  }

  async size() {
    let decisions = 0;
    let subscriptions = 0;
    for (const { run, content, gone } of this.#runs) {
      if (run.number >= this.#runNumber) continue;
      decisions += content.brought.known_decision.rows - (gone.get('known_decision') ?? 0);
      subscriptions += content.newSubscriptions;
    }
    return { decisions, subscriptions };
  }

  async *decisionHashes() {
    yield* everyDecisionHash(this.#database, this.#runs, this.#runNumber);
  }

  async *persons() {
    yield* everyPerson(this.#database, this.#runs, this.#runNumber);
  }

  async decisionsOf(keys: readonly DecisionKey[]) {
    return this.#remembered(keys);
  }

  async keysInCases(caseNumbers: readonly string[]) {
    const cases = new Set(caseNumbers);
    const asked = caseNumbers.map((caseNumber) => [caseNumber]);
    const rows = [
      ...this.#rows(LOOKUPS.decisionByCase, asked),
      ...this.#rows(LOOKUPS.conflictByCase, asked),
    ];
    const candidates = this.#remembered(rows.map(decisionKeyOf));
    const naming = candidates.filter(({ inForce, conflict }) => {
      const spoken = inForce === null ? conflict : [inForce, ...conflict];
      return spoken.some((decision) => cases.has(decision.caseNumber));
    });
    return naming.map((remembered) => remembered.key);
  }

  async subscriptionsOf(subscriptionIds: readonly string[]) {
    return this.#subscriptionsOf(subscriptionIds);
  }

  async judgedOf(keys: readonly CaseKey[]) {
    return this.#judgedOf(keys);
  }

  async noticesOf(noticeIds: readonly string[]) {
    const known = this.#latestNotices(LOOKUPS.noticeById, noticeIds);
    const names = { names: noticeIds, runNumber: this.#runNumber };
    return known.concat(readPurgedNotices(this.#database, known, names));
  }

  async acquittalsDue(asOf: string) {
    return acquittalsDue(this.#database, asOf, {
      noticesInCases: (cases) => this.#latestNotices(LOOKUPS.noticeByCase, cases),
      judgedOf: (keys) => this.#judgedOf(keys),
      remembered: (keys) => this.#remembered(keys),
      keysInCases: (cases) => this.#rowsOf(LOOKUPS.decisionByCase, cases).map(decisionKeyOf),
    });
  }

  async countsOf(days: readonly string[]) {
    const rows = this.#rowsOf(LOOKUPS.dayCount, days);
    return rows.map(({ run, columns: [source, day, count, fingerprint] }) => {
      const text = { day: String(day), fingerprint: String(fingerprint) };
      return { run, source: source as Source, rows: Number(count), ...text };
    });
  }

  async outages() {
    return readOutages(this.#database, this.#runs, this.#runNumber);
  }

  async reviewsOf(reviewIds: readonly string[]) {
    const isAnyAsked = this.#runs.some(({ content }) => content.brought.review.rows > 0);
    return isAnyAsked ? readReviews(this.#database, reviewIds, this.#runNumber) : [];
  }

  async *reviews() {
    for (const ids of pageIds(this.#database, 'review', this.#runs))
      yield readReviews(this.#database, ids, this.#runNumber);
  }

  async purgedDecisionsOf(asked: CasesAsked) {
    return readPurgedDecisions(this.#database, asked, this.#runNumber);
  }

  async issuedByReview() {
    const last = Math.min(this.#runNumber - 1, this.#runs.length);
    const issued = readResolutions(this.#database, this.#runs).filter(
      ({ run, notice }) => run === last && notice !== null,
    );
    return this.#latestNotices(
      LOOKUPS.noticeById,
      issued.map(({ reviewId }) => reviewId),
    );
  }

  // Filtered here and not by SQL: a damaged run number must meet its digest before it hides a row.
  #rows(lookup: Lookup, keys: readonly Key[]): readonly EvidenceRow[] {
    return readRows(this.#database, lookup, keys).filter((row) => row.run < this.#runNumber);
  }

  #rowsOf(lookup: Lookup, keys: readonly string[]): readonly EvidenceRow[] {
    const asked = keys.map((key) => [key]);
    return this.#rows(lookup, asked);
  }

  #content<T>(row: EvidenceRow): T {
    return parseContent<T>(this.#database.file, row);
  }

  #remembered(keys: readonly DecisionKey[]): readonly RememberedDecision[] {
    return rememberDecisions(
      {
        rows: (lookup, asked) => this.#rows(lookup, asked),
        content: (row) => this.#content(row),
        purged: (names) =>
          readPurgedVersions(this.#database, 'decision', { names, runNumber: this.#runNumber }),
        purgedTouched: (names) => readPurgedTouched(this.#database, names, this.#runNumber),
      },
      keys,
    );
  }

  #subscriptionsOf(ids: readonly string[]): readonly Subscription[] {
    const rows = this.#rowsOf(LOOKUPS.subscription, ids);
    const lastSeen = highestBy(
      rows,
      (row) => String(row.columns[0]),
      (row) => row.run,
    );
    return lastSeen.map((row) => this.#content<Subscription>(row));
  }

  #judgedOf(keys: readonly CaseKey[]): readonly JudgedCase[] {
    const asked = keys.map((key) => [key.subscriptionId, key.caseNumber]);
    const pair = ({ columns }: EvidenceRow) => `${columns[0]} ${columns[1]}`;
    const latest = highestBy(this.#rows(LOOKUPS.judged, asked), pair, (row) =>
      String(row.columns[2]),
    );
    return latest.map(({ columns: [subscriptionId, caseNumber, asOf] }) => {
      return {
        subscriptionId: String(subscriptionId),
        caseNumber: String(caseNumber),
        asOf: String(asOf),
      };
    });
  }

  #latestNotices(lookup: Lookup, keys: readonly string[]): readonly Notice[] {
    const rows = this.#rowsOf(lookup, keys);
    const latest = highestBy(
      rows.filter(({ digest }) => !this.#hidden.has(digest.toString('hex'))),
      (row) => String(row.columns[0]),
      (row) => Number(row.columns[1]),
    );
    return latest.map((row) => this.#content<Notice>(row));
  }
}
