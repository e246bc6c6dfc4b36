import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type InputFacts, type OpenInput, openInput } from '../../src/intake/input-file.ts';

const ROOT = join(import.meta.dirname, '../..');
const ROWS = Buffer.from('decision_id;family_name\nA1;Zoë van ’t Hof €\nA2;Jäger\n');
const BIG = Buffer.from(
  Array.from({ length: 80_000 }, (_, line) => `${String(line).padStart(15, '0')}\n`).join(''),
);

let folder = '';
let path = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'input-file-test-'));
  path = join(folder, 'decisions.csv');
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

describe('openInput', () => {
  it.each([
    ['an empty file', Buffer.alloc(0), true],
    ['one byte', Buffer.from('x'), false],
    ['a file without a final line end', ROWS.subarray(0, -1), false],
    ['a file with a final line end', ROWS, true],
    ['a file of many blocks', BIG, true],
    ['bytes that are not valid UTF-8', Buffer.from([0x41, 0xc3, 0x28, 0x0a]), true],
  ])('passes %s through untouched and tells size and SHA-256 (1)', async (_, bytes, isEnded) => {
    writeFileSync(path, bytes);

    const { content, facts } = await readWhole({ path });

    expect(content.equals(bytes)).toBe(true);
    expect(facts).toEqual({
      size: bytes.length,
      sha256: sha256(bytes),
      hasFinalLineEnd: isEnded,
    });
  });

  it('leaves out the byte order mark of UTF-8, but hashes it (1, 2)', async () => {
    const bytes = Buffer.concat([Buffer.from('efbbbf', 'hex'), ROWS]);
    writeFileSync(path, bytes);

    const input = await openInput({ path });
    const content = await drain(input);

    expect(content.equals(ROWS)).toBe(true);
    expect(input.facts().sha256).toBe(sha256(bytes));
    expect(input.readAt(0, 11).toString()).toBe('decision_id');
    await input.close();
  });

  it('gives blocks that stay as they are until the next one is asked for', async () => {
    writeFileSync(path, BIG);
    const input = await openInput({ path });

    const blocks: Buffer[] = [];
    for await (const block of input.chunks()) {
      // The block after it is read meanwhile.
      await new Promise((resolve) => setTimeout(resolve, 10));
      blocks.push(Buffer.from(block));
    }

    expect(Buffer.concat(blocks).equals(BIG)).toBe(true);
    expect(blocks.length).toBeGreaterThan(3);
    await input.close();
  });

  it.each([
    ['plain', ROWS, {}],
    ['gzip', gzipSync(ROWS), {}],
    [
      'windows-1252',
      Buffer.from('decision_id;family_name\nA1;J\xe4ger\n', 'latin1'),
      {
        encoding: 'windows-1252',
      },
    ],
  ])('reads any place of the content again: %s', async (_, bytes, options) => {
    writeFileSync(path, bytes);
    const input = await openInput({ path, ...options });
    const content = await drain(input);

    const places = [0, 3, content.length - 4].map((at) => input.readAt(at, 9));

    expect(places.map(String)).toEqual(
      [0, 3, content.length - 4].map((at) => content.subarray(at, at + 9).toString()),
    );
    expect(input.readAt(content.length + 5, 10)).toHaveLength(0);
    await input.close();
  });

  it('is read from beginning to end only once', async () => {
    writeFileSync(path, ROWS);
    const input = await openInput({ path });
    await drain(input);

    await expect(drain(input)).rejects.toThrow('only once');
    await input.close();
  });

  it('closes after only the first block was taken', async () => {
    writeFileSync(path, gzipSync(BIG));
    const input = await openInput({ path });

    for await (const block of input.chunks()) {
      expect(block.length).toBeGreaterThan(0);
      break;
    }

    await input.close();
    expect(() => input.facts()).toThrow('once it was read whole');
  });

  it('leaves no temporary file behind, even while it is open', async () => {
    vi.stubEnv('TMPDIR', folder);
    writeFileSync(path, gzipSync(ROWS));
    const input = await openInput({ path });
    await drain(input);

    expect(readdirSync(folder)).toEqual(['decisions.csv']);
    await input.close();
  });

  it.skipIf(process.platform !== 'linux')('lets nobody else read a temporary file', async () => {
    vi.stubEnv('TMPDIR', folder);
    writeFileSync(path, gzipSync(ROWS));
    const before = process.umask(0);
    const input = await openInput({ path }).finally(() => process.umask(before));

    const modes = temporaryFiles().map((fd) => statSync(fd).mode & 0o777);

    expect(modes).toEqual([0o600]);
    await input.close();
    expect(temporaryFiles()).toEqual([]);
  });

  it('says so where no temporary file can be written', async () => {
    writeFileSync(path, gzipSync(ROWS));
    vi.stubEnv('TMPDIR', join(folder, 'missing'));

    await expect(openInput({ path })).rejects.toMatchObject({
      code: 'NOT_WRITABLE',
      message: expect.stringContaining(join(folder, 'missing')),
    });
  });
});

