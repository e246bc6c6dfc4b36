import { stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { CatchUpError } from '../errors.ts';
import { openInput } from '../intake/input-file.ts';
import { type InputProfile, profileFor, translationOf } from '../intake/input-profile.ts';
import { type InputTable, openTable } from '../intake/input-table.ts';
import type { Log } from '../log.ts';
import { DECISION_SHAPE } from '../register/decision.ts';
import { EARLIER_SIGNAL_SHAPE } from '../register/earlier-signal.ts';
import { IDENTITY_SHAPE } from '../register/identity.ts';
import type { InputKind } from '../register/rejection.ts';
import type { RowShape } from '../register/row.ts';
import { SUBSCRIPTION_SHAPE } from '../register/subscription.ts';

/** Paths as the user gave them, by kind. */
export type InputPaths = Readonly<Record<InputKind, readonly string[]>>;

export type InputTables = Readonly<Record<InputKind, readonly InputTable[]>>;

export const INPUT_KINDS: readonly InputKind[] = [
  'decisions',
  'subscriptions',
  'identities',
  'already-signalled',
];

const SHAPES: Readonly<Record<InputKind, RowShape>> = {
  decisions: DECISION_SHAPE,
  subscriptions: SUBSCRIPTION_SHAPE,
  identities: IDENTITY_SHAPE,
  'already-signalled': EARLIER_SIGNAL_SHAPE,
};

/** What is to be opened. */
export interface InputsRequest {
  readonly inputs: InputPaths;
  readonly profiles: readonly InputProfile[];
  /** Ends the wait for standard input. */
  readonly signal?: AbortSignal;
}

/** Opens every input and reads its header, before anything is written (contract 1). */
export async function openInputs(
  { inputs: paths, profiles, signal }: InputsRequest,
  stack: AsyncDisposal,
): Promise<InputTables> {
  const tables: Record<InputKind, InputTable[]> = {
    decisions: [],
    subscriptions: [],
    identities: [],
    'already-signalled': [],
  };
  refuseRepeats(paths);
  for (const kind of INPUT_KINDS) {
    const names = relativeNames(paths[kind]);
    for (const [index, path] of paths[kind].entries()) {
      const profile = profileFor(profiles, kind, path);
      const input = await openInput({ path, encoding: profile?.encoding ?? null, signal });
      stack.defer(() => input.close());
      tables[kind].push(
        await openTable({
          kind,
          file: names[index] ?? path,
          input,
          profile,
          sizeOnDisk: await bytesOnDisk(path),
          translation: translationOf(profile, SHAPES[kind]),
          shape: SHAPES[kind],
        }),
      );
    }
  }
  return tables;
}

/** Names, once, the columns that are ignored (contract 2). */
export function warnOfUnknownColumns(tables: InputTables, log: Log): void {
  for (const { kind, file, layout } of Object.values(tables).flat()) {
    if (layout.unknownColumns.length > 0)
      log.warn(
        { stage: 'open', input: kind, file, columns: layout.unknownColumns },
        'columns that the contract does not know are ignored',
      );
  }
}

/** Bytes on disk of all inputs together, as far as they are known. */
export function sizeOf(tables: InputTables): number {
  return Object.values(tables)
    .flat()
    .reduce((sum, { sizeOnDisk }) => sum + sizeOnDisk, 0);
}

/** What must be freed when a run ends, in whatever way. */
export interface AsyncDisposal {
  defer(free: () => void | Promise<void>): void;
}

/** Relative to the deepest folder that holds all inputs of the kind (contract 5). */
export function relativeNames(paths: readonly string[]): readonly string[] {
  const files = paths.filter((path) => path !== '-').map((path) => resolve(path));
  let folder = dirname(files[0] ?? '.');
  for (const file of files) {
    while (!file.startsWith(folder.endsWith(sep) ? folder : folder + sep))
      folder = join(folder, '..');
  }
  return paths.map((path) => (path === '-' ? '-' : relative(folder, resolve(path))));
}

/** Only to size what is to come: a file that is gone by now is told where it is read. */
async function bytesOnDisk(path: string): Promise<number> {
  return path === '-' ? 0 : ((await stat(path).catch(() => null))?.size ?? 0);
}

/** Throws `USAGE`: a file named twice would only count its rows twice. */
export function refuseRepeats(paths: InputPaths): void {
  const seen = new Set<string>();
  for (const kind of INPUT_KINDS) {
    for (const path of paths[kind]) {
      const place = path === '-' ? '-' : `${kind}:${resolve(path)}`;
      if (seen.has(place))
        throw new CatchUpError('USAGE', `${path} is given twice: name every input once`);
      seen.add(place);
    }
  }
}
