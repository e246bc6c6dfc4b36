// Peer: bare csv-parse over all files; every row counted, nothing else done.
import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';

let rows = 0;
for (const file of process.argv.slice(2)) {
  const parser = createReadStream(file).pipe(parse({ relax_column_count: true }));
  parser.on('data', () => {
    rows += 1;
  });
  await new Promise((resolve, reject) => parser.on('end', resolve).on('error', reject));
}
process.stdout.write(`${rows}\n`);