describe('encodings', () => {
  const astral = 'naam\nZoë 𝔸 €\n';

  it.each([
    ['UTF-16LE by its mark', utf16(`\uFEFF${astral}`, 'le'), undefined, Buffer.from(astral)],
    ['UTF-16BE by its mark', utf16(`\uFEFF${astral}`, 'be'), undefined, Buffer.from(astral)],
    ['UTF-16LE by name', utf16(astral, 'le'), 'utf-16le', Buffer.from(astral)],
    ['UTF-16BE by name and mark', utf16(`\uFEFF${astral}`, 'be'), 'UTF-16BE', Buffer.from(astral)],
    [
      'an odd last byte',
      Buffer.concat([utf16('a\n', 'le'), Buffer.of(0x62)]),
      'utf-16le',
      '610aff',
    ],
    ['a lone high surrogate', utf16('a\ud835b', 'le'), 'utf-16le', '61eda0b562'],
    ['a lone low surrogate', utf16('a\udc00b', 'be'), 'utf-16be', '61edb08062'],
    ['a high surrogate at the end', utf16('a\ud835', 'le'), 'utf-16le', '61eda0b5'],
    ['two high surrogates', utf16('\ud835\ud835\udd38', 'le'), 'utf-16le', 'eda0b5f09d94b8'],
    ['a mark only', Buffer.from('fffe', 'hex'), undefined, ''],
    [
      'windows-1252 with its own letters',
      Buffer.from('809f8e9241', 'hex'),
      'windows-1252',
      '€ŸŽ’A',
    ],
    [
      'undefined bytes of windows-1252',
      Buffer.from('c3818d8f909d41', 'hex'),
      'windows-1252',
      'c383818d8f909d41',
    ],
    ['iso-8859-1', Buffer.from('e9a480', 'hex'), 'iso-8859-1', 'é¤\u0080'],
    ['latin1', Buffer.from('e9', 'hex'), 'latin1', 'é'],
    ['iso-8859-15', Buffer.from('a4a6a8b4b8bcbdbee9', 'hex'), 'ISO-8859-15', '€ŠšŽžŒœŸé'],
    ['UTF-8 by name', ROWS, 'utf-8', ROWS],
  ])('turns %s into UTF-8, and nothing into U+FFFD (2)', async (_, bytes, encoding, expected) => {
    writeFileSync(path, bytes);

    const { content } = await readWhole({ path, encoding });

    const isHex = typeof expected === 'string' && /^(?:[0-9a-f]{2})+$/.test(expected);
    const wanted = Buffer.isBuffer(expected)
      ? expected
      : Buffer.from(expected, isHex ? 'hex' : 'utf8');
    expect(content.toString('hex')).toBe(wanted.toString('hex'));
    expect(content.includes(Buffer.from('\ufffd'))).toBe(false);
  });

  it('keeps pairs together that stand on the edge of a block (2)', async () => {
    const text = `${'x'.repeat(128 * 1024 - 2)}𝔸𝔸${'é'.repeat(200_000)}`;
    writeFileSync(path, utf16(`\uFEFF${text}`, 'le'));

    const { content } = await readWhole({ path });

    expect(content.equals(Buffer.from(text))).toBe(true);
  });

  it('reads UTF-16 that is packed (2)', async () => {
    writeFileSync(path, gzipSync(utf16(`\uFEFF${astral}`, 'be')));

    const { content } = await readWhole({ path });

    expect(content.toString()).toBe(astral);
  });

  it('refuses an encoding of unknown name, listing the known ones (2)', async () => {
    writeFileSync(path, ROWS);

    await expect(openInput({ path, encoding: 'ebcdic' })).rejects.toMatchObject({
      code: 'CONFIGURATION',
      message: expect.stringContaining('windows-1252'),
    });
  });
});

