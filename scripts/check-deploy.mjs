// `node scripts/check-deploy.mjs`: checks the examples for cron, systemd, Kubernetes, Docker and alerts as far
// as this machine can, and names what it left out. Replays the steps of the Dockerfile in a scratch folder.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const deploy = join(root, 'scripts', 'deploy');
let failures = 0;

function check(name, command, args, options = {}) {
  const { error, status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    ...options,
  });
  if (error?.code === 'ENOENT') return report(name, `left out: no ${command} here`);
  if (status !== 0) failures += 1;
  report(name, status === 0 ? 'ok' : `FAILED\n${stdout}${stderr}`);
}

function report(name, result) {
  process.stdout.write(`${name.padEnd(12)} ${result}\n`);
}

function checkSystemd() {
  const scratch = mkdtempSync(join(tmpdir(), 'check-deploy-'));
  for (const unit of ['screening-catchup.service', 'screening-catchup.timer'])
    cpSync(join(deploy, unit), join(scratch, unit));
  check('systemd', 'systemd-analyze', [
    'verify',
    '--man=no',
    join(scratch, 'screening-catchup.service'),
    join(scratch, 'screening-catchup.timer'),
  ]);
  check('timer', 'systemd-analyze', ['calendar', '*-*-* 05:15:00 Europe/Amsterdam']);
  rmSync(scratch, { recursive: true });
}

/** A shell must take the command of each line; flock and the lock are those of the example. */
function checkCrontab() {
  const lines = readFileSync(join(deploy, 'crontab'), 'utf8').split('\n');
  const commands = lines.flatMap(
    (line) => /^(?:[\d*,/-]+ ){4}[\d*,/-]+\s+(.+)$/.exec(line)?.[1] ?? [],
  );
  for (const command of commands) check('crontab', 'sh', ['-n', '-c', command]);
}

function checkYaml() {
  const script = 'import sys, yaml; list(yaml.safe_load_all(open(sys.argv[1])))';
  if (spawnSync('python3', ['-c', 'import yaml']).status !== 0)
    return report('kubernetes', 'left out: no python3 with yaml here');
  check('kubernetes', 'python3', ['-c', script, join(deploy, 'cronjob.yaml')]);
  check('alerts', 'python3', ['-c', script, join(deploy, 'alerts.yaml')]);
}

/** Each stage in a folder of its own: what a step needs must have been copied before it. */
function replayDockerfile() {
  const scratch = mkdtempSync(join(tmpdir(), 'check-deploy-'));
  let stage = -1;
  const folderOf = (number) => join(scratch, String(number));
  try {
    for (const line of readFileSync(join(root, 'scripts', 'Dockerfile'), 'utf8').split('\n')) {
      const [word, ...rest] = line.trim().split(/\s+/);
      if (word === 'FROM') mkdirSync(folderOf(++stage));
      if (word === 'COPY') {
        const isFromBuild = rest[0] === '--from=build';
        const [target, ...sources] = (isFromBuild ? rest.slice(1) : rest).reverse();
        for (const source of sources) {
          const from = isFromBuild
            ? join(folderOf(0), source.replace(/^\/app\//, ''))
            : join(root, source);
          const name = target.endsWith('/') ? join(target, source) : target;
          cpSync(from, join(folderOf(stage), name), { recursive: true });
        }
      }
      if (word === 'RUN')
        check('docker', 'sh', ['-c', `${rest.join(' ')} >/dev/null`], { cwd: folderOf(stage) });
    }
    const story = join(root, 'fixtures', 'person-name-differs', 'in');
    check('docker', process.execPath, [
      join(folderOf(stage), 'dist', 'main.js'),
      ...['run', '--from', '2025-08-14', '--until', '2025-08-15', '--quiet'],
      ...['--decisions', join(story, 'decisions.csv')],
      ...['--subscriptions', join(story, 'subscriptions.csv')],
      ...['--out', join(scratch, 'out'), '--ledger', join(scratch, 'ledger.db')],
    ]);
    const packages = execFileSync('npm', ['ls', '--omit=dev', '--depth=0', '--parseable'], {
      cwd: folderOf(stage),
      encoding: 'utf8',
    });
    report('docker', `${packages.trim().split('\n').length - 1} production packages, no others`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

checkCrontab();
checkSystemd();
checkYaml();
check('alerts', 'promtool', ['check', 'rules', join(deploy, 'alerts.yaml')]);
replayDockerfile();
report('docker', 'left out: building the image itself');
process.exitCode = failures === 0 ? 0 : 1;
