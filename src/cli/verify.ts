import { lstat } from 'node:fs/promises';
import { describeFault, type Fault, faultOf } from '../audit/fault.ts';
import { type Manifest, readManifest } from '../audit/manifest-file.ts';
import { type Verification, verifyRun } from '../audit/verify-run.ts';
import { CatchUpError } from '../errors.ts';
import { openLog } from '../log.ts';
import { findOmissions } from '../run/find-omissions.ts';
import { judgeAgain } from '../run/judge-again.ts';
import { askQuestion, runIdOf } from '../run/question.ts';
import { jsonLine } from './json-line.ts';
import { readPublicKey } from './keygen.ts';
import { type LogOptions, levelOf } from './log-level.ts';
import { type AgainOptions, requestAgain } from './request-again.ts';
import type { Surroundings } from './surroundings.ts';
import { tell as tellEnd } from './tell.ts';
import { wordsOf } from './words-of.ts';

/** The options of `verify` as commander gives them. */
export interface VerifyOptions extends AgainOptions, LogOptions {
  readonly ledger?: string;
  readonly expectHead?: string;
  readonly expectRecord?: string;
  readonly publicKey?: string;
  readonly json?: boolean;
  readonly lang?: string;
}

const HASH = /^[0-9a-f]{64}$/i;

/** `verify`: one line for each fault, or one that says what holds; gives the exit code (contract 7). */
export async function verifyCommand(
  folder: string,
  options: VerifyOptions,
  surroundings: Surroundings,
): Promise<number> {
  const { verify: words, messages } = wordsOf(options);
  await refuseWrongUse(folder, options);
  let faults = 0;
  const tell = (fault: Fault) => {
    faults += 1;
    process.stdout.write(
      options.json === true
        ? jsonLine('verify', { fault })
        : `${describeFault(fault, words.line, messages.said)}\n`,
    );
  };
  const found = await verifyRun(
    {
      folder,
      ledgerFile: options.ledger ?? null,
      expectedHead: options.expectHead?.toLowerCase() ?? null,
      expectedRecord: options.expectRecord?.toLowerCase() ?? null,
      publicKey: options.publicKey === undefined ? null : readPublicKey(options.publicKey),
      runIdOf: expectedRunId,
    },
    tell,
  );
  if (options.decisions !== undefined)
    await judgeInputs(folder, options, { ...surroundings, tell });
  surroundings.note?.({ verified: found.runId, faults });
  const isSound = faults === 0;
  const said = { ...found, isSound, faults, ...lookedAt(options) };
  const verdict = describeVerdict(found, faults, options);
  tellEnd({ ...options, isWell: isSound }, ['verify', said], verdict);
  return isSound ? 0 : 3;
}

function lookedAt({ ledger, decisions }: VerifyOptions) {
  return { isLedgerGiven: ledger !== undefined, areInputsGiven: decisions !== undefined };
}

function describeVerdict(found: Verification, faults: number, options: VerifyOptions): string {
  const words = wordsOf(options).verify;
  if (faults > 0) return `${words.faults(faults)}\n`;
  const gone = found.purged.join(', ');
  const purged = gone === '' ? '' : `${words.purged(gone)}\n`;
  return `${describeSound(found, options)}\n${purged}`;
}

/** What was looked at, and what was not. */
function describeSound(found: Verification, options: VerifyOptions): string {
  const { ledger, decisions } = options;
  const { runId, rowsRead, chainLength, signature } = found;
  const words = wordsOf(options).verify;
  const said = [
    words.rowsRead(rowsRead),
    words.chain(chainLength),
    words.signature[signature],
    ledger === undefined ? words.ledger.notGiven : words.ledger.given,
    decisions === undefined ? words.inputs.notGiven : words.inputs.given,
  ];
  return words.sound(runId ?? '', said.join(', '));
}

/** What the inputs give is what lies in the folder, and nothing was left out (contract 3.9, 4). */
async function judgeInputs(
  folder: string,
  options: VerifyOptions,
  { tell, ...surroundings }: Surroundings & { readonly tell: (fault: Fault) => void },
): Promise<void> {
  const manifest = (await readManifest(folder))?.manifest ?? null;
  if (manifest === null || options.ledger === undefined) return;
  const log = openLog(process.stderr, levelOf(options), wordsOf(options).messages.said);
  const request = await requestAgain(manifest, options.ledger, options);
  try {
    const run = { folder, manifest };
    if (await judgeAgain(request, run, { ...surroundings, log, tell }))
      await findOmissions(request, run, tell);
  } catch (error: unknown) {
    if (!(error instanceof CatchUpError) || error.code !== 'LEDGER_DAMAGED') throw error;
    tell(faultOf('inputs', 'cannot be judged again: the ledger is damaged'));
  }
}

async function refuseWrongUse(folder: string, options: VerifyOptions): Promise<void> {
  const { expectHead, expectRecord } = options;
  if (expectHead !== undefined && !HASH.test(expectHead))
    throw new CatchUpError('USAGE', '--expect-head takes the SHA-256 of a manifest, 64 hex digits');
  if (expectRecord !== undefined && (!HASH.test(expectRecord) || options.ledger === undefined))
    throw new CatchUpError(
      'USAGE',
      '--expect-record takes the sha256 of a line of the audit record, 64 hex digits, and goes with --ledger',
    );
  refuseWrongInputs(options);
  const isFolder = await lstat(folder).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  if (!isFolder)
    throw new CatchUpError(
      'USAGE',
      `verify takes the folder of a run: there is no folder ${folder}`,
    );
}

function refuseWrongInputs(options: VerifyOptions): void {
  const { decisions, subscriptions, identities, alreadySignalled, ledger } = options;
  const files = [decisions, subscriptions, identities, alreadySignalled].flatMap(
    (each) => each ?? [],
  );
  if (files.length === 0) return;
  if (decisions === undefined || subscriptions === undefined || ledger === undefined)
    throw new CatchUpError(
      'USAGE',
      'to judge a run again takes --decisions, --subscriptions and --ledger: it is judged as the ledger stood before it',
    );
  if (files.includes('-'))
    throw new CatchUpError('USAGE', 'inputs are read more than once: - cannot be one of them');
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
