import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const DECISIONS =
  'decision_id,version,source,kind,registered_at,decided_on,case_number,offence_class,articles,offence_from,bsn,skn,family_name,birth_date';
const SUBSCRIPTIONS =
  'subscription_id,sector,bsn,skn,family_name,birth_date,valid_from\n' +
  'K1,KINDEROPVANG,999990342,,Visser,1980-05-17,2020-01-01\n';

/** A decision on the person of the one subscription, or on nobody who is screened. */
export interface NightRow {
  readonly id: string;
  readonly at: string;
  readonly source?: 'OM' | 'RECHTSPRAAK';
  readonly version?: number;
  readonly article?: string;
  readonly isOfSubscriber?: boolean;
}

/** Rows of a source on one local day, on nobody who is screened. */
export function crowd(day: string, rows: number, source: NightRow['source'] = 'OM'): NightRow[] {
  return Array.from({ length: rows }, (_, number) => {
    return { id: `${source}-${day}-${number}`, at: `${day}T09:00:00+02:00`, source };
  });
}

export function writeDecisions(folder: string, file: string, rows: readonly NightRow[]): string {
  const lines = rows.map((row) => {
    const { id, at, source = 'OM', version = 1, article = '300 Sr', isOfSubscriber = false } = row;
    const kind = source === 'OM' ? 'DAGVAARDING' : 'VEROORDELING';
    const person = isOfSubscriber ? '999990342,,Visser,1980-05-17' : ',,Jansen,1970-01-02';
    const number = id.replace(/\D/g, '').padStart(6, '1').slice(-6);
    const caseNumber = `${isOfSubscriber ? 16 : 5}/${number}-25`.padStart(12, '0');
    return `${id},${version},${source},${kind},${at},2025-08-01,${caseNumber},MISDRIJF,${article},2025-06-01,${person}`;
  });
  writeFileSync(join(folder, file), `${[DECISIONS, ...lines].join('\n')}\n`);
  return join(folder, file);
}

export function writeSubscriptions(folder: string): string {
  writeFileSync(join(folder, 'subscriptions.csv'), SUBSCRIPTIONS);
  return join(folder, 'subscriptions.csv');
}
