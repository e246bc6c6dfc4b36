import { CatchUpError } from '../errors.ts';
import { type Connection, connect, damaged } from './database.ts';
import { APPLICATION_ID, MIGRATIONS } from './migrations.ts';
import { textOf } from './row-reader.ts';

/**
 * Gives the schema number of a ledger whose header and tables are as its migrations made them. Throws
 * `LEDGER_SCHEMA` for one newer than this program knows.
 */
export function checkShape(database: Connection): number {
  const pragma = (name: string) => database.all(`pragma ${name}`)[0]?.[0];
  const version = pragma('user_version');
  if (pragma('application_id') !== APPLICATION_ID)
    throw damaged(database.file, 'it bears no mark of one');
  if (typeof version !== 'number' || version < 1) throw damaged(database.file, 'it has no schema');
  if (version > MIGRATIONS.length) throw newerSchema(database.file, version);
  if (pragma('auto_vacuum') !== 0 || pragma('encoding') !== 'UTF-8') {
    throw damaged(database.file, 'its header is changed');
  }
  if (readSchema(database) !== expectedSchema(version)) {
    throw damaged(database.file, `its tables are not those of schema ${version}`);
  }
  return version;
}

function readSchema(database: Connection): string {
  const sql =
    'select cast(json_array(type, name, tbl_name, sql) as blob) from sqlite_master ' +
    'order by type, name';
  return database
    .all(sql)
    .map(([part]) => textOf(part))
    .join('\n');
}

function expectedSchema(version: number): string {
  const fresh = connect(':memory:', { mode: 'memory', timeoutMs: 0 });
  for (const migration of MIGRATIONS.slice(0, version)) fresh.exec(migration);
  const schema = readSchema(fresh);
  fresh.close();
  return schema;
}

function newerSchema(file: string, version: number): CatchUpError {
  const message =
    `The ledger ${file} has schema ${version}; this program knows ${MIGRATIONS.length} at most. ` +
    'Run the newer program that wrote it.';
  return new CatchUpError('LEDGER_SCHEMA', message);
}
