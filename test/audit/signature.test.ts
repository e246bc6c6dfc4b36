import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callProgram } from '../support/in-process.ts';
import { FIXTURES, say } from './audited-run.ts';

const INPUT = join(FIXTURES, 'missed-night/in');
let home = '';
let out = '';
let privateKey = '';
let publicKey = '';

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'signature-'));
  out = join(home, 'out');
  privateKey = join(home, 'private.pem');
  publicKey = join(home, 'public.pem');
  await say('keygen', '--sign-key', privateKey, '--public-key', publicKey);
});
afterEach(() => rmSync(home, { recursive: true }));

function arguments_(...more: string[]): string[] {
  return [
    ...['run', '--from', '2025-08-11', '--until', '2025-08-14', '--log-level', 'silent'],
    ...['--decisions', join(INPUT, 'nights-11-13.csv')],
    ...['--subscriptions', join(INPUT, 'subscriptions.csv')],
    ...['--out', out, '--ledger', join(home, 'ledger.db'), ...more],
  ];
}

/** Runs and gives the folder. */
async function run(...more: string[]): Promise<string> {
  return (await say(...arguments_(...more))).lines.at(-1) ?? '';
}

function bytesOf(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => name !== 'manifest.json.sig');
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'hex')]));
}

function isSignedBy(folder: string, pem: string): boolean {
  const read = (name: string) => readFileSync(join(folder, name));
  const key = createPublicKey(readFileSync(pem));
  return verify(null, read('manifest.json'), key, read('manifest.json.sig'));
}

describe('keygen', () => {
  it('writes a pair that fits, the private key for nobody else', () => {
    expect(statSync(privateKey).mode & 0o777).toBe(0o600);
    expect(readFileSync(privateKey, 'utf8')).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    expect(readFileSync(publicKey, 'utf8')).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
  });

  it('writes over no file, and makes no half of a pair', async () => {
    const before = readFileSync(publicKey);
    const other = join(home, 'other.pem');

    const { code } = await callProgram(
      ['keygen', '--sign-key', other, '--public-key', publicKey],
      '2025-10-01T00:00:00Z',
    );

    expect(code).toBe(2);
    expect(existsSync(other)).toBe(false);
    expect(readFileSync(publicKey)).toEqual(before);
  });
});

describe('run --sign-key', () => {
  it('signs the manifest and changes no other byte', async () => {
    const unsigned = bytesOf(await run());
    rmSync(out, { recursive: true });
    rmSync(join(home, 'ledger.db'));

    const folder = await run('--sign-key', privateKey);

    expect(isSignedBy(folder, publicKey)).toBe(true);
    expect(statSync(join(folder, 'manifest.json.sig')).mode & 0o777).toBe(0o600);
    expect(bytesOf(folder)).toEqual(unsigned);
    expect(readdirSync(out)).toEqual([basename(folder)]);
  });

  it('signs a finished run that is given again, and leaves a signature where no key is given', async () => {
    await run();
    const folder = await run('--sign-key', privateKey);
    expect(isSignedBy(folder, publicKey)).toBe(true);

    await run();
    expect(isSignedBy(folder, publicKey)).toBe(true);
  });

  it('signs what replaces an altered folder', async () => {
    const folder = await run('--sign-key', privateKey);
    appendFileSync(join(folder, 'manifest.json'), ' ');
    expect(isSignedBy(folder, publicKey)).toBe(false);

    await run('--sign-key', privateKey);

    expect(isSignedBy(folder, publicKey)).toBe(true);
  });

  it('signs every slice, also those that were finished without a key', async () => {
    await run('--slice', '1d');

    await run('--slice', '1d', '--sign-key', privateKey);

    const folders = readdirSync(out).map((name) => join(out, name));
    expect(folders).toHaveLength(3);
    for (const folder of folders) expect(isSignedBy(folder, publicKey)).toBe(true);
  });

  it('signs nothing in a dry run', async () => {
    expect((await say(...arguments_('--dry-run', '--sign-key', privateKey))).code).toBe(0);
    expect(existsSync(out)).toBe(false);
  });

  it.each<[string, () => void]>([
    ['that others can read', () => chmodSync(privateKey, 0o640)],
    ['that is not there', () => rmSync(privateKey)],
    ['that holds no key', () => writeFileSync(privateKey, 'SECRET-TEXT')],
    ['that holds the public key', () => writeFileSync(privateKey, readFileSync(publicKey))],
    [
      'of another kind',
      () => {
        const { privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
        writeFileSync(privateKey, key.export({ type: 'pkcs8', format: 'pem' }));
      },
    ],
  ])('refuses a key file %s before anything is written', async (_, spoil) => {
    spoil();

    const { code, stderr } = await callProgram(
      arguments_('--sign-key', privateKey),
      '2025-10-01T00:00:00Z',
    );

    expect(code).toBe(2);
    expect(stderr).not.toContain('SECRET-TEXT');
    expect(existsSync(out)).toBe(false);
  });
});

describe('verify --public-key', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await run('--sign-key', privateKey);
  });

  it('says whether a run is signed, and by this key', async () => {
    const checked = await say('verify', folder, '--public-key', publicKey);
    const unchecked = await say('verify', folder);
    rmSync(join(folder, 'manifest.json.sig'));
    const unsigned = await say('verify', folder);

    expect(checked).toMatchObject({ code: 0, lines: [expect.stringContaining('signed by this')] });
    expect(unchecked.lines).toEqual([expect.stringContaining('signature not checked')]);
    expect(unsigned).toMatchObject({ code: 0, lines: [expect.stringContaining('not signed')] });
  });

  it.each<[string, () => unknown, RegExp]>([
    ['a missing signature', () => rmSync(join(folder, 'manifest.json.sig')), /is missing/],
    [
      'a cut signature',
      () => truncateSync(join(folder, 'manifest.json.sig'), 63),
      /is no Ed25519 signature/,
    ],
    [
      'an altered signature',
      () => {
        const bytes = readFileSync(join(folder, 'manifest.json.sig'));
        bytes.writeUInt8(bytes.readUInt8(9) ^ 1, 9);
        writeFileSync(join(folder, 'manifest.json.sig'), bytes);
      },
      /is not this key's signature/,
    ],
    [
      'a signature by another key',
      async () => {
        const other = join(home, 'other.pem');
        await say('keygen', '--sign-key', other, '--public-key', `${other}.pub`);
        await run('--sign-key', other);
      },
      /is not this key's signature/,
    ],
    [
      'an altered manifest',
      () => appendFileSync(join(folder, 'manifest.json'), ' '),
      /is not this key's signature/,
    ],
  ])('names %s', async (_, damage, fault) => {
    await damage();

    const { code, lines } = await say('verify', folder, '--public-key', publicKey);

    expect(code).toBe(3);
    expect(lines.find((line) => line.startsWith('manifest.json.sig: '))).toMatch(fault);
  });

  it('refuses a private key, so that it need not go around', async () => {
    const args = ['verify', folder, '--public-key', privateKey];

    expect((await callProgram(args, '2025-10-01T00:00:00Z')).code).toBe(2);
  });
});
