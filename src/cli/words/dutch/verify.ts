import type { Words } from '../words.ts';

const SIGNATURE: Words['verify']['signature'] = {
  'signed by this key': 'ondertekend met deze sleutel',
  'signature not checked': 'handtekening niet gecontroleerd',
  'not signed': 'niet ondertekend',
};

export const VERIFY: Words['verify'] = {
  faults: (count) => `${count} ${count === 1 ? 'fout' : 'fouten'}`,
  line: (line) => `regel ${line}`,
  sound: (runId, said) => `${runId} is gaaf: ${said}`,
  rowsRead: (rows) => `${rows} rijen gelezen`,
  chain: (runs) => `keten van ${runs}`,
  signature: SIGNATURE,
  ledger: { given: 'grootboek stemt overeen', notGiven: 'grootboek niet opgegeven' },
  inputs: { given: 'invoer opnieuw beoordeeld', notGiven: 'invoer niet opgegeven' },
  purged: (files) => `de run is opgeschoond: ${files} zijn voorgoed weg`,
};
