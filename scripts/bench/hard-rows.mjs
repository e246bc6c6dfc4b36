// Makes every row of a decisions file one that the screen hands on: by a doubled quote, a line break in
// a field, or a column too many, in turn. The values stay what they are.

import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';

const ENDINGS = [',"zie ""map"" 1"', ',"regel een\nregel twee"', ',een,te veel'];

/** @param {string} from a file in which no field holds a line break @param {string} to */
export async function hardenRows(from, to) {
  const out = createWriteStream(to);
  let row = -1;
  for await (const line of createInterface({ input: createReadStream(from) })) {
    const ending = row < 0 ? ',opmerking' : ENDINGS[row % ENDINGS.length];
    row += 1;
    if (!out.write(`${line}${ending}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
}
