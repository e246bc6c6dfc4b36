/** The words of the report in one language. Numbers come in formatted. */
export interface ReportWords {
  readonly lang: 'nl' | 'en';
  readonly thousands: string;
  readonly months: readonly string[];
  readonly title: string;
  readonly run: string;
  readonly file: string;
  readonly files: string;
  readonly question: {
    readonly heading: string;
    readonly ask: (from: string, until: string) => string;
    readonly asOf: (day: string) => string;
    readonly sources: (decisions: string, subscriptions: string) => string;
  };
  readonly answer: {
    readonly heading: string;
    readonly read: (rows: string) => string;
    readonly came: (notices: string, actions: string, reviews: string) => string;
    readonly rejected: (rows: string, touching: string) => string;
    readonly caution: string;
    readonly figures: readonly [string, string, string, string];
  };
  readonly funnel: {
    readonly heading: string;
    readonly intro: string;
    readonly title: string;
    readonly desc: (read: string, reached: string) => string;
    readonly read: string;
    readonly caption: string;
    readonly end: string;
    readonly rows: string;
    readonly left: string;
    readonly total: string;
    readonly balance: (read: string, accounted: string) => string;
    readonly files: string;
    readonly file: string;
    readonly ends: string;
  };
  readonly days: {
    readonly heading: string;
    readonly intro: string;
    readonly notCounted: string;
    readonly title: (source: string) => string;
    readonly desc: (rows: string, most: string, when: string, silent: string) => string;
    readonly outage: (source: string, periods: string) => string;
    readonly noOutage: string;
    readonly highest: (rows: string) => string;
    /** The days are listed where they are few stretches, else empty. */
    readonly silent: (source: string, count: string, days: string) => string;
    readonly caption: string;
    readonly day: string;
    readonly marked: string;
    readonly mark: string;
    readonly legend: string;
    readonly to: string;
  };
  readonly outcomes: {
    readonly heading: string;
    readonly intro: string;
    readonly title: (sector: string) => string;
    readonly desc: (notices: string, reviews: string, considered: string) => string;
    readonly notice: string;
    readonly review: string;
    readonly considered: string;
    readonly sector: string;
    readonly outcome: string;
    readonly severity: string;
    readonly count: string;
    readonly caption: string;
    readonly empty: string;
  };
  readonly attention: {
    readonly heading: string;
    readonly nothing: string;
    readonly touching: (rows: string) => string;
    readonly touchingRows: string;
    readonly more: (rows: string) => string;
    readonly reviews: (items: string) => string;
    readonly reasons: string;
    readonly reason: string;
    readonly rejects: (rows: string) => string;
    readonly otherRejects: string;
    readonly input: string;
    readonly line: string;
    readonly errors: string;
    readonly unknownColumns: (file: string, columns: string) => string;
    readonly noLineEnd: (file: string) => string;
  };
  readonly retractions: {
    readonly heading: string;
    readonly none: string;
    readonly some: (count: string) => string;
    readonly caption: string;
    readonly category: string;
  };
  readonly provenance: {
    readonly heading: string;
    readonly inputs: string;
    readonly rules: string;
    readonly version: string;
    readonly bytes: string;
    readonly profile: string;
    readonly made: (version: string) => string;
    readonly previous: string;
    readonly first: string;
    readonly check: string;
  };
  /** What the codes of the contract mean; a code without words is shown alone. */
  readonly codes: Readonly<Record<string, string>>;
}
