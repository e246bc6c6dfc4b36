import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Block } from '../../src/intake/blocks.ts';
import type { Settle } from '../../src/intake/csv-rows.ts';
import { openInput } from '../../src/intake/input-file.ts';
import { translationOf } from '../../src/intake/input-profile.ts';
import {
  type InputTable,
  openTable,
  readTableBlock,
  type TableBlock,
} from '../../src/intake/input-table.ts';
import type { Identities } from '../../src/person/identities.ts';
import { hashDecisionId, hashText } from '../../src/person/key-hash.ts';
import { keysOf, type PersonKeys, SubscriberIndex } from '../../src/person/subscriber-index.ts';
import { parseDecision } from '../../src/register/decision.ts';
import type { InputKind } from '../../src/register/rejection.ts';
import type { RowShape } from '../../src/register/row.ts';
import { parseSubscription } from '../../src/register/subscription.ts';
import { screenDecisions } from '../../src/screen/decision-screen.ts';
import { screenSubscriptions } from '../../src/screen/subscription-screen.ts';
import type { RowFile } from './register-rows.ts';

export const FROM_MS = Date.UTC(2025, 6, 16, 22);
export const UNTIL_MS = Date.UTC(2025, 8, 25, 22);
const SECTORS = ['KINDEROPVANG', 'TAXI'];

/** Subscriptions to look for, and what the identities file says. */
export interface Screening {
  readonly index: SubscriberIndex;
  readonly identities: Identities;
}

export function screeningOf(
  people: readonly { readonly keys: PersonKeys; readonly skn: string | null }[],
  identities: Identities,
): Screening {
  const index = new SubscriberIndex();
  people.forEach(({ keys, skn }, entry) => {
    index.add(entry, keys, skn);
  });
  index.addAliases(identities);
  return { index, identities };
}

/** A real file of that header alone; its rows come from wherever the test wants. */
export async function openHeader(
  folder: string,
  file: Pick<RowFile, 'columns' | 'delimiter'>,
  { kind, shape }: { readonly kind: InputKind; readonly shape: RowShape },
): Promise<InputTable> {
  const path = join(folder, 'header.csv');
  writeFileSync(path, `${file.columns.join(file.delimiter)}\n`);
  const input = await openInput({ path });
  const translation = translationOf(null, shape);
  try {
    const facts = { kind, file: path, profile: null, sizeOnDisk: 0, translation, shape };
    return await openTable({ ...facts, input });
  } finally {
    await input.close();
  }
}

/** Settles nothing but what the full path would say of the row; gives how many rows were settled. */
export function compareDecisions(table: InputTable, bytes: Buffer, screening: Screening): number {
  const { index, identities } = screening;
  const facts = { ...table.layout, fromMs: FROM_MS, untilMs: UNTIL_MS, routes: index.routes };
  const screen = screenDecisions(facts);
  const { settled, count } = compareRows(table, bytes, screen.settle);
  let outsideWindow = 0;
  const idHashes: number[] = [];
  for (const { cells } of settled) {
    const parsed = parseDecision(cells);
    expect(parsed).toMatchObject({ ok: true, value: { version: 1, status: 'REGISTERED' } });
    if (!parsed.ok) continue;
    const { registeredAt, source, decisionId } = parsed.value;
    if (registeredAt.ms < FROM_MS || registeredAt.ms >= UNTIL_MS) outsideWindow += 1;
    else {
      expect(index.candidates([parsed.value], identities)).toEqual([new Set()]);
      idHashes.push(hashDecisionId(source, decisionId));
    }
  }
  expect(screen.take()).toEqual({ outsideWindow, idHashes });
  expect(screen.take()).toEqual({ outsideWindow: 0, idHashes: [] });
  return count;
}

export function compareSubscriptions(table: InputTable, bytes: Buffer): number {
  const entered: { offset: number; idHash: number; keys: PersonKeys }[] = [];
  const settle = screenSubscriptions({
    ...table.layout,
    sectors: SECTORS,
    enter: ({ bsn, skn, name, idHash }, offset) =>
      entered.push({ offset, idHash, keys: { bsn, skn, name } }),
  });
  const { settled, count } = compareRows(table, bytes, settle);
  const expected = settled.map(({ cells, offset }) => {
    const parsed = parseSubscription(cells, new Set(SECTORS));
    expect(parsed).toMatchObject({ ok: true });
    if (!parsed.ok) return null;
    const { value } = parsed;
    return { offset, idHash: hashText(value.subscriptionId), keys: keysOf(value) };
  });
  expect(entered).toEqual(expected);
  return count;
}

/** What is not settled is read as without a screen; gives the rows that the full path lacks then. */
function compareRows(table: InputTable, bytes: Buffer, settle: Settle) {
  const block: Block = { bytes, end: bytes.length, offset: 0, isOverlong: false };
  const full = readTableBlock(table, block, 2, null);
  const screened = readTableBlock(table, block, 2, settle);
  const left = new Set(screened.rows.map(({ offset }) => offset));

  expect(screened.rows).toEqual(full.rows.filter(({ offset }) => left.has(offset)));
  expect(screened.broken).toEqual(full.broken);
  expect(screened.lines).toBe(full.lines);
  expect(countRows(screened)).toBe(countRows(full));
  return {
    settled: full.rows.filter(({ offset }) => !left.has(offset)),
    count: screened.settled,
  };
}

function countRows({ rows, broken, settled }: TableBlock): number {
  return rows.length + broken.length + settled;
}
