// Peer: DuckDB with all cores, a bare join by BSN; bad rows are stored aside as it does that fastest.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [scratch, decisions, subscriptions] = process.argv.slice(2);
const require = createRequire(pathToFileURL(`${scratch}/package.json`));
const { DuckDBInstance } = await import(pathToFileURL(require.resolve('@duckdb/node-api')).href);
const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
const read = (file) => `read_csv('${file}', header=true, all_varchar=true, store_rejects=true)`;
const result = await connection.runAndReadAll(
  `select count(*) from ${read(decisions)} d join ${read(subscriptions)} s on d.bsn = s.bsn
   where d.bsn <> '' and d.registered_at >= '2025-07-17'`,
);
process.stdout.write(`${result.getRows()[0][0]}\n`);
