import type { KeyObject } from 'node:crypto';
import { MANIFEST } from '../publish/run-folder.ts';
import { followChain } from './chain.ts';
import { checkContent } from './content-check.ts';
import { type Fault, faultOf } from './fault.ts';
import { checkFolder } from './folder-check.ts';
import { checkLedger } from './ledger-check.ts';
import { type Manifest, readManifest } from './manifest-file.ts';
import { checkPurged, readPurged } from './purged-file.ts';
import { checkSignature, type SignatureState } from './signature.ts';
import type { TableRow } from './table.ts';

/** What is to be verified, and with what at hand. */
export interface VerifyRequest {
  readonly folder: string;
  readonly ledgerFile: string | null;
  /** SHA-256 of the manifest of this or a later run, kept apart from the folders. */
  readonly expectedHead: string | null;
  /** Seal of an entry of the audit record beside the ledger, likewise. */
  readonly expectedRecord: string | null;
  /** The key that must have signed the manifest. */
  readonly publicKey: KeyObject | null;
  /** The id that a run with this manifest must have (contract 1). */
  readonly runIdOf: (manifest: Manifest) => string;
}

/** What was looked at, apart from the faults. */
export interface Verification {
  readonly runId: string | null;
  readonly programVersion: string | null;
  readonly rowsRead: number;
  readonly chainLength: number;
  readonly signature: SignatureState;
  /** Files that were removed for good. */
  readonly purged: readonly string[];
}

/** Verifies a run folder offline (contract 3.9, 4, 5); each fault is told as it is found. */
export async function verifyRun(
  request: VerifyRequest,
  tell: (fault: Fault) => void,
): Promise<Verification> {
  const { folder, ledgerFile, expectedHead, runIdOf } = request;
  const chain = await followChain(folder, expectedHead);
  chain.faults.forEach(tell);
  const file = await readManifest(folder);
  if (file === null)
    tell(faultOf(MANIFEST, 'cannot be read: this is no run folder, or it was taken away'));
  const purgedFile = await readPurged(folder);
  const purged = new Set(purgedFile?.record?.files.map(({ file }) => file));
  if (file !== null) for await (const fault of checkFolder(folder, file, purged)) tell(fault);
  const signature = await checkSignature(folder, request.publicKey, tell);
  const manifest = file?.manifest ?? null;
  if (file === null || manifest === null)
    return {
      runId: null,
      programVersion: null,
      rowsRead: 0,
      chainLength: 0,
      signature,
      purged: [],
    };
  if (purgedFile !== null) for (const fault of checkPurged(purgedFile, manifest)) tell(fault);
  if (runIdOf(manifest) !== manifest.runId)
    tell(faultOf(MANIFEST, 'runId is not the one that its window, rules, version and inputs give'));
  const notices = new Map<number, TableRow>();
  const listener = (name: string, row: TableRow, line: number) => {
    if (name === 'notices.csv' && ledgerFile !== null) notices.set(line, row);
  };
  for await (const fault of checkContent({ folder, manifest, purged }, listener)) tell(fault);
  if (ledgerFile !== null) {
    const purgedSha256 = purgedFile?.sha256 ?? null;
    const published = { manifest, manifestSha256: file.sha256, chain, notices, purgedSha256 };
    for await (const fault of checkLedger(ledgerFile, published, request.expectedRecord))
      tell(fault);
  }
  const { runId, programVersion, totals } = manifest;
  const chainLength = chain.back.length;
  const seen = { signature, purged: [...purged] };
  return { runId, programVersion, rowsRead: totals.rowsRead, chainLength, ...seen };
}
