import { createHash } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AuditedRuns, runAll, type Said, sampleRun, say } from './audited-run.ts';
import { mendHashes } from './forger.ts';

const FLIPS = 500;
const PERSONAL = /\b\d{9}\b|\b\d\d\/\d{6}-\d\d\b/;

describe('verify of a damaged run', () => {
  let sound: AuditedRuns;
  let out = '';
  let folders: string[] = [];

  beforeAll(async () => {
    sound = await runAll([
      sampleRun('2025-07-17', '2025-08-10'),
      sampleRun('2025-08-10', '2025-09-01'),
      sampleRun('2025-09-01', '2025-09-26'),
    ]);
  });
  afterAll(() => sound.remove());
  beforeEach(() => {
    out = join(sound.home, 'damaged');
    cpSync(join(sound.home, 'out'), out, { recursive: true });
    cpSync(sound.ledger, join(sound.home, 'damaged.db'));
    folders = sound.folders.map((folder) => join(out, basename(folder)));
    for (const folder of folders) chmodSync(folder, 0o700);
  });
  afterEach(() => {
    rmSync(out, { recursive: true, force: true });
  });

  /** The run in the middle. */
  function middle(file = ''): string {
    return join(folders[1] ?? '', file);
  }
  function edit(file: string, change: (text: string) => string): void {
    const before = readFileSync(middle(file), 'utf8');
    const after = change(before);
    expect(after).not.toBe(before);
    writeFileSync(middle(file), after);
  }
  async function verify(folder: string, ...args: string[]): Promise<Said> {
    const said = await say('verify', folder, ...args);
    expect(said.lines.join('\n')).not.toMatch(PERSONAL);
    return said;
  }

  it('is a sound run before it is damaged', async () => {
    const ledger = join(sound.home, 'damaged.db');
    for (const folder of folders) expect((await verify(folder, '--ledger', ledger)).code).toBe(0);
  });

  it(`names the file of each of ${FLIPS} single flipped bytes`, async () => {
    let seed = 20250717;
    const next = (below: number) => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    const files = readdirSync(middle());
    for (let flip = 0; flip < FLIPS; flip += 1) {
      const file = files[flip % files.length] ?? '';
      const bytes = readFileSync(middle(file));
      const at = next(bytes.length);
      const changed = Buffer.from(bytes);
      changed.writeUInt8(bytes.readUInt8(at) ^ (1 << next(8)), at);
      writeFileSync(middle(file), changed);

      const { code, lines } = await verify(middle());

      expect(code).toBe(3);
      expect(
        lines.some((line) => line.includes(file)),
        `${file}, byte ${at}`,
      ).toBe(true);
      writeFileSync(middle(file), bytes);
    }
  });

  it.each<[string, (folder: string) => void, RegExp]>([
    ['a missing file', (f) => rmSync(join(f, 'report.html')), /^report\.html: is missing/m],
    ['an added file', (f) => writeFileSync(join(f, 'x.csv'), ''), /^x\.csv: does not belong/m],
    ['an added folder', (f) => mkdirSync(join(f, 'sub')), /^sub: does not belong/m],
    [
      'a file name with control characters',
      (f) => writeFileSync(join(f, 'a\x1b[2J'), ''),
      /^a\\u\{1b\}\[2J: does not belong/m,
    ],
    [
      'a file that others may read',
      (f) => chmodSync(join(f, 'notices.csv'), 0o644),
      /^notices\.csv: has mode 644; it must be 600/m,
    ],
    [
      'a folder that others may enter',
      (f) => chmodSync(f, 0o755),
      /^\.: has mode 755; it must be 700/m,
    ],
    [
      'a link in place of a file',
      (f) => {
        renameSync(join(f, 'review.csv'), `${f}.csv`);
        symlinkSync(`${f}.csv`, join(f, 'review.csv'));
      },
      /^review\.csv: is no plain file/m,
    ],
    [
      'two swapped files',
      (f) => {
        renameSync(join(f, 'notices.csv'), join(f, 'x'));
        renameSync(join(f, 'review.csv'), join(f, 'notices.csv'));
        renameSync(join(f, 'x'), join(f, 'review.csv'));
      },
      /^notices\.csv: does not have the SHA-256[\s\S]*^review\.csv: does not have the SHA-256/m,
    ],
    [
      'a byte at the end',
      (f) => appendFileSync(join(f, 'totals.csv'), '\n'),
      /^totals\.csv: has \d+ bytes/m,
    ],
    [
      'a manifest that is none',
      (f) => writeFileSync(join(f, 'manifest.json'), '[]\n'),
      /^manifest\.json: is no manifest/m,
    ],
    [
      'a missing manifest',
      (f) => rmSync(join(f, 'manifest.json')),
      /^manifest\.json: cannot be read/m,
    ],
    [
      'another name of the folder',
      (f) => renameSync(f, f.replace(/.{12}$/, '0123456789ab')),
      /manifest\.json: is of run/,
    ],
  ])('names %s', async (_, damage, fault) => {
    damage(middle());
    const folder = readdirSync(out).includes(basename(middle()))
      ? middle()
      : join(out, readdirSync(out).find((name) => name.endsWith('-0123456789ab')) ?? '');

    const { code, lines } = await verify(folder);

    expect(code).toBe(3);
    expect(lines.join('\n')).toMatch(fault);
  });

  const lineOf = (text: string, at: number) => text.split('\n')[at] ?? '';
  const swapLines = (text: string, a: number, b: number) => {
    const lines = text.split('\n');
    [lines[a], lines[b]] = [lines[b] ?? '', lines[a] ?? ''];
    return lines.join('\n');
  };

  it.each<[string, string, (text: string) => string, RegExp]>([
    [
      'a changed header',
      'notices.csv',
      (t) => t.replace('notice_id,', 'noticeid,'),
      /^notices\.csv line 1: the header/m,
    ],
    [
      'rows in another order',
      'review.csv',
      (t) => swapLines(t, 1, 2),
      /^review\.csv line 3: does not come after/m,
    ],
    [
      'a doubled row',
      'considered.csv',
      (t) => t.replace(lineOf(t, 1), `${lineOf(t, 1)}\n${lineOf(t, 1)}`),
      /^considered\.csv: has \d+ rows; the manifest says/m,
    ],
    [
      'a doubled notice',
      'notices.csv',
      (t) => t.replace(lineOf(t, 1), `${lineOf(t, 1)}\n${lineOf(t, 1)}`),
      /^notices\.csv line 3: has the key/m,
    ],
    [
      'a row that is gone',
      'notices.csv',
      (t) => t.replace(`${lineOf(t, 2)}\n`, ''),
      /^notices\.csv: has \d+ rows; the manifest says/m,
    ],
    ['a BOM', 'totals.csv', (t) => `\ufeff${t}`, /^totals\.csv line 1: the header/m],
    [
      'line ends of another kind',
      'totals.csv',
      (t) => t.replaceAll('\n', '\r\n'),
      /^totals\.csv line 1: the header/m,
    ],
    [
      'a value outside its list',
      'notices.csv',
      (t) => t.replace(/,(NEW|AMENDED),/, ',NEWER,'),
      /^notices\.csv line \d+: action is none/m,
    ],
    [
      'a number that is none',
      'totals.csv',
      (t) => t.replace(/,(\d+)\n$/, ',0$1\n'),
      /^totals\.csv line \d+: rows is no whole number/m,
    ],
    [
      'a date that is none',
      'notices.csv',
      (t) => t.replace(/,(\d{4})-\d\d-\d\d,BSN/, ',$1-02-30,BSN'),
      /^notices\.csv line \d+: decided_on is no date/m,
    ],
    [
      'quotes that need not be',
      'review.csv',
      (t) => t.replace(/^(KINDEROPVANG|TAXI),/m, '"$1",'),
      /^review\.csv line 2: is not quoted/m,
    ],
    [
      'a formula',
      'considered.csv',
      (t) =>
        t.replace(/,([^,\n]+)\n/g, (all, rule, at) => (at > 60 && at < 300 ? `,=${rule}\n` : all)),
      /^considered\.csv line \d+: rule is not guarded/m,
    ],
    [
      'a review without reason',
      'review.csv',
      (t) => t.replace(/,[A-Z_;]+,(BSN|SKN|NAME)\n/, ',,$1\n'),
      /^review\.csv line \d+: has no reason/m,
    ],
    [
      'a notice id that is not its own',
      'notices.csv',
      (t) => t.replace(/^([0-9a-f]{7})(.)/m, (_, a, b) => a + (b === '0' ? '1' : '0')),
      /^notices\.csv line 2: notice_id is not that/m,
    ],
    [
      'a decision id of another form',
      'considered.csv',
      (t) => t.replace(/,(OM|RECHTSPRAAK):/, ',$1-'),
      /^considered\.csv line \d+: decision_id is not/m,
    ],
    [
      'a BSN that is none',
      'notices.csv',
      (t) => t.replace(/,(\d{8})(\d),/, (_, a, b) => `,${a}${(Number(b) + 1) % 10},`),
      /^notices\.csv line \d+: bsn does not pass/m,
    ],
    [
      'a total that is less',
      'totals.csv',
      (t) => t.replace(/NO_SUBSCRIPTION,(\d+)/, (_, n) => `NO_SUBSCRIPTION,${Number(n) - 1}`),
      /^totals\.csv: NO_SUBSCRIPTION of decisions .* is \d+; the manifest says \d+[\s\S]*has \d+ rows, but \d+ ends/m,
    ],
    [
      'a rejected row that is gone',
      'rejects.csv',
      (t) => t.replace(`${lineOf(t, 1)}\n`, ''),
      /^rejects\.csv: lists \d+ rows of/m,
    ],
    [
      'a looser schema',
      'datapackage.json',
      (t) => t.replace('"minimum": 1', '"minimum": 0'),
      /^datapackage\.json: does not state the schema/m,
    ],
    [
      'another run id',
      'manifest.json',
      (t) => t.replace(/"asOf": "\d{4}/, '"asOf": "2020'),
      /^manifest\.json: runId is not the one/m,
    ],
    [
      'another previous run',
      'manifest.json',
      (t) => t.replace(/"previousManifestSha256": "./, '"previousManifestSha256": "x'),
      /^manifest\.json: is no manifest: previousManifestSha256/m,
    ],
    [
      'a manifest with a key of its own',
      'manifest.json',
      (t) => t.replace('{', '{"note":1,'),
      /^manifest\.json: is no manifest/m,
    ],
    [
      'another sum of totals',
      'manifest.json',
      (t) => t.replace(/"rowsRead": /, '"rowsRead": 1'),
      /^manifest\.json: totals\.rowsRead/m,
    ],
    [
      'other totals per disposition',
      'manifest.json',
      (t) => t.replace(/"NO_SUBSCRIPTION": /, '"NO_SUBSCRIPTION": 1'),
      /^manifest\.json: totals\.byDisposition/m,
    ],
  ])('names %s although every hash was mended', async (_, file, change, fault) => {
    edit(file, change);
    if (file !== 'manifest.json') mendHashes(middle());

    const { code, lines } = await verify(middle());

    expect(code).toBe(3);
    expect(lines.join('\n')).toMatch(fault);
  });

  it('names a rebuilt manifest as long as a later run lies beside it', async () => {
    edit('report.html', (text) => `${text} `);
    mendHashes(middle());

    const { code, lines } = await verify(middle());

    expect(code).toBe(3);
    expect(lines[0]).toContain(`${basename(folders[2] ?? '')}/manifest.json: follows a manifest`);
  });

  it('names a rebuilt last manifest by its hash kept elsewhere, and by the ledger', async () => {
    const last = folders[2] ?? '';
    const head = createHash('sha256')
      .update(readFileSync(join(last, 'manifest.json')))
      .digest('hex');
    expect(await verify(last, '--expect-head', head)).toMatchObject({ code: 0 });
    appendFileSync(join(last, 'report.html'), ' ');
    mendHashes(last);

    const alone = await verify(last);
    const withHead = await verify(folders[0] ?? '', '--expect-head', head);
    const withLedger = await verify(last, '--ledger', sound.ledger);

    expect(alone.code).toBe(0);
    expect(withHead.lines[0]).toMatch(/no run folder here has the manifest/);
    expect(withLedger.lines[0]).toMatch(/^ledger: run .* was recorded with the manifest/);
  });

  it('names a run that was dropped from the chain', async () => {
    rmSync(middle(), { recursive: true });

    const last = await verify(folders[2] ?? '');
    const first = await verify(folders[0] ?? '');
    const withLedger = await verify(folders[0] ?? '', '--ledger', sound.ledger);

    expect(last.lines[0]).toMatch(/follows a manifest with SHA-256/);
    expect(first.code).toBe(3);
    expect(withLedger.lines.join('\n')).toContain(`ledger: holds run ${basename(middle())}`);
  });

  it('names a last run that was dropped, by the ledger', async () => {
    rmSync(folders[2] ?? '', { recursive: true });

    expect((await verify(middle())).code).toBe(0);
    const { lines } = await verify(middle(), '--ledger', sound.ledger);
    expect(lines[0]).toContain(`ledger: holds run ${basename(folders[2] ?? '')}`);
  });

  it('names a ledger whose end was cut', async () => {
    const shorter = await runAll([sampleRun('2025-07-17', '2025-08-10')]);
    try {
      const first = await verify(folders[0] ?? '', '--ledger', shorter.ledger);
      const second = await verify(middle(), '--ledger', shorter.ledger);

      expect(first.lines.join('\n')).toContain(`ledger: does not hold run ${basename(middle())}`);
      expect(second.lines[0]).toContain('ledger: does not hold run');
    } finally {
      shorter.remove();
    }
  });

  it('names a changed byte of the ledger', async () => {
    const ledger = join(sound.home, 'damaged.db');
    const bytes = readFileSync(ledger);
    bytes.write('X', bytes.lastIndexOf('KINDEROPVANG'));
    writeFileSync(ledger, bytes);

    const { code, lines } = await verify(middle(), '--ledger', ledger);

    expect(code).toBe(3);
    expect(lines[0]).toMatch(/^ledger: /);
  });

  it('ends with 2 for what is no folder and for a hash that is none, with 6 without the ledger', async () => {
    expect((await say('verify', join(dirname(out), 'nothing'))).code).toBe(2);
    expect((await say('verify', middle(), '--expect-head', 'abc')).code).toBe(2);
    expect((await say('verify', middle(), '--ledger', join(out, 'none.db'))).code).toBe(6);
  });
});
