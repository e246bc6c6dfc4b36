import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CatchUpError, InternalError } from '../errors.ts';
import { MANIFEST, SIGNATURE } from '../publish/run-folder.ts';
import { createFile, syncFolder, writeAll, writing } from '../publish/safe-file.ts';
import { type Fault, faultOf } from './fault.ts';
import { readPlainFile } from './manifest-file.ts';

const SIGNATURE_BYTES = 64;

/** What is known of the signature of a run. */
export type SignatureState = 'signed by this key' | 'signature not checked' | 'not signed';

/** A new pair of Ed25519 keys as PEM: PKCS #8 and SPKI. */
export function makeKeys(): { readonly privateKey: string; readonly publicKey: string } {
  return generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
}

/** The key that signs, from PEM without a passphrase: `CONFIGURATION`. */
export function parsePrivateKey(pem: string): KeyObject {
  return parseKey('an Ed25519 private key in PEM without a passphrase', () =>
    createPrivateKey(pem),
  );
}

/** The key that checks, from PEM: `CONFIGURATION`. A private key is none: it must not go around. */
export function parsePublicKey(pem: string): KeyObject {
  return parseKey('an Ed25519 public key in PEM', () =>
    pem.includes('PRIVATE KEY') ? null : createPublicKey(pem),
  );
}

function parseKey(wanted: string, parse: () => KeyObject | null): KeyObject {
  let key: KeyObject | null;
  try {
    key = parse();
  } catch {
    // The parser's own words could quote the key.
    key = null;
  }
  if (key?.asymmetricKeyType === 'ed25519') return key;
  throw new CatchUpError(
    'CONFIGURATION',
    `the key file does not hold ${wanted}: make one with keygen`,
  );
}

/** Signs the manifest of a run folder, beside it; an older signature is replaced whole (contract 5). */
export async function signManifest(folder: string, key: KeyObject): Promise<void> {
  const manifest = await readPlainFile(join(folder, MANIFEST));
  if (manifest === null) throw new InternalError('there is no manifest to sign');
  const path = join(folder, SIGNATURE);
  const aside = join(dirname(folder), `.${basename(folder)}.sig`);
  await writing(aside, () => rm(aside, { force: true }));
  const handle = await createFile(aside);
  try {
    await writeAll(handle, sign(null, manifest, key), aside);
    await writing(aside, () => handle.sync());
  } finally {
    await handle.close();
  }
  await writing(path, () => rename(aside, path));
  await syncFolder(folder);
}

/** Whether the manifest of a run folder is signed, and by the key, where one is given. */
export async function checkSignature(
  folder: string,
  key: KeyObject | null,
  tell: (fault: Fault) => void,
): Promise<SignatureState> {
  const signature = await readPlainFile(join(folder, SIGNATURE));
  if (signature === null) {
    if (key !== null) tell(faultOf(SIGNATURE, 'is missing: this run is not signed'));
    return 'not signed';
  }
  if (signature.length !== SIGNATURE_BYTES)
    tell(faultOf(SIGNATURE, `is no Ed25519 signature: it does not have ${SIGNATURE_BYTES} bytes`));
  if (key === null) return 'signature not checked';
  const manifest = (await readPlainFile(join(folder, MANIFEST))) ?? Buffer.alloc(0);
  if (verify(null, manifest, key, signature)) return 'signed by this key';
  tell(
    faultOf(
      SIGNATURE,
      `is not this key's signature of ${MANIFEST}: another key made it, or one of the two was altered`,
    ),
  );
  return 'not signed';
}
