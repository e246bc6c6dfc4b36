import type { CatchUpErrorCode } from '../../../errors.ts';
import { translatorOf } from '../translator.ts';
import type { Words } from '../words.ts';
import { FAULT_SENTENCES } from './fault-sentences.ts';
import { RUN_SENTENCES } from './run-sentences.ts';
import { USAGE_SENTENCES } from './usage-sentences.ts';

const translate = translatorOf({ ...USAGE_SENTENCES, ...RUN_SENTENCES, ...FAULT_SENTENCES });

export const MESSAGES: Words['messages'] = {
  stopped: 'gestopt; hetzelfde commando nog eens maakt het werk af',
  // Where somebody else's words are in it, they stay as they were said.
  failed: (code, message) => translate(message) ?? `${FAILURES[code]}. ${message}`,
  internal: (name) => `interne fout (${name}); wat in de uitvoermap staat is heel`,
  said: (sentence) => translate(sentence) ?? sentence,
  unrecorded: (reason) => `niet in een auditlog opgenomen: ${translate(reason) ?? reason}`,
  noMetrics: (why) => `geen metingen: ${translate(why) ?? why}`,
};

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
