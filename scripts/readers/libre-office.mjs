import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readFlatSheet } from './flat-sheet.mjs';

export function findOffice() {
  return spawnSync('soffice', ['--version']).status === 0;
}

/** Opens a CSV file as its filter says and gives the cells of its sheet. */
export function openSheet(file, { work, filter }) {
  const profile = `-env:UserInstallation=${pathToFileURL(join(work, 'profile')).href}`;
  const flat = ['--headless', '--convert-to', 'fods', `--infilter=${filter}`, '--outdir', work];
  spawnSync('soffice', [profile, ...flat, file]);
  return readFlatSheet(readFileSync(join(work, basename(file).replace('.csv', '.fods')), 'utf8'));
}