describe('packed files', () => {
  const packed = gzipSync(ROWS);

  it.each([
    ['by name', 'a.csv.gz', packed],
    ['by its first bytes', 'a.csv', packed],
    [
      'of two members',
      'a.csv.gz',
      Buffer.concat([gzipSync(ROWS.subarray(0, 9)), gzipSync(ROWS.subarray(9))]),
    ],
  ])('are unpacked as they stream: gzip %s (2)', async (_, name, bytes) => {
    path = join(folder, name);
    writeFileSync(path, bytes);

    const { content, facts } = await readWhole({ path });

    expect(content.equals(ROWS)).toBe(true);
    expect(facts).toEqual({ size: bytes.length, sha256: sha256(bytes), hasFinalLineEnd: true });
  });

  it('are unpacked where members end on the edge of a block (2)', async () => {
    const first = gzipSync(BIG, { level: 0 });
    const bytes = Buffer.concat([first, gzipSync(BIG, { level: 0 })]);
    writeFileSync(path, bytes);

    const { content } = await readWhole({ path });

    expect(content.equals(Buffer.concat([BIG, BIG]))).toBe(true);
  });

  it('are refused wherever they are cut short (2.5)', async () => {
    path = join(folder, 'a.csv.gz');
    const codes = new Set<string>();

    for (let length = 0; length < packed.length; length += 1) {
      writeFileSync(path, packed.subarray(0, length));
      codes.add(await failure({ path }));
    }

    expect([...codes]).toEqual(['INPUT_DAMAGED']);
  });

  it.each([
    ['a wrong checksum', flipped(packed, packed.length - 8)],
    ['a wrong length', flipped(packed, packed.length - 1)],
    ['a changed byte', flipped(packed, 20)],
    ['a second member that is cut short', Buffer.concat([packed, packed.subarray(0, 30)])],
    ['text after the last member', Buffer.concat([packed, Buffer.from('x')])],
    ['more text after the last member', Buffer.concat([packed, ROWS])],
    ['zeros after the last member', Buffer.concat([packed, Buffer.alloc(512)])],
    ['something other than gzip', ROWS],
  ])('are refused for %s, naming the file (2.5)', async (_, bytes) => {
    path = join(folder, 'a.csv.gz');
    writeFileSync(path, bytes);
    const input = await openInput({ path, label: 'in/a.csv.gz' });

    await expect(drain(input)).rejects.toMatchObject({
      code: 'INPUT_DAMAGED',
      message: expect.stringContaining('in/a.csv.gz'),
    });
    await input.close();
  });

  it('are unpacked in bounded memory, however much they hold', async () => {
    writeFileSync(path, gzipSync(Buffer.alloc(64 * 1024 * 1024, 'a')));
    const input = await openInput({ path });

    let largest = 0;
    let total = 0;
    for await (const block of input.chunks()) {
      largest = Math.max(largest, block.length);
      total += block.length;
    }

    expect(total).toBe(64 * 1024 * 1024);
    expect(largest).toBeLessThanOrEqual(256 * 1024);
    await input.close();
  });

  it.each([
    ['by name', 'a.csv.zst', ROWS],
    ['by its first bytes', 'a.csv', Buffer.from('28b52ffd0000', 'hex')],
  ])(
    'are refused with a clear word where they cannot be unpacked: zstd %s (2)',
    async (_, name, bytes) => {
      path = join(folder, name);
      writeFileSync(path, bytes);
      const canUnpack = 'createZstdDecompress' in (await import('node:zlib'));

      expect(await failure({ path })).toBe(canUnpack ? 'INPUT_DAMAGED' : 'INPUT_UNREADABLE');
    },
  );
});

