// `npm run check:terminal`: runs the program on a pseudo-terminal (by `script`) and through a pipe, and
// compares what people and programs are told. Ends with 1 where something is not as it should be.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const program = join(root, 'dist', 'main.js');
const data = mkdtempSync(join(tmpdir(), 'check-terminal-'));
const size = ['--plain', '--decisions', '300000', '--subscriptions', '1000', '--out', data];
spawnSync(process.execPath, [join(root, 'scripts', 'generate-data.mjs'), ...size]);
const window = ['--from', '2025-07-17', '--until', '2025-09-27', '--allow-rejects', '999999'];
const inputs = [
  ...['--decisions', join(data, 'decisions.csv')],
  ...['--subscriptions', join(data, 'subscriptions.csv')],
];
const CALLS = [
  ['run', ...window, ...inputs],
  ['plan', ...window, ...inputs],
  ['run', ...window, ...inputs, '--decisions', 'missing.csv'],
];
const CONTROL = /\p{Cc}/u;
// The dot is the escape character.
const PROGRESS = /\r.\[K\w+: \d+ %, [\d.]+ MB\/s, \d+ s left/;
let faults = 0;

function check(what, holds) {
  if (!holds) faults += 1;
  process.stdout.write(`${holds ? 'ok    ' : 'FAULT '} ${what}\n`);
}

/** Standard output and standard error come out of a terminal as one. */
function onTerminal(args, cwd) {
  const line = [process.execPath, program, ...args].map((each) => `'${each}'`).join(' ');
  const said = spawnSync('script', ['-qec', line, '/dev/null'], { cwd, encoding: 'utf8' });
  if (said.error !== undefined) throw new Error('left out: no script (util-linux) here');
  return { code: said.status, text: said.stdout.replaceAll('\r\n', '\n') };
}

function throughPipe(args, cwd) {
  const said = spawnSync(process.execPath, [program, ...args], { cwd, encoding: 'utf8' });
  return { code: said.status, text: said.stdout, log: said.stderr };
}

for (const args of CALLS) {
  const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'check-terminal-')));
  const name = `${args[0]}${args.at(-1) === 'missing.csv' ? ' of a file that is not there' : ''}`;
  const shown = onTerminal(args, folders[0]);
  const piped = throughPipe(args, folders[1]);
  const lines = piped.log.trimEnd().split('\n');
  const report = piped.text.replaceAll(folders[1], folders[0]);
  check(`${name}: ends alike (${piped.code})`, shown.code === piped.code);
  check(`${name}: says the same report`, shown.text.includes(report));
  check(`${name}: no JSON on a terminal`, !shown.text.includes('{"level"'));
  check(`${name}: a plain line a stage on a terminal`, /^\d\d:\d\d:\d\d \S/m.test(shown.text));
  check(
    `${name}: JSON lines through a pipe`,
    lines.some((line) => line.startsWith('{"level"')),
  );
  check(
    `${name}: no control character through a pipe`,
    ![...lines, ...piped.text.split('\n')].some((line) => CONTROL.test(line)),
  );
  if (piped.code === 0)
    check(`${name}: progress with rate and time left on a terminal`, PROGRESS.test(shown.text));
  for (const folder of folders) rmSync(folder, { recursive: true });
}
rmSync(data, { recursive: true });
process.exitCode = faults === 0 ? 0 : 1;
