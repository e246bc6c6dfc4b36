// What all attempts before it printed, logged and named must hold nothing of the persons in their inputs.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { heard } from './process.mjs';

const HASHES = ['md5', 'sha1', 'sha256', 'sha512'];
const TOKENS =
  /(?<!\d)\d{9}(?!\d)|(?<!\d)\d{2}\/\d{6}-\d{2}(?!\d)|\p{L}{4,}|(?<![0-9a-f])[0-9a-f]{32,128}(?![0-9a-f])/gu;

/** Numbers and names by the columns of the generated files, and plain hashes of them. */
function personalDataOf(folder) {
  const found = new Set();
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.csv'))) {
    const [header, ...lines] = readFileSync(join(folder, name), 'utf8').split('\n');
    const columns = header.split(',');
    const [bsn, caseNumber, familyName] = ['bsn', 'case_number', 'family_name'].map((column) =>
      columns.indexOf(column),
    );
    for (const cells of lines.map((line) => line.split(','))) {
      if (/^\d{9}$/.test(cells[bsn])) found.add(cells[bsn]);
      if (/^\d{2}\/\d{6}-\d{2}$/.test(cells[caseNumber])) found.add(cells[caseNumber]);
      if (/^\p{Lu}\p{Ll}{3,}$/u.test(cells[familyName])) found.add(cells[familyName]);
    }
  }
  const digest = (text) => HASHES.map((hash) => createHash(hash).update(text).digest('hex'));
  return new Set([...found, ...[...found].flatMap(digest)]);
}

async function listenForPersons({ scene }) {
  const data = personalDataOf(scene.inputs);
  if (data.size < 1000 || heard.length === 0)
    return 'there was nothing to look for, or nothing said';
  const slips = new Set();
  for (const text of heard)
    for (const [token] of text.matchAll(TOKENS)) if (data.has(token)) slips.add(token);
  return slips.size === 0 ? null : `${slips.size} of ${data.size} were let slip`;
}

export const LEAK_ROWS = [
  {
    fault: 'persons in what all of these printed, logged and named',
    tries: { full: 1, short: 1 },
    isAlone: true,
    attempt: listenForPersons,
  },
];
