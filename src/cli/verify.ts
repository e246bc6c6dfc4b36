import { lstat } from 'node:fs/promises';
import { describeFault, type Fault } from '../audit/fault.ts';
import type { Manifest } from '../audit/manifest-file.ts';
import { verifyRun } from '../audit/verify-run.ts';
import { CatchUpError } from '../errors.ts';
import { askQuestion, runIdOf } from '../run/question.ts';
import { readPublicKey } from './keygen.ts';

/** The options of `verify` as commander gives them. */
export interface VerifyOptions {
  readonly ledger?: string;
  readonly expectHead?: string;
  readonly publicKey?: string;
}

const HASH = /^[0-9a-f]{64}$/i;

/** `verify`: one line for each fault, or one that says what holds; gives the exit code (contract 7). */
export async function verifyCommand(folder: string, options: VerifyOptions): Promise<number> {
  await refuseWrongUse(folder, options);
  let faults = 0;
  const tell = (fault: Fault) => {
    faults += 1;
    process.stdout.write(`${describeFault(fault)}\n`);
  };
  const found = await verifyRun(
    {
      folder,
      ledgerFile: options.ledger ?? null,
      expectedHead: options.expectHead?.toLowerCase() ?? null,
      publicKey: options.publicKey === undefined ? null : readPublicKey(options.publicKey),
      runIdOf: expectedRunId,
    },
    tell,
  );
  if (faults > 0) {
    process.stdout.write(`${faults} ${faults === 1 ? 'fault' : 'faults'}\n`);
    return 3;
  }
  const ledger = options.ledger === undefined ? 'ledger not given' : 'ledger agrees';
  process.stdout.write(
    `${found.runId} is sound: ${found.rowsRead} rows read, chain of ${found.chainLength}, ${found.signature}, ${ledger}\n`,
  );
  return 0;
}

async function refuseWrongUse(folder: string, { expectHead }: VerifyOptions): Promise<void> {
  if (expectHead !== undefined && !HASH.test(expectHead))
    throw new CatchUpError('USAGE', '--expect-head takes the SHA-256 of a manifest, 64 hex digits');
  const isFolder = await lstat(folder).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  if (!isFolder)
    throw new CatchUpError('USAGE', 'verify takes the folder of a run: there is none of that name');
}

/** The run id over what the manifest states (contract 1). */
function expectedRunId(manifest: Manifest): string {
  const { window, asOf, programVersion, rules, inputs } = manifest;
  const question = askQuestion(Date.parse(window.from), Date.parse(window.until), asOf);
  return runIdOf(question, {
    programVersion,
    ruleHashes: rules.map(({ sha256 }) => sha256),
    inputs: inputs.map(({ input, sha256, profile }) => ({
      kind: input,
      sha256,
      profileSha256: profile?.sha256 ?? null,
    })),
  });
}
