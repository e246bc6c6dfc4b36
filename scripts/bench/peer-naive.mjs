// Peer: the script one would write first: csv-parse as an iterator, objects, a Map, luxon on every row.
import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { DateTime } from 'luxon';

const [decisions, subscriptions] = process.argv.slice(2);
const read = (file) => createReadStream(file).pipe(parse({ columns: true }));
const from = DateTime.fromISO('2025-07-17', { zone: 'Europe/Amsterdam' });
const byBsn = new Map();
for await (const row of read(subscriptions)) {
  if (row.bsn === '') continue;
  const known = byBsn.get(row.bsn);
  if (known === undefined) byBsn.set(row.bsn, [row]);
  else known.push(row);
}
let pairs = 0;
for await (const row of read(decisions)) {
  if (DateTime.fromISO(row.registered_at) >= from) pairs += byBsn.get(row.bsn)?.length ?? 0;
}
process.stdout.write(`${pairs}\n`);