describe('files that change', () => {
  it.each([
    ['grows', () => appendFileSync(path, 'x\n')],
    ['shrinks', () => truncateSync(path, 100)],
    [
      'is replaced',
      () => {
        writeFileSync(join(folder, 'new'), BIG);
        renameSync(join(folder, 'new'), path);
      },
    ],
    ['is written over with as many bytes', () => writeFileSync(path, BIG)],
    [
      'gets its old time back after a change',
      () => {
        writeFileSync(path, BIG);
        utimesSync(path, 1_750_000_000, 1_750_000_000);
      },
    ],
    ['is removed', () => rmSync(path)],
  ])('are refused: one that %s while it is read (2.5)', async (_, change) => {
    writeFileSync(path, BIG);
    utimesSync(path, 1_750_000_000, 1_750_000_000);
    const input = await openInput({ path, label: 'in/decisions.csv' });
    const chunks = input.chunks();
    await chunks.next();

    change();

    await expect(restOf(chunks)).rejects.toMatchObject({
      code: 'INPUT_CHANGED',
      message: expect.stringContaining('in/decisions.csv'),
    });
    await input.close();
  });

  it('are said to have changed, not to be damaged, when they are packed (2.5)', async () => {
    writeFileSync(path, gzipSync(BIG, { level: 0 }));
    const input = await openInput({ path });
    const chunks = input.chunks();
    await chunks.next();

    truncateSync(path, 600_000);

    await expect(restOf(chunks)).rejects.toMatchObject({ code: 'INPUT_CHANGED' });
    await input.close();
  });

  it('are found out at any later time', async () => {
    writeFileSync(path, ROWS);
    const input = await openInput({ path });
    await drain(input);
    await input.checkUnchanged();

    appendFileSync(path, 'A3;\n');

    await expect(input.checkUnchanged()).rejects.toMatchObject({ code: 'INPUT_CHANGED' });
    await input.close();
  });
});

describe('checksum files', () => {
  const digest = sha256(ROWS);

  it.each([
    ['bare', digest],
    ['with a line end', `${digest}\n`],
    ['in capitals', `${digest.toUpperCase()}\r\n`],
    ['with the name', `${digest}  decisions.csv\n`],
    ['with a path in binary form', `${digest} *out/decisions.csv\n`],
  ])('agree: %s (2.5)', async (_, text) => {
    writeFileSync(path, ROWS);
    writeFileSync(`${path}.sha256`, text);

    const { facts } = await readWhole({ path });

    expect(facts.sha256).toBe(digest);
  });

  it.each([
    ['another digest', sha256(BIG)],
    ['nothing', ''],
    ['too few digits', digest.slice(1)],
    ['too many digits', `${digest}0`],
    ['several lines', `${digest}  a\n${digest}  b\n`],
    ['other text', 'no checksum\n'],
  ])('refuse the file: %s (2.5)', async (_, text) => {
    writeFileSync(path, ROWS);
    writeFileSync(`${path}.sha256`, text);

    expect(await failure({ path })).toBe('INPUT_CHECKSUM');
  });

  it('name the file and the short digests where they do not agree (2.5)', async () => {
    writeFileSync(path, ROWS);
    writeFileSync(`${path}.sha256`, '0'.repeat(64));
    const input = await openInput({ path, label: 'in/decisions.csv' });

    await expect(drain(input)).rejects.toThrow(
      `in/decisions.csv does not match in/decisions.csv.sha256 (expected 000000000000…, found ${digest.slice(0, 12)}…)`,
    );
    await input.close();
  });

  it('are of the packed bytes (1, 2.5)', async () => {
    path = join(folder, 'a.csv.gz');
    writeFileSync(path, gzipSync(ROWS));
    writeFileSync(`${path}.sha256`, sha256(gzipSync(ROWS)));

    const { content } = await readWhole({ path });

    expect(content.equals(ROWS)).toBe(true);
  });

  it('refuse the file when they are a folder', async () => {
    writeFileSync(path, ROWS);
    mkdirSync(`${path}.sha256`);

    expect(await failure({ path })).toBe('INPUT_CHECKSUM');
  });
});

