import type { ReadingRecord, WhatWasRead } from '../run/reading-record.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * Enters into the audit record what runs read, before the ledger takes any of it; `failed` adds to the
 * end of the call how far the run came that could not go on.
 */
export function enterReadings({ enterReading, note }: Partial<Surroundings>): {
  readonly reading?: ReadingRecord;
  readonly failed: () => void;
} {
  const reached: { read?: WhatWasRead } = {};
  const failed = () => {
    if (reached.read !== undefined) note?.({ ...reached.read });
  };
  if (enterReading === undefined) return { failed };
  const end = (read: WhatWasRead) => {
    reached.read = read;
  };
  return { reading: { enter: enterReading, end }, failed };
}
