import { type LocalDate, parseBsn, parseDate, parseInstant } from './field.ts';
import { type ParsedRow, RowReader, type RowShape } from './row.ts';

/** What the police passed on through the emergency procedure (contract 2.4). */
export interface EarlierSignal {
  readonly sector: string;
  readonly bsn: string;
  readonly offenceOn: LocalDate;
  readonly signalledAt: string;
  readonly reference: string;
}

export const EARLIER_SIGNAL_SHAPE: RowShape = {
  columns: ['sector', 'bsn', 'offence_on', 'signalled_at', 'reference'],
  needed: new Set(['sector', 'bsn', 'offence_on']),
};

export function parseEarlierSignal(
  cells: readonly string[],
  sectors: ReadonlySet<string>,
): ParsedRow<EarlierSignal> {
  const row = new RowReader(EARLIER_SIGNAL_SHAPE, cells);
  return row.finish({
    sector: row.required('sector', (text) => (sectors.has(text) ? text : undefined)),
    bsn: row.required('bsn', parseBsn),
    offenceOn: row.required('offence_on', parseDate),
    signalledAt: row.optional('signalled_at', parseMoment) ?? '',
    reference: row.text('reference'),
  });
}

function parseMoment(text: string): string | undefined {
  return parseDate(text) !== undefined || parseInstant(text) !== undefined ? text : undefined;
}
