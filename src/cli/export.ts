import { exportRun } from '../audit/export-run.ts';
import { Pseudonyms } from '../audit/pseudonyms.ts';
import { CatchUpError } from '../errors.ts';
import { checkNewPlace } from './new-place.ts';
import { readSecret } from './secrets.ts';
import type { Surroundings } from './surroundings.ts';
import { tell } from './tell.ts';
import { wordsOf } from './words-of.ts';

/** The options of `export` as commander gives them. */
export interface ExportOptions {
  readonly excel?: boolean;
  readonly pseudonymous?: boolean;
  readonly key?: string;
  readonly output: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly lang?: string;
}

/** 32 bytes in Base64 or more: nobody finds a BSN again by trying all of them. */
const KEY_CHARACTERS = 43;

/** `export`: copies of the CSV files of a run; gives the exit code (contract 7). */
export async function exportCommand(
  folder: string,
  options: ExportOptions,
  { note }: Pick<Surroundings, 'note'>,
): Promise<number> {
  const isSpreadsheet = options.excel === true;
  if (!isSpreadsheet && options.pseudonymous !== true)
    throw new CatchUpError('USAGE', 'say which copy: --excel, --pseudonymous, or both');
  const pseudonyms = readPseudonyms(options);
  const files = await exportRun(folder, checkNewPlace(options.output), {
    isSpreadsheet,
    pseudonyms,
  });
  const made = files.map(({ file, sha256, rows }) => ({ file, sha256, rows }));
  note?.({ files: made });
  const { output } = options;
  const text = `${wordsOf(options).files.exported(files.length)}\n${output}\n`;
  tell(options, ['export', { output, files: made }], text);
  return 0;
}

function readPseudonyms({ pseudonymous, key }: ExportOptions): Pseudonyms | null {
  if ((pseudonymous === true) !== (key !== undefined))
    throw new CatchUpError('USAGE', '--pseudonymous and --key go together');
  if (key === undefined) return null;
  const text = readSecret({ file: key }, '--key', process.cwd(), {});
  if (text.length < KEY_CHARACTERS)
    throw new CatchUpError(
      'CONFIGURATION',
      '--key: the key is too short; 32 random bytes in Base64',
    );
  return new Pseudonyms(text);
}
