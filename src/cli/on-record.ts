import { existsSync } from 'node:fs';
import { recordFileOf } from '../audit/audit-record.ts';
import { CatchUpError, Stopped } from '../errors.ts';
import { makeFolder } from '../ledger/ledger-file.ts';
import { readProgramVersion } from '../run/program-version.ts';
import type { WhatWasRead } from '../run/reading-record.ts';
import { CallRecord } from './call-record.ts';
import { checkValues } from './check-values.ts';
import type { CommandAction, CommandCall, CommandSpec } from './command.ts';
import { reportFailure } from './failure.ts';
import { hidePersonalNumbers, tellOrigin } from './origin.ts';
import type { CommandResult } from './surroundings.ts';
import { DUTCH } from './words/dutch.ts';
import { ENGLISH } from './words/english.ts';

/**
 * Does a command's work between two entries in the audit record: that it began, and how it ended. One
 * that cannot be entered does not begin. Gives the exit code (contract 7).
 */
export async function actOnRecord(
  spec: CommandSpec,
  act: CommandAction,
  call: CommandCall,
  argv: readonly string[],
): Promise<number> {
  const { now, signal } = call.surroundings;
  const record = beginRecord(spec, call, (file) => {
    return new CallRecord(file, now, {
      ...{ command: spec.name, arguments: hideSecrets(argv, spec).map(hidePersonalNumbers) },
      ...tellOrigin(variablesOf(spec)),
      program: readProgramVersion(),
    });
  });
  const results: CommandResult[] = [];
  const surroundings = {
    ...call.surroundings,
    note: (result: CommandResult) => results.push(result),
    ...(record !== null && {
      enterReading: (read: WhatWasRead) => record.enter('READ', { ...read }),
    }),
  };
  const { exitCode, failure } = await work(spec, act, { ...call, surroundings });
  const ended = signal.reason instanceof Stopped ? signal.reason.exitCode : exitCode;
  record?.enter('END', { exitCode: ended, failure, results });
  return exitCode;
}

/** Where the command is entered; null for one that needs no entry, or has no ledger to be entered beside. */
function beginRecord(
  { recorded }: CommandSpec,
  { options }: CommandCall,
  begin: (file: string) => CallRecord,
): CallRecord | null {
  const { ledger } = options<{ ledger?: string }>();
  const messages = messagesFor({ options });
  if (recorded === 'NEVER' || ledger === undefined) return null;
  const file = recordFileOf(ledger);
  if (recorded === 'ALWAYS') makeFolder(file);
  else if (!existsSync(ledger) && !existsSync(file)) {
    tellUnrecorded(messages.unrecorded(`there is no ledger at ${ledger}`));
    return null;
  }
  try {
    return begin(file);
  } catch (error: unknown) {
    const isUnwritable = error instanceof CatchUpError && error.code === 'NOT_WRITABLE';
    if (recorded !== 'WHERE_WRITABLE' || !isUnwritable) throw error;
    tellUnrecorded(messages.unrecorded(`${file} cannot be written`));
    return null;
  }
}

async function work(
  { options }: CommandSpec,
  act: CommandAction,
  call: CommandCall,
): Promise<{ readonly exitCode: number; readonly failure?: string }> {
  try {
    checkValues(options, call.options());
    return { exitCode: await act(call) };
  } catch (error: unknown) {
    const exitCode = reportFailure(error, call.surroundings.signal, messagesFor(call));
    return { exitCode, failure: error instanceof CatchUpError ? error.code : nameOf(error) };
  }
}

/** A language that there is not is the command's own fault to name. */
function messagesFor({ options }: Pick<CommandCall, 'options'>) {
  const { messages } = options<{ lang?: string }>().lang === 'nl' ? DUTCH : ENGLISH;
  return messages;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}

function variablesOf({ options }: CommandSpec): readonly string[] {
  const open = options.filter(({ isSecret }) => isSecret !== true);
  return [...open.flatMap(({ env }) => env ?? []), 'NODE_OPTIONS'];
}

/** Both `--name value` and `--name=value`. */
function hideSecrets(argv: readonly string[], { options }: CommandSpec): readonly string[] {
  const secret = options.filter(({ isSecret }) => isSecret === true);
  const names = secret.map(({ flags }) => flags.split(' ', 1)[0] ?? '');
  return argv.map((argument, place) => {
    if (names.includes(argv[place - 1] ?? '')) return HIDDEN;
    const name = names.find((each) => argument.startsWith(`${each}=`));
    return name === undefined ? argument : `${name}=${HIDDEN}`;
  });
}

const HIDDEN = '[secret]';

function tellUnrecorded(sentence: string): void {
  process.stderr.write(`screening-catchup: ${sentence}\n`);
}
