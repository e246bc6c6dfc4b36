import { join } from 'node:path';
import { exportRejects, GUIDE } from '../run/export-rejects.ts';
import { readConfiguration } from './configuration.ts';
import { checkNewPlace } from './new-place.ts';
import { tell } from './tell.ts';
import { wordsOf } from './words-of.ts';

/** The options of `rejects export` as commander gives them. */
export interface RejectsOptions {
  readonly decisions?: readonly string[];
  readonly subscriptions?: readonly string[];
  readonly identities?: readonly string[];
  readonly alreadySignalled?: readonly string[];
  readonly output: string;
  readonly config?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly lang?: string;
}

/** `rejects export`: the rejected rows of a run, to be mended; gives the exit code (contract 7). */
export async function exportRejectedRows(folder: string, options: RejectsOptions): Promise<number> {
  const { profiles } = await readConfiguration(options.config);
  const output = checkNewPlace(options.output);
  const inputs = {
    decisions: options.decisions ?? [],
    subscriptions: options.subscriptions ?? [],
    identities: options.identities ?? [],
    'already-signalled': options.alreadySignalled ?? [],
  };
  const files = await exportRejects({ folder, output, inputs, profiles });
  const guide = join(options.output, GUIDE);
  const words = wordsOf(options).files;
  const lines = files.map(({ file, rows }) => words.rows(join(options.output, file), rows));
  if (files.length === 0) lines.push(words.noRejects);
  const json = { output: options.output, guide, files };
  tell(options, ['rejects', json], `${[...lines, guide].join('\n')}\n`);
  return 0;
}
