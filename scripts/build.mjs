// Builds dist/ from src/: compiles, copies what is not TypeScript, makes the program executable.
// With --if-possible it does nothing where the compiler is not installed (production installs).
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');

if (!existsSync(compiler)) {
  if (process.argv.includes('--if-possible')) process.exit(0);
  throw new Error('typescript is not installed: run npm ci first');
}
rmSync(join(root, 'dist'), { recursive: true, force: true });
execFileSync(process.execPath, [compiler, '-p', join(root, 'src', 'tsconfig.json')], {
  stdio: 'inherit',
});
for (const entry of readdirSync(join(root, 'src'), { recursive: true })) {
  if (entry.endsWith('.json') && entry !== 'tsconfig.json')
    cpSync(join(root, 'src', entry), join(root, 'dist', entry));
}
const program = join(root, 'dist', 'main.js');
if (existsSync(program)) chmodSync(program, 0o755);
