import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type InputTable, readTableBlock } from '../../src/intake/input-table.ts';
import { hashNameKey, hashText } from '../../src/person/key-hash.ts';
import { DECISION_SHAPE } from '../../src/register/decision.ts';
import { screenDecisions } from '../../src/screen/decision-screen.ts';
import {
  compareDecisions,
  FROM_MS,
  openHeader,
  type Screening,
  screeningOf,
  UNTIL_MS,
} from './both-paths.ts';
import { mutatedBytes, mutationsOf } from './mutations.ts';
import {
  BSNS,
  decisionFiles,
  filesOf,
  NAMES,
  plainDecision,
  type RowFile,
  withOddCells,
  writeRow,
  writeRows,
} from './register-rows.ts';

const SEED = 20_250_717;
const KIND = { kind: 'decisions', shape: DECISION_SHAPE } as const;
const PLAIN_FILE = {
  columns: DECISION_SHAPE.columns,
  delimiter: ',',
  lineEnd: '\n',
  quoting: 'NEEDED',
} as const;
const WINDOW = { fromMs: FROM_MS, untilMs: UNTIL_MS };
const NOBODY = screeningOf([], new Map());

/** Some of the people of whom the rows speak: with a BSN, with an SKN or a name alone, by an alias. */
const someScreening = fc
  .record({
    bsns: fc.subarray(BSNS, { maxLength: 3 }),
    skns: fc.subarray(['SKN1', 'A', 'Q7'], { maxLength: 2 }),
    names: fc.subarray(NAMES, { maxLength: 2 }),
    births: fc.constantFrom('1980-01-02', '2000-02-29', '1980-01-00'),
    aliases: fc.subarray(BSNS, { maxLength: 2 }),
  })
  .map(({ bsns, skns, names, births, aliases }): Screening => {
    const none = { bsn: 0, skn: 0, name: 0 };
    const people = [
      ...bsns.map((bsn) => ({ keys: { ...none, bsn: Number(bsn) }, skn: null })),
      ...skns.map((skn) => ({ keys: { ...none, skn: hashText(skn) }, skn })),
      ...names.map((familyName) => ({
        keys: { ...none, name: hashNameKey({ familyName, birthDate: births }) },
        skn: null,
      })),
    ];
    return screeningOf(people, new Map([['SKN1', new Set(aliases)]]));
  });

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'decision-screen-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const open = (file: Pick<RowFile, 'columns' | 'delimiter'>): Promise<InputTable> =>
  openHeader(folder, file, KIND);

