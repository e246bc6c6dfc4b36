// `npm run -s sbom [> sbom.json]`: the software bill of materials of what runs (CycloneDX, by npm), without
// the moment and number of its making, so that the same lock file gives the same text. Ends with 1 where a
// package wants an install script, has no exact version, or is under a licence that is not listed here.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const LICENCES = new Set(['MIT', 'ISC', 'Apache-2.0']);
const root = join(import.meta.dirname, '..');

/** Of the whole lock file, of the packages for development too where it is about scripts. */
function problemsOf({ packages }) {
  return Object.entries(packages).flatMap(
    ([path, { dev, license, hasInstallScript, integrity }]) => {
      if (path === '') return problemsOfVersions(packages[path]);
      return [
        ...(hasInstallScript ? [`${path} wants an install script`] : []),
        ...(integrity === undefined ? [`${path} has no checksum`] : []),
        ...(dev || LICENCES.has(license) ? [] : [`${path} is under ${license ?? 'no licence'}`]),
      ];
    },
  );
}

function problemsOfVersions({ dependencies, devDependencies }) {
  // The types of Node follow its major version.
  return Object.entries({ ...dependencies, ...devDependencies })
    .filter(([name, version]) => !/^\d+\.\d+\.\d+$/.test(version) && name !== '@types/node')
    .map(([name, version]) => `${name} has no exact version: ${version}`);
}

const problems = problemsOf(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
const { stdout, status } = spawnSync(
  'npm',
  ['sbom', '--package-lock-only', '--omit', 'dev', '--sbom-format', 'cyclonedx'],
  { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
);
if (status !== 0) problems.push('npm sbom failed: npm 10 or later is needed');
else {
  const { serialNumber, ...bill } = JSON.parse(stdout);
  delete bill.metadata.timestamp;
  bill.metadata.component.name = 'screening-catchup';
  process.stdout.write(`${JSON.stringify(bill, null, 2)}\n`);
}
for (const problem of problems) process.stderr.write(`sbom: ${problem}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
