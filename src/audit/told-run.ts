import { noticeIdOf } from '../notice/uuid.ts';
import { describeFiles } from '../publish/run-files.ts';
import type { RunResult } from '../publish/run-result.ts';
import { compareCodePoints } from '../register/text-order.ts';
import { splitRecords } from './csv-reading.ts';
import type { Manifest } from './manifest-file.ts';
import { readRows, readSoundManifest, rowOf } from './run-rows.ts';
import { TABLES, type Table, type TableRow } from './table.ts';

/** A run as its folder tells it. */
export interface ToldRun {
  readonly manifest: Manifest;
  /** By sector, subscription and case. */
  readonly cases: ReadonlyMap<string, ToldCase>;
}

/** All that a run says of one subscription and case. */
export interface ToldCase {
  readonly sector: string;
  readonly subscriptionId: string;
  readonly noticeId: string;
  /** By table and, for considered facts, fact. */
  readonly items: ReadonlyMap<string, ToldItem>;
}

export interface ToldItem {
  readonly what: 'NOTICE' | 'REVIEW' | 'CONSIDERED';
  /** One; of a fact one for each governing decision. */
  readonly rows: readonly TableRow[];
}

/** Reads the notices, reviews and considered facts of a run folder: `USAGE`, `INPUT_DAMAGED`. */
export async function readToldRun(folder: string): Promise<ToldRun> {
  const manifest = await readSoundManifest(folder);
  const cases: Cases = new Map();
  for (const table of TABLES.filter(({ file }) => file in WHAT))
    for await (const batch of readRows(folder, table, manifest)) addRows(cases, table, batch);
  return { manifest, cases };
}

/** What a run that was judged again says, as its folder would. */
export function tellResult(result: RunResult): ToldRun['cases'] {
  const cases: Cases = new Map();
  const { files } = describeFiles(result);
  for (const table of TABLES.filter(({ file }) => file in WHAT)) {
    const written = files.find(({ file }) => file === table.file);
    for (const records of splitRecords(written?.pieces() ?? [])) {
      const rows = records.filter(({ line }) => line > 1);
      const { columns } = table.artefact;
      addRows(
        cases,
        table,
        rows.map(({ fields }) => rowOf(columns, fields ?? [])),
      );
    }
  }
  return cases;
}

type Cases = Map<string, ToldCase & { readonly items: Map<string, ToldItem> }>;

function addRows(cases: Cases, { file }: Pick<Table, 'file'>, rows: readonly TableRow[]): void {
  const what = WHAT[file];
  if (what === undefined) return;
  for (const row of rows) {
    const { sector = '', subscription_id: subscriptionId = '', case_number: number = '' } = row;
    const key = `${sector}|${subscriptionId}|${number}`;
    const told = cases.get(key) ?? {
      ...{ sector, subscriptionId, items: new Map<string, ToldItem>() },
      noticeId: noticeIdOf(sector, subscriptionId, number),
    };
    cases.set(key, told);
    const place = `${what} ${row.fact ?? ''}`;
    told.items.set(place, { what, rows: [...(told.items.get(place)?.rows ?? []), row] });
  }
}

const WHAT: Readonly<Record<string, ToldItem['what']>> = {
  'notices.csv': 'NOTICE',
  'review.csv': 'REVIEW',
  'considered.csv': 'CONSIDERED',
};

/** What a run names of any case: what the other one was given as well, if it names it too. */
export interface Named {
  /** As `source:id:version`. */
  readonly rows: ReadonlySet<string>;
  readonly subscriptions: ReadonlySet<string>;
}

export function namedBy({ cases }: ToldRun): Named {
  const named = { rows: new Set<string>(), subscriptions: new Set<string>() };
  for (const told of cases.values()) {
    named.subscriptions.add(told.subscriptionId);
    for (const [decision, version] of versionsIn(told)) named.rows.add(`${decision}:${version}`);
  }
  return named;
}

