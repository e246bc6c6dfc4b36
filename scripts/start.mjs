// `npm start`: the main job on the shipped sample. The sample holds broken rows and doubtful cases on
// purpose; the run is told to allow them, so that it ends with 0.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ALLOWED = '500';
const root = join(import.meta.dirname, '..');
const sample = (name) => join('fixtures', 'sample', 'in', name);

const args = [
  join('dist', 'main.js'),
  'run',
  ...['--from', '2025-07-17', '--until', '2025-09-27'],
  ...['--decisions', sample('om.csv'), sample('rechtspraak.csv'), sample('cjib.csv')],
  ...[
    '--subscriptions',
    sample('subscriptions-kinderopvang.csv'),
    sample('subscriptions-taxi.csv'),
  ],
  ...['--identities', sample('identities.csv')],
  ...['--already-signalled', sample('already-signalled.csv')],
  ...['--allow-rejects', ALLOWED],
];
process.stdout.write(`node ${args.join(' ')}\n`);
process.stdout.write(
  `(--allow-rejects ${ALLOWED}: the sample holds broken rows and doubtful cases on purpose)\n`,
);
const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
process.exitCode = status ?? 1;
