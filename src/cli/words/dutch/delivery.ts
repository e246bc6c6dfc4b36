import type { Words } from '../words.ts';

export const DELIVERY: Words['delivery'] = {
  queued: (count) => `in de rij gezet ${count}`,
  putBack: (count) => `teruggezet      ${count}`,
  delivered: (count) => `afgeleverd      ${count}`,
  undelivered: ({ sector, waiting, failed, dead }) =>
    `niet afgeleverd ${sector}: ${waiting} wachten, ${failed} mislukt, ${dead} onbestelbaar`,
  incomplete: 'niet alles kon worden afgeleverd',
  tries: (count) => (count === 1 ? '1 poging' : `${count} pogingen`),
  agreed: (count) => `beide kanten gelijk                ${count}`,
  missing: (count) => `afgeleverd, ontvanger mist het     ${count}`,
  early: (count) => `ontvangen, nog niet afgerond       ${count}`,
  unknown: (count) => `ontvangen, onbekend in het grootboek ${count}`,
};
