import type { Finding } from '../../../watch/findings.ts';
import type { Words } from '../words.ts';

export const RUN: Words['run'] = {
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
  mends: (runId) => `herstelt ${runId}`,
  notMended: (count) => `nog niet hersteld: ${count}`,
  dayMore: (sourceDay, rows) => `${sourceDay}: ${rows} ${rows === 1 ? 'rij' : 'rijen'} erbij`,
  waiting: (rejects, reviews) =>
    `${rejects} afgekeurde rijen en ${reviews} beoordelingen wachten op een mens`,
  finding: describeFinding,
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
