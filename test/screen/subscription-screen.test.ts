import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputTable } from '../../src/intake/input-table.ts';
import { SUBSCRIPTION_SHAPE } from '../../src/register/subscription.ts';
import { compareSubscriptions, openHeader } from './both-paths.ts';
import { mutatedBytes, mutationsOf } from './mutations.ts';
import {
  filesOf,
  plainSubscription,
  type RowFile,
  subscriptionFiles,
  withOddCells,
  writeRow,
  writeRows,
} from './register-rows.ts';

const SEED = 20_250_717;
const KIND = { kind: 'subscriptions', shape: SUBSCRIPTION_SHAPE } as const;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'subscription-screen-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const open = (file: Pick<RowFile, 'columns' | 'delimiter'>): Promise<InputTable> =>
  openHeader(folder, file, KIND);

describe('screenSubscriptions', () => {
  it('settles more than nine of ten plain valid rows, with the keys of the full path (contract 3.1)', async () => {
    let rows = 0;
    let settled = 0;

    await fc.assert(
      fc.asyncProperty(subscriptionFiles(8), async (file) => {
        settled += compareSubscriptions(await open(file), writeRows(file));
        rows += file.rows.length;
      }),
      { seed: SEED, numRuns: 800 },
    );

    expect(settled / rows).toBeGreaterThan(0.9);
  });

  it('leaves rows with odd cells to the full path, or enters the same (contract 2.2)', async () => {
    const files = filesOf(SUBSCRIPTION_SHAPE, withOddCells(plainSubscription), 6);

    await fc.assert(
      fc.asyncProperty(files, async (file) => {
        compareSubscriptions(await open(file), writeRows(file));
      }),
      { seed: SEED, numRuns: 1500 },
    );
  });

  it('says the same of rows with bytes changed, dropped, doubled and swapped at random', async () => {
    const files = subscriptionFiles(4).chain((file) =>
      fc.record({ file: fc.constant(file), bytes: mutatedBytes(writeRows(file)) }),
    );

    await fc.assert(
      fc.asyncProperty(files, async ({ file, bytes }) => {
        compareSubscriptions(await open(file), bytes);
      }),
      { seed: SEED, numRuns: 1500 },
    );
  });

  it.each([
    [',', '\n', 'NEEDED'],
    [';', '\r\n', 'ALWAYS'],
    ['\t', '\r\n', 'NEEDED'],
    ['|', '\n', 'NEEDED'],
  ] as const)(
    'enters the same of a row with delimiter %j, line end %j and quotes %s whatever byte of it is changed to whatever',
    async (delimiter, lineEnd, quoting) => {
      const columns = ['remark', ...SUBSCRIPTION_SHAPE.columns];
      const file = { columns, delimiter, lineEnd, quoting };
      const table = await open(file);
      const row = Buffer.from(writeRow(file, FULL_ROW));
      let settled = 0;

      for (const changed of mutationsOf(row))
        settled += compareSubscriptions(table, Buffer.concat([row, changed, row]));

      expect(compareSubscriptions(table, row)).toBe(1);
      expect(settled).toBeGreaterThan(0);
    },
  );

  it('leaves a row of nobody with a real BSN to the full path (contract 2.2)', async () => {
    const columns = SUBSCRIPTION_SHAPE.columns;
    const file = { columns, delimiter: ',', lineEnd: '\n', quoting: 'NEEDED' } as const;
    const rows = ['', 'NI123456789', '00000012'].map((bsn) => new Map([...FULL_ROW, ['bsn', bsn]]));

    const settled = compareSubscriptions(await open(file), writeRows({ ...file, rows }));

    expect(settled).toBe(0);
  });
});

const FULL_ROW: ReadonlyMap<string, string> = new Map(
  Object.entries({
    remark: 'r',
    subscription_id: 'S-1',
    sector: 'KINDEROPVANG',
    bsn: '999990342',
    skn: 'SKN1',
    family_name: "O'Hára-2",
    name_prefix: 'van',
    given_names: 'Zoë B.',
    birth_date: '1980-10-20',
    role: 'GASTOUDER',
    status: 'ACTIVE',
    valid_from: '2020-01-31',
    valid_until: '2030-02-28',
    vog_issued_on: '2019-12-01',
    register_ref: 'R 1',
    organisation_ref: 'O;1',
  }),
);