describe('what cannot be opened', () => {
  it.each([
    ['a missing file', () => undefined],
    ['a folder', () => mkdirSync(path)],
    [
      'a device',
      () => {
        path = '/dev/null';
      },
    ],
    [
      'a path through a file',
      () => {
        writeFileSync(path, ROWS);
        path = join(path, 'x.csv');
      },
    ],
  ])('is refused with its name: %s', async (_, prepare) => {
    prepare();

    await expect(openInput({ path })).rejects.toMatchObject({
      code: 'INPUT_UNREADABLE',
      message: expect.stringContaining(path),
    });
  });

  it.skipIf(process.getuid?.() === 0)('is refused with its name: no right to read', async () => {
    writeFileSync(path, ROWS);
    chmodSync(path, 0);

    expect(await failure({ path })).toBe('INPUT_UNREADABLE');
  });
});

describe('what cannot be read twice', () => {
  it('is kept while it is needed: a named pipe', async () => {
    execFileSync('mkfifo', [path]);
    const writer = execWriter(path, gzipSync(ROWS));

    const { content, facts } = await readWhole({ path });

    expect(content.equals(ROWS)).toBe(true);
    expect(facts.sha256).toBe(sha256(gzipSync(ROWS)));
    await writer;
  });

  it.each([
    ['plain', ROWS, ROWS],
    ['empty', Buffer.alloc(0), Buffer.alloc(0)],
    ['gzip', gzipSync(BIG), BIG],
    ['UTF-16', utf16('\uFEFFnaam\n', 'le'), Buffer.from('naam\n')],
  ])('is kept while it is needed: standard input, %s (1, 2)', (_, bytes, expected) => {
    compileInput();

    const child = spawnSync(process.execPath, [join(folder, 'read-stdin.js')], { input: bytes });

    expect(child.stderr.toString()).toBe('');
    expect(JSON.parse(child.stdout.toString())).toEqual({
      digest: sha256(expected),
      again: expected.subarray(0, 4).toString(),
      facts: { size: bytes.length, sha256: sha256(bytes), hasFinalLineEnd: true },
    });
  });
});

async function readWhole(request: {
  path: string;
  encoding?: string | undefined;
}): Promise<{ content: Buffer; facts: InputFacts }> {
  const input = await openInput(request);
  try {
    const content = await drain(input);
    return { content, facts: input.facts() };
  } finally {
    await input.close();
  }
}

async function failure(request: { path: string }): Promise<string> {
  try {
    await readWhole(request);
    return 'none';
  } catch (error: unknown) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

function drain(input: OpenInput): Promise<Buffer> {
  return restOf(input.chunks());
}

async function restOf(chunks: AsyncGenerator<Buffer>): Promise<Buffer> {
  const blocks: Buffer[] = [];
  for await (const block of chunks) blocks.push(Buffer.from(block));
  return Buffer.concat(blocks);
}

/** What this process holds open under the folder without a name. */
function temporaryFiles(): string[] {
  const held = readdirSync('/proc/self/fd').map((fd) => `/proc/self/fd/${fd}`);
  return held.filter((fd) => targetOf(fd).startsWith(join(folder, 'screening-catchup-')));
}

function targetOf(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    // The one that listed them is closed by now.
    return '';
  }
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function utf16(text: string, order: 'le' | 'be'): Buffer {
  const bytes = Buffer.from(text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}

async function execWriter(to: string, bytes: Buffer): Promise<void> {
  const { writeFile } = await import('node:fs/promises');
  await writeFile(to, bytes);
}

/** The reader as JavaScript in the temporary folder, and a program that reads its standard input. */
function compileInput(): void {
  const config = {
    extends: join(ROOT, 'tsconfig.json'),
    compilerOptions: {
      noEmit: false,
      noCheck: true,
      types: [],
      rootDir: join(ROOT, 'src'),
      outDir: folder,
    },
    include: [],
    files: [join(ROOT, 'src/intake/input-file.ts')],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'read-stdin.js'), READ_STDIN);
  execFileSync(join(ROOT, 'node_modules/.bin/tsc'), ['-p', folder]);
}

const READ_STDIN = `
import { createHash } from 'node:crypto';
import { openInput } from './intake/input-file.js';

const input = await openInput({ path: '-' });
const hash = createHash('sha256');
for await (const block of input.chunks()) hash.update(block);
const again = input.readAt(0, 4).toString();
await input.checkUnchanged();
process.stdout.write(JSON.stringify({ digest: hash.digest('hex'), again, facts: input.facts() }));
await input.close();
`;
