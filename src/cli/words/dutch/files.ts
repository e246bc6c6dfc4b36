import type { Words } from '../words.ts';

export const FILES: Words['files'] = {
  rows: (file, rows) => `${file}: ${rows} ${rows === 1 ? 'rij' : 'rijen'}`,
  noRejects: 'van deze bestanden is geen rij afgekeurd',
  exported: (files) => `${files} bestanden en SHA256SUMS`,
  privateKey: (file) => `geheime sleutel ${file}: bewaar die`,
  publicKey: (file) => `openbare sleutel ${file}: geef die weg`,
  reached: 'bereikt',
  sound: 'de configuratie deugt',
  notReached: 'niet elke ontvanger is bereikt',
  noFile: 'geen bestand',
  default: 'standaard',
};
