// The built program, kept open: one JSON list of arguments a line in, one JSON answer a line out. It
// saves the start of a process for each of thousands of runs.
import { createInterface } from 'node:readline';
import { runProgram } from '../../dist/cli/program.js';

const answer = process.stdout.write.bind(process.stdout);
for await (const line of createInterface({ input: process.stdin })) {
  let out = '';
  let err = '';
  process.stdout.write = (text) => {
    out += text;
    return true;
  };
  process.stderr.write = (text) => {
    err += text;
    return true;
  };
  const argv = ['node', 'screening-catchup', ...JSON.parse(line)];
  const code = await runProgram(argv, { signal: new AbortController().signal, now: Date.now });
  answer(`${JSON.stringify({ code, out, err })}\n`);
}
