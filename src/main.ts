#!/usr/bin/env node
import { runProgram } from './cli/program.ts';
import { Stopped } from './errors.ts';

// Whoever reads the output may stop reading; the work goes on.
process.stdout.on('error', () => {});

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
process.exitCode = signalCode === 0 ? exitCode : signalCode;
