import { readReportFacts } from '../audit/read-report.ts';
import { CatchUpError } from '../errors.ts';
import { writeText } from '../publish/csv-file.ts';
import { DUTCH } from '../publish/report/dutch.ts';
import { ENGLISH } from '../publish/report/english.ts';
import { renderPage } from '../publish/report/page.ts';
import { checkNewPlace } from './new-place.ts';
import { tell } from './tell.ts';

/** The options of `report` as commander gives them. */
export interface ReportOptions {
  readonly lang: string;
  readonly output: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const LANGUAGES = new Map([
  ['nl', DUTCH],
  ['en', ENGLISH],
]);

/** `report`: a copy of the report of a run, from its folder alone; gives the exit code (contract 7). */
export async function reportCommand(folder: string, options: ReportOptions): Promise<number> {
  const words = LANGUAGES.get(options.lang);
  if (words === undefined) throw new CatchUpError('USAGE', '--lang takes nl or en');
  const path = checkNewPlace(options.output);
  const page = renderPage(await readReportFacts(folder), words);
  await writeText(path, [page]);
  const { output } = options;
  tell(options, ['report', { output }], `${output}\n`);
  return 0;
}
