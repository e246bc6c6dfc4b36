import type { Manifest } from '../audit/manifest-file.ts';
import { readRows } from '../audit/run-rows.ts';
import { TABLES, type TableRow } from '../audit/table.ts';
import type { Subject } from '../run/explain-run.ts';
import type { Words } from './words/words.ts';

/** A row of a run folder that names the subject. */
export interface Mention {
  readonly file: string;
  /** Of the columns that say what came of it; nothing that identifies a person. */
  readonly says: Readonly<Record<string, string>>;
}

const TELLING: Readonly<Record<string, readonly string[]>> = {
  'notices.csv': [
    'notice_id',
    'notice_version',
    'action',
    'facts',
    'decision_ids',
    'kinds',
    'articles',
    'category',
    'match',
    'flags',
  ],
  'review.csv': ['subscription_id', 'decision_ids', 'reasons', 'match'],
  'considered.csv': ['subscription_id', 'fact', 'decision_id', 'outcome', 'rule'],
};

/** What a run folder alone says of a subject: the rows of its files that name it. */
export async function listMentions(
  {
    folder,
    manifest,
    subject,
  }: { readonly folder: string; readonly manifest: Manifest; readonly subject: Subject },
  words: Words['explain'],
): Promise<{ readonly rows: readonly Mention[]; readonly text: string }> {
  const rows: Mention[] = [];
  for (const table of TABLES) {
    const telling = TELLING[table.file];
    if (telling === undefined) continue;
    for await (const batch of readRows(folder, table, manifest))
      for (const row of batch)
        if (isNamed(row, subject))
          rows.push({
            file: table.file,
            says: Object.fromEntries(telling.map((name) => [name, row[name] ?? ''])),
          });
  }
  return { rows, text: describe(rows, { runId: manifest.runId, subject }, words) };
}

function isNamed(row: TableRow, subject: Subject): boolean {
  switch (subject.by) {
    case 'NOTICE':
      return row.notice_id === subject.noticeId;
    case 'SUBSCRIPTION':
      return row.subscription_id === subject.subscriptionId;
    case 'BSN':
      return row.bsn === subject.bsn;
    case 'DECISION': {
      const ids = (row.decision_ids ?? row.decision_id ?? '').split(';');
      return ids.some((id) => id.startsWith(`${subject.source}:${subject.decisionId}:`));
    }
  }
}

function describe(
  rows: readonly Mention[],
  { runId, subject }: { readonly runId: string; readonly subject: Subject },
  words: Words['explain'],
): string {
  const lines = rows.map((mention) => {
    const told = Object.entries(mention.says).filter(([, value]) => value !== '');
    const values = told.map(([name, value]) => `${name} ${value}`).join(', ');
    return `${mention.file}: ${values}: ${meaningOf(mention, words)}`;
  });
  const rest = [
    rows.length > 0 ? words.giveInputs : words.notListed,
    ...(subject.by === 'BSN' ? [words.withoutBsn] : []),
  ];
  return `${[words.fromFolder(runId), ...lines, ...rest].join('\n')}\n`;
}

/** In plain words what came of it (contract 3.8). */
function meaningOf({ file, says }: Mention, words: Words['explain']): string {
  if (says.action === 'RETRACTED') return words.retracted;
  const listed = file === 'notices.csv' ? 'NOTICE' : 'REVIEW';
  const outcome = says.outcome ?? listed;
  return Object.entries(words.outcomes).find(([code]) => code === outcome)?.[1] ?? '';
}
