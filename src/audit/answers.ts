import { purgeMark } from '../ledger/purge-key.ts';
import { compareCodePoints } from '../register/text-order.ts';
import type { Manifest } from './manifest-file.ts';
import type { Answer } from './purged-file.ts';
import { listOf } from './row-check.ts';
import { readRows } from './run-rows.ts';
import { TABLES, type TableRow } from './table.ts';

/**
 * What a run folder says of each decision, with the number replaced by its digest and without
 * subscription, case and person. Sorted by digest: the order of the files must not tell who is who.
 */
export async function collectAnswers(
  folder: string,
  manifest: Manifest,
  key: Buffer,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (const table of TABLES) {
    const say = SAID[table.file];
    if (say === undefined) continue;
    for await (const rows of readRows(folder, table, manifest))
      for (const row of rows) {
        const { decisions, outcome, why } = say(row);
        for (const reference of decisions)
          answers.push({ ...digestOf(reference, key), sector: row.sector ?? '', outcome, why });
      }
  }
  const textOf = (answer: Answer) => JSON.stringify(answer);
  return answers.sort((a, b) => compareCodePoints(textOf(a), textOf(b)));
}

type Said = Pick<Answer, 'outcome' | 'why'> & { readonly decisions: readonly string[] };

const SAID: Readonly<Record<string, (row: TableRow) => Said>> = {
  'notices.csv': ({ decision_ids, action = '', category = '' }) => {
    return { decisions: listOf(decision_ids), outcome: 'NOTICE', why: [action, category] };
  },
  'review.csv': ({ decision_ids, reasons }) => {
    return { decisions: listOf(decision_ids), outcome: 'REVIEW', why: [...listOf(reasons)] };
  },
  'considered.csv': ({ decision_id, outcome = '', rule = '' }) => {
    return { decisions: listOf(decision_id), outcome, why: [rule] };
  },
};

/** `source:id:version`; no id holds a colon. */
function digestOf(reference: string, key: Buffer): Pick<Answer, 'decision' | 'version'> {
  const end = reference.lastIndexOf(':');
  return {
    decision: purgeMark(key, 'decision', reference.slice(0, end)),
    version: Number(reference.slice(end + 1)),
  };
}
