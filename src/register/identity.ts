import { parseBsn, parseSkn } from './field.ts';
import { type ParsedRow, RowReader, type RowShape } from './row.ts';

/** That an SKN stands for a BSN (contract 2.3). */
export interface Identity {
  readonly skn: string;
  readonly bsn: string;
}

export const IDENTITY_SHAPE: RowShape = {
  columns: ['skn', 'bsn'],
  needed: new Set(['skn', 'bsn']),
};

export function parseIdentity(cells: readonly string[]): ParsedRow<Identity> {
  const row = new RowReader(IDENTITY_SHAPE, cells);
  return row.finish({ skn: row.required('skn', parseSkn), bsn: row.required('bsn', parseBsn) });
}
