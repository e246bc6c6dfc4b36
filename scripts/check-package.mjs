// `npm run check:package`: packs the program as for a registry, installs the file into an empty folder
// with the packages of the registry, and runs both the command and the library there.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'check-package-'));
const call = (cwd, command, ...args) => execFileSync(command, args, { cwd, encoding: 'utf8' });
const EXAMPLE = `
import { catchUp } from 'screening-catchup';
const run = await catchUp({
  from: '2025-08-14', until: '2025-08-15', out: 'out', ledger: 'ledger/catchup.db',
  decisions: ['decisions.csv'], subscriptions: ['subscriptions.csv'],
});
console.log(run.folder);
`;

try {
  call(root, 'npm', 'pack', '--pack-destination', scratch);
  const [tarball] = readdirSync(scratch);
  const folder = join(scratch, 'empty');
  cpSync(join(root, 'fixtures/person-name-differs/in'), folder, { recursive: true });
  call(folder, 'npm', 'install', join(scratch, tarball));
  writeFileSync(join(folder, 'example.mjs'), EXAMPLE);
  const byLibrary = call(folder, process.execPath, 'example.mjs');
  const byCommand = call(
    ...[folder, 'npx', 'screening-catchup', 'run', '--quiet'],
    ...['--from', '2025-08-14', '--until', '2025-08-15'],
    ...['--decisions', 'decisions.csv', '--subscriptions', 'subscriptions.csv'],
  );
  const isSame = byLibrary === byCommand;
  const packages = readdirSync(join(folder, 'node_modules')).filter((name) => name[0] !== '.');
  process.stdout.write(`${tarball} installed into an empty folder: ${packages.length} entries\n`);
  process.stdout.write(`command and library ${isSame ? 'give the same run' : 'DIFFER'}\n`);
  process.exitCode = isSame ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
