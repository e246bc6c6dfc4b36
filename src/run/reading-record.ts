import type { RuleSet } from '../sector/rule-file.ts';
import { type AsyncDisposal, INPUT_KINDS, type InputTables } from './open-inputs.ts';

/** Which rules and inputs a run reads, by their hashes. */
export interface WhatWasRead {
  /** SHA-256 of the bytes on disk; null where they were not read to their end. */
  readonly inputs: readonly { readonly input: string; readonly sha256: string | null }[];
  readonly rules: readonly { readonly name: string; readonly sha256: string }[];
}

/** Is told what a run reads, so that a record holds it also where nothing comes of the run. */
export interface ReadingRecord {
  /** Everything was read, and nothing of it is remembered yet. Gives the seal of the entry. */
  enter(read: WhatWasRead): string;
  /** The run ended, however it did, and had come this far. */
  end(read: WhatWasRead): void;
}

/** Tells the record how far the run came when it ends; gives what tells it that all was read. */
export function watchReading(
  record: ReadingRecord | undefined,
  read: { readonly tables: InputTables; readonly rules: RuleSet },
  resources: AsyncDisposal,
): () => string | undefined {
  resources.defer(() => record?.end(listRead(read)));
  return () => record?.enter(listRead(read));
}

function listRead({
  tables,
  rules,
}: {
  readonly tables: InputTables;
  readonly rules: RuleSet;
}): WhatWasRead {
  return {
    inputs: INPUT_KINDS.flatMap((input) =>
      tables[input].map((table) => ({ input, sha256: table.input.found?.sha256 ?? null })),
    ),
    rules: rules.files.map(({ name, sha256 }) => ({ name, sha256 })),
  };
}
