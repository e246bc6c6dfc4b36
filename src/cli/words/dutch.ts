import type { CatchUpErrorCode } from '../../errors.ts';
import type { Finding } from '../../watch/findings.ts';
import type { Words } from './words.ts';

export const DUTCH: Words = {
  window: (from, until, asOf) => `venster     ${from} tot ${until}, naar de stand van ${asOf}`,
  read: (kind, rows, sum) => `${kind.padEnd(17)} ${rows} gelezen = ${sum}`,
  notices: (count, byAction) => `berichten         ${count}${byAction}`,
  reviews: (count, answered) =>
    `beoordelingen     ${count}${answered > 0 ? ` (${answered} andere zijn beantwoord)` : ''}`,
  rejects: (count) => `afgekeurde rijen  ${count}`,
  touching: (count) =>
    `                  ${count} daarvan raken een inschrijving: herstel die eerst`,
  kept: 'al eerder afgerond, en behouden',
  dryRun: 'proefrun: er is niets geschreven; de map zou zijn',
  unchanged: 'deze run was al gepubliceerd: de map is zoals hij was',
  nothingToDo: 'niets te doen: afgeronde runs dekken het venster al',
  mayBeMissing: 'ontbreekt mogelijk',
  decisions: {
    new: 'nieuwe beslissingen',
    changed: 'gewijzigde beslissingen',
    gone: 'beslissingen niet in deze invoer',
  },
  rejected: { new: 'nieuw afgekeurd', gone: 'niet meer afgekeurd' },
  rows: 'rijen',
  noticeList: 'berichten',
  more: (count) => `en nog ${count}`,
  since: (runId, others) => `sinds ${runId}${others > 0 ? ` en ${others} daarvoor` : ''}`,
  nothingElse: 'niets nieuw, gewijzigd of verdwenen',
  rejectAt: (place, line) => `${place} regel ${line}`,
  day: (sourceDay, before, rows) =>
    `${sourceDay}: eerder ${before ?? 'nooit gelezen'}, nu ${rows} rijen`,
  waiting: (rejects, reviews) =>
    `${rejects} afgekeurde rijen en ${reviews} beoordelingen wachten op een mens`,
  finding: describeFinding,
  stopped: 'gestopt; hetzelfde commando nog eens maakt het werk af',
  // What exactly and where stays as it was said: names of options, files and columns are in it.
  failed: (code, message) => `${FAILURES[code]}. ${message}`,
  logged: (message) => LOGGED[message] ?? message,
};

function describeFinding(finding: Finding, since: string): string {
  if (finding.kind === 'REPEATED_FILE') {
    const { file, runId, otherRunId } = finding;
    return `${file} van ${runId} is byte voor byte een bestand van ${otherRunId}, dat van een ander venster is`;
  }
  const { source, day } = finding;
  if (finding.kind === 'VOLUME') {
    const { rows, median } = finding;
    const how = rows < median ? 'minder dan een derde van' : 'meer dan driemaal';
    return `${source} heeft ${rows} rijen op ${day}: ${how} ${median}, de mediaan van zulke weekdagen`;
  }
  const when = since === day ? `op ${day}` : `van ${since} tot en met ${day}`;
  if (finding.kind === 'SILENT') return `${source} zwijgt ${when}: geen enkele rij`;
  return `${source} had een gemelde storing ${when}, en er ontbreken nog rijen`;
}

const FAILURES: Readonly<Record<CatchUpErrorCode, string>> = {
  USAGE: 'Verkeerd gebruik',
  CONFIGURATION: 'Fout in de configuratie',
  RULE_FILE: 'Fout in een regelbestand',
  LEDGER_HELD: 'Een andere run houdt het grootboek vast',
  INPUT_UNREADABLE: 'Een invoerbestand kan niet worden gelezen',
  INPUT_DAMAGED: 'Een invoerbestand is beschadigd',
  INPUT_COLUMN_MISSING: 'Een invoerbestand mist een kolom',
  INPUT_COLUMN_DUPLICATE: 'Een invoerbestand heeft een kolom dubbel',
  INPUT_HEADER: 'De kopregel van een invoerbestand deugt niet',
  INPUT_CHANGED: 'Een invoerbestand veranderde tijdens het lezen',
  INPUT_CHECKSUM: 'De controlesom van een invoerbestand klopt niet',
  LEDGER_DAMAGED: 'Het grootboek is beschadigd',
  LEDGER_MISSING: 'Het grootboek ontbreekt',
  LEDGER_SCHEMA: 'Het grootboek is van een andere versie van het programma',
  RUN_PURGED: 'De run is opgeschoond',
  NOT_WRITABLE: 'Er kan niet worden geschreven',
};

const LOGGED: Readonly<Record<string, string>> = {
  'window in local time and UTC, and the local days that it touches':
    'venster in lokale tijd en UTC, en de lokale dagen die het raakt',
  'inputs opened': 'invoer geopend',
  'inputs read': 'invoer gelezen',
  'window judged': 'venster beoordeeld',
  'run published': 'run gepubliceerd',
  'notices delivered': 'berichten afgeleverd',
  'data may be missing': 'er ontbreken mogelijk gegevens',
  'compared with when the window was last run': 'vergeleken met de vorige run over dit venster',
  'columns that the contract does not know are ignored': 'onbekende kolommen worden overgeslagen',
};
