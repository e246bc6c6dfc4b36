import type { Words } from '../words.ts';

export const PURGE: Words['purge'] = {
  ask: (isRejects, runs, before) =>
    `Dit verwijdert ${isRejects ? 'de afgekeurde rijen' : 'alle persoonsgegevens'} van ${countRuns(runs)}, afgerond voor ${before}, en voorgoed.`,
  purged: (isRejects, runs, before) =>
    `opgeschoond ${isRejects ? 'afgekeurde rijen' : 'persoonsgegevens'} van ${countRuns(runs)}, afgerond voor ${before}`,
  ledger: (rows) => `grootboek   ${rows} rijen eruit gehaald`,
  kept: (notices) =>
    `            ${notices} berichten blijven: ze staan, of zijn nog niet afgeleverd`,
  folders: (files) => `runmappen   ${files} bestanden verwijderd`,
  leftAlone: (left) => `met rust gelaten  ${left}`,
  notReached: (file) =>
    `niet geraakt ${file}: afgeleverde berichten, verwijder het zodra de ontvanger ze heeft`,
  askKey:
    'Hierna kan niemand meer zeggen wat opgeschoonde runs over een beslissing hebben besloten.',
  keyDestroyed: 'de sleutel is vernietigd',
  logStays: (file) =>
    `Dit raakt het verwerkingslog ${file} niet: met een eigen geheim is nog te zeggen of van iemand gegevens zijn gecombineerd. Verwijder het, en delen die elders liggen, zodra de bewaartermijn om is.`,
  typeYes: 'Typ yes om door te gaan: ',
  nothingRested: (runs) =>
    `in ${runs} opgeschoonde runs rustte er geen bericht, beoordeling of gewogen feit op`,
  notLookedThrough: 'niet doorzocht',
  run: (runId, from, until, asOf) => `${runId}, ${from} tot ${until}, naar de stand van ${asOf}`,
  answer: (version, rest) => `versie ${version}  ${rest}`,
};

function countRuns(count: number): string {
  return `${count} ${count === 1 ? 'run' : 'runs'}`;
}
