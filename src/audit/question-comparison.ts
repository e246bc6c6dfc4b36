import { CatchUpError } from '../errors.ts';
import type { RunResult } from '../publish/run-result.ts';
import { type Fault, faultOf, showName } from './fault.ts';
import type { Manifest } from './manifest-file.ts';

/** What was given to judge a run again is what the run was made of (contract 1); names what is not. */
export function* compareQuestion(manifest: Manifest, result: RunResult): Generator<Fault> {
  if (manifest.programVersion !== result.programVersion)
    yield faultOf(
      'inputs',
      `the run was judged by version ${manifest.programVersion}, this is ${result.programVersion}: judge it again with that one`,
    );
  yield* compareMaterial(manifest, result);
}

/** As `compareQuestion`, whatever version of the program judged. */
export function* compareMaterial(manifest: Manifest, result: RunResult): Generator<Fault> {
  yield* compareNamed(
    manifest.inputs.map((input) => ({ key: keyOf(input), name: nameOf(input) })),
    result.inputs.map((input) => ({ key: keyOf(input), name: nameOf(input) })),
  );
  yield* compareNamed(manifest.rules.map(nameRule), result.rules.map(nameRule));
}

/** Throws `USAGE` with what was found. */
export function refuseOther({ runId }: Manifest, found: Iterable<Fault>): void {
  const faults = [...found].map(({ what }) => what);
  if (faults.length > 0)
    throw new CatchUpError(
      'USAGE',
      `these inputs and rules are not those of ${runId}: ${faults.join('; ')}`,
    );
}

interface Named {
  readonly key: string;
  readonly name: string;
}

type Input = Pick<Manifest['inputs'][number], 'input' | 'file' | 'sha256' | 'profile'>;

function keyOf({ input, sha256, profile }: Input): string {
  return `${input} ${sha256} ${profile?.sha256 ?? '-'}`;
}

function nameOf({ input, file, profile }: Input): string {
  return `${input} ${showName(file)}${profile === null ? '' : ` read by profile ${profile.name}`}`;
}

function nameRule({ name, sha256 }: Manifest['rules'][number]): Named {
  return { key: `${name} ${sha256}`, name: `rule file ${showName(name)}` };
}

function* compareNamed(wanted: readonly Named[], given: readonly Named[]): Generator<Fault> {
  const left = [...given];
  for (const { key, name } of wanted) {
    const at = left.findIndex((each) => each.key === key);
    if (at < 0) yield faultOf('inputs', `${name} was not given, or was altered since the run`);
    else left.splice(at, 1);
  }
  for (const { name } of left) yield faultOf('inputs', `${name} is not as this run read one`);
}
