import type { SignatureState } from '../../../audit/signature.ts';

const SIGNATURE: Readonly<Record<SignatureState, string>> = {
  'signed by this key': 'signed by this key',
  'signature not checked': 'signature not checked',
  'not signed': 'not signed',
};

/** `verify`. */
export const VERIFY = {
  faults: (count: number) => `${count} ${count === 1 ? 'fault' : 'faults'}`,
  line: (line: number) => `line ${line}`,
  sound: (runId: string, said: string) => `${runId} is sound: ${said}`,
  rowsRead: (rows: number) => `${rows} rows read`,
  chain: (runs: number) => `chain of ${runs}`,
  signature: SIGNATURE,
  ledger: { given: 'ledger agrees', notGiven: 'ledger not given' },
  inputs: { given: 'inputs judged again', notGiven: 'inputs not given' },
  purged: (files: string) => `it was purged: ${files} are gone for good`,
};