/** Every decision, as `source:id`, that a run names of a case. */
export function decisionsIn(told: ToldCase): readonly string[] {
  return [...versionsIn(told).keys()];
}

/** Version by `source:id`; a retraction names what it retracts, which speaks no more. */
export function versionsIn(told: ToldCase | null): ReadonlyMap<string, string> {
  const references = rowsOf(told)
    .filter(({ action }) => action !== 'RETRACTED')
    .flatMap((row) => (row.decision_ids ?? row.decision_id ?? '').split(';'))
    .filter((reference) => reference !== '');
  return new Map(
    references.map((reference) => {
      const at = reference.lastIndexOf(':');
      return [reference.slice(0, at), reference.slice(at + 1)];
    }),
  );
}

/** All rows of a case; none where a run does not tell of it. */
export function rowsOf(told: ToldCase | null): readonly TableRow[] {
  return [...(told?.items.values() ?? [])].flatMap(({ rows }) => rows);
}

/** In what one run asked otherwise than another. */
export interface QuestionDifference {
  readonly differs: Asked;
  readonly before: string;
  readonly now: string;
}

export type Asked =
  | 'WINDOW'
  | 'AS_OF_DATE'
  | 'PROGRAM_VERSION'
  | 'RULES'
  | 'DECISIONS'
  | 'SUBSCRIPTIONS'
  | 'IDENTITIES'
  | 'ALREADY_SIGNALLED';

/** Compares what goes into a run id (contract 1). */
export function compareQuestions(before: Manifest, now: Manifest): readonly QuestionDifference[] {
  return ASKED.flatMap(([differs, show, key = show]) =>
    key(before, now) === key(now, before)
      ? []
      : [{ differs, before: show(before, now), now: show(now, before) }],
  );
}

/** No row of the one stands in the window of the other. */
export function areApart({ window: a }: Manifest, { window: b }: Manifest): boolean {
  return Date.parse(a.until) <= Date.parse(b.from) || Date.parse(b.until) <= Date.parse(a.from);
}

/** What a run was asked, as far as it is of interest beside another. */
type Text = (manifest: Manifest, other: Manifest) => string;

const ASKED: readonly (readonly [Asked, Text, Text?])[] = [
  ['WINDOW', ({ window }) => `${window.fromLocal} until ${window.untilLocal}`],
  ['AS_OF_DATE', ({ asOf }) => asOf],
  ['PROGRAM_VERSION', ({ programVersion }) => programVersion],
  ['RULES', ownRules],
  ['DECISIONS', ...inputs('decisions')],
  ['SUBSCRIPTIONS', ...inputs('subscriptions')],
  ['IDENTITIES', ...inputs('identities')],
  ['ALREADY_SIGNALLED', ...inputs('already-signalled')],
];

/** Those that the other run had not: a file may be another one under the same version. */
function ownRules({ rules }: Manifest, { rules: others }: Manifest): string {
  const own = rules.filter(
    ({ name, sha256 }) => !others.some((other) => other.name === name && other.sha256 === sha256),
  );
  const shown = own.map(
    ({ name, version, sha256 }) => `${name} ${version} (${sha256.slice(0, 8)})`,
  );
  return shown.length === 0 ? '–' : listOf(shown);
}

function inputs(kind: Manifest['inputs'][number]['input']): readonly [Text, Text] {
  const of = ({ inputs: all }: Manifest) => all.filter(({ input }) => input === kind);
  return [
    (manifest) => {
      const rows = of(manifest).reduce((sum, file) => sum + file.rows, 0);
      const files = of(manifest).length;
      return `${rows} rows in ${files} ${files === 1 ? 'file' : 'files'}`;
    },
    (manifest) =>
      listOf(of(manifest).map(({ sha256, profile }) => `${sha256} ${profile?.sha256 ?? ''}`)),
  ];
}

function listOf(texts: readonly string[]): string {
  return texts.toSorted(compareCodePoints).join(', ');
}