describe('screenDecisions', () => {
  it('settles more than nine of ten plain valid rows of people whom nobody looks for', async () => {
    let rows = 0;
    let settled = 0;

    await fc.assert(
      fc.asyncProperty(decisionFiles(8), async (file) => {
        settled += compareDecisions(await open(file), writeRows(file), NOBODY);
        rows += file.rows.length;
      }),
      { seed: SEED, numRuns: 400 },
    );

    expect(settled / rows).toBeGreaterThan(0.9);
  });

  it('settles only what the full path finds valid, of version 1, registered and of nobody (contract 3.1, 3.2)', async () => {
    await fc.assert(
      fc.asyncProperty(decisionFiles(6), someScreening, async (file, screening) => {
        compareDecisions(await open(file), writeRows(file), screening);
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });

  it('leaves rows with odd cells to the full path, or says the same (contract 2.1)', async () => {
    const files = filesOf(DECISION_SHAPE, withOddCells(plainDecision), 6);

    await fc.assert(
      fc.asyncProperty(files, someScreening, async (file, screening) => {
        compareDecisions(await open(file), writeRows(file), screening);
      }),
      { seed: SEED, numRuns: 1200 },
    );
  });

  it('says the same of rows with bytes changed, dropped, doubled and swapped at random', async () => {
    const files = decisionFiles(4).chain((file) =>
      fc.record({ file: fc.constant(file), bytes: mutatedBytes(writeRows(file)) }),
    );

    await fc.assert(
      fc.asyncProperty(files, someScreening, async ({ file, bytes }, screening) => {
        compareDecisions(await open(file), bytes, screening);
      }),
      { seed: SEED, numRuns: 1200 },
    );
  });

  it.each([
    [',', '\n', 'NEEDED'],
    [';', '\r\n', 'NEEDED'],
    ['\t', '\n', 'ALWAYS'],
    ['|', '\r\n', 'NEEDED'],
  ] as const)(
    'says the same of a row with delimiter %j, line end %j and quotes %s whatever byte of it is changed to whatever',
    async (delimiter, lineEnd, quoting) => {
      const file = { columns: ['remark', ...DECISION_SHAPE.columns], delimiter, lineEnd, quoting };
      const table = await open(file);
      const row = writeRow(file, FULL_ROW);
      const neighbour = writeRow(file, new Map([...FULL_ROW, ['decision_id', 'N']]));
      const screening = screeningOf(
        [{ keys: { bsn: 0, skn: hashText('SKN1'), name: 0 }, skn: 'SKN1' }],
        new Map(),
      );
      let settled = 0;

      for (const changed of mutationsOf(Buffer.from(row)))
        settled += compareDecisions(
          table,
          Buffer.concat([changed, Buffer.from(neighbour)]),
          screening,
        );

      expect(compareDecisions(table, Buffer.from(row), screening)).toBe(1);
      expect(settled).toBeGreaterThan(0);
    },
  );

  it('leaves a record beyond 1 MiB to the full path, which refuses it (contract 2.5)', async () => {
    const unknown = Array.from({ length: 40 }, (_, number) => `remark${number}`);
    const columns = [...DECISION_SHAPE.columns, ...unknown];
    const file = { ...PLAIN_FILE, columns };
    const texts = unknown.map((name) => [name, 'x'.repeat(32_000)] as const);
    const table = await open(file);
    const bytes = Buffer.from(writeRow(file, new Map([...FULL_ROW, ...texts])));
    const block = { bytes, end: bytes.length, offset: 0, isOverlong: false };
    const screen = screenDecisions({ ...table.layout, ...WINDOW, routes: NOBODY.index.routes });

    const { settled, broken } = readTableBlock(table, block, 2, screen.settle);

    expect({ settled, codes: broken.map(({ code }) => code) }).toEqual({
      settled: 0,
      codes: ['MALFORMED_CSV'],
    });
  });

  it('does not settle a last row without a line end, nor an empty line', async () => {
    const row = writeRow(PLAIN_FILE, FULL_ROW);

    const settled = compareDecisions(
      await open(PLAIN_FILE),
      Buffer.from(`\n${row}\r\n${row.trimEnd()}`),
      NOBODY,
    );

    expect(settled).toBe(1);
  });

  it('settles text beyond ASCII only in a block that is UTF-8 throughout', async () => {
    const table = await open(PLAIN_FILE);
    const row = Buffer.from(writeRow(PLAIN_FILE, FULL_ROW));
    const screen = screenDecisions({ ...table.layout, ...WINDOW, routes: NOBODY.index.routes });
    const settledOf = (bytes: Buffer) => {
      const block = { bytes, end: bytes.length, offset: 0, isOverlong: false };
      return readTableBlock(table, block, 2, screen.settle).settled;
    };

    const counts = [row, Buffer.concat([row, Buffer.of(0xff)]), Buffer.concat([row, row])].map(
      settledOf,
    );

    expect(counts).toEqual([1, 0, 2]);
  });

  it('forgets the optional columns of the row before', async () => {
    const sepot = new Map([...FULL_ROW, ['kind', 'SEPOT'], ['grounds', '']]);
    const bytes = Buffer.from(writeRow(PLAIN_FILE, FULL_ROW) + writeRow(PLAIN_FILE, sepot));

    const settled = compareDecisions(await open(PLAIN_FILE), bytes, NOBODY);

    expect(settled).toBe(1);
  });
});

const FULL_ROW: ReadonlyMap<string, string> = new Map([
  ...Object.entries({
    remark: 'r',
    decision_id: 'D-1',
    version: '1',
    status: 'REGISTERED',
    source: 'OM',
    kind: 'SEPOT',
    grounds: '02;55',
    registered_at: '2025-08-01T12:30:05.123+02:00',
    decided_on: '2025-07-31',
    irrevocable_on: '2025-08-01',
    case_number: '05/123456-25',
    fact_number: '12',
    offence_class: 'MISDRIJF',
    articles: '249 Sr;2:48 APV',
    offence_from: '2025-01-31',
    offence_until: '2025-02-01',
    fine_eur: '10.50',
    bsn: '999990342',
    skn: 'SKN2',
    family_name: "O'Hára",
    name_prefix: 'van',
    given_names: 'Zoë B.',
    birth_date: '1980-10-20',
    ecli: 'ECLI:NL:HR:2025:1',
  }),
]);
