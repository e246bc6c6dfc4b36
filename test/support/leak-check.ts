import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPersonalData, personalDataOf } from './personal-data.ts';

/** Their answer is about the person that somebody with access to the ledger asked about. */
const ABOUT_PERSONS = /^stdout of .*\b(explain|review)\b/;
const FIXTURES = join(import.meta.dirname, '../../fixtures');

/** Before the first test; gives what is done after the last: it throws where anything was let slip. */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'overheard-'));
  process.env.OVERHEARD_FOLDER = folder;
  return () => {
    try {
      const leaks = leaksOf(folder);
      if (leaks.length === 0) return;
      // An error at this late moment is printed, but does not decide how vitest ends.
      process.exitCode = 1;
      throw new Error(`personal data was let slip:\n${leaks.join('\n')}`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
}

function leaksOf(folder: string): readonly string[] {
  const names = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => name.endsWith('.csv'));
  const data = personalDataOf(files.map((name) => readFileSync(join(FIXTURES, name), 'utf8')));
  const leaks = new Set<string>();
  for (const name of readdirSync(folder))
    for (const line of readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean)) {
      const { from, text }: { from: string; text: string } = JSON.parse(line);
      if (ABOUT_PERSONS.test(from)) continue;
      for (const found of findPersonalData(text, data)) leaks.add(`${found} in ${from}`);
    }
  return [...leaks];
}
