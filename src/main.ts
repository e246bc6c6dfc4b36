#!/usr/bin/env node
import { runProgram } from './cli/program.ts';
import { Stopped } from './errors.ts';

let isOutputLost = false;
for (const [name, stream] of [
  ['output', process.stdout],
  ['error', process.stderr],
] as const) {
  stream.on('error', ({ code }: NodeJS.ErrnoException) => {
    // Whoever reads may stop reading; the work goes on.
    if (code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED' || isOutputLost) return;
    isOutputLost = true;
    process.stderr.write(
      `screening-catchup: cannot write standard ${name} (${code}): make room there, then give the same command again\n`,
    );
  });
}

const controller = new AbortController();
let signalCode = 0;
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  process.on(signal, () => {
    if (signalCode !== 0) process.exit(code);
    signalCode = code;
    controller.abort(new Stopped(signal, code));
  });
}

const exitCode = await runProgram(process.argv, { signal: controller.signal, now: Date.now });
// The last line of output may fail after all else is done.
process.once('exit', () => {
  process.exitCode = signalCode !== 0 ? signalCode : isOutputLost ? 1 : exitCode;
});
