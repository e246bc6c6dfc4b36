import { readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { MANIFEST, RUN_ID } from '../publish/run-folder.ts';
import { type Fault, faultOf } from './fault.ts';
import { readManifest } from './manifest-file.ts';

/** A run folder beside the one that is being verified, or that one itself. */
export interface ChainLink {
  readonly runId: string;
  readonly sha256: string;
  readonly previous: string | null;
}

/** The run at hand with all that it stands on and all that stand on it, as far as they lie there. */
export interface Chain {
  /** From the run at hand back to the first. */
  readonly back: readonly ChainLink[];
  /** Later runs whose chains hold the run at hand. */
  readonly later: readonly ChainLink[];
  readonly faults: readonly Fault[];
}

/**
 * Follows the manifests from a run back to the first one over the run folders beside it, and looks
 * whether any of them, or `expectedHead`, names one that is not there (contract 5).
 */
export async function followChain(folder: string, expectedHead: string | null): Promise<Chain> {
  const own = basename(resolve(folder));
  const { links, faults } = await readLinks(folder);
  const byHash = new Map(links.map((link) => [link.sha256, link]));
  const at = links.find(({ runId }) => runId === own);
  if (at === undefined) return { back: [], later: [], faults };
  const back = walkBack(at, byHash);
  const later = links.filter((link) => link !== at && walkBack(link, byHash).includes(at));
  faults.push(...missingFaults(links, byHash), ...forkFaults(links));
  if (expectedHead !== null) faults.push(...headFaults(expectedHead, at, byHash));
  return { back, later, faults };
}

/** Every run folder beside the given one. */
async function readLinks(folder: string): Promise<{ links: ChainLink[]; faults: Fault[] }> {
  const out = dirname(resolve(folder));
  const own = basename(resolve(folder));
  const names = new Set([...(await readdir(out)).filter((name) => RUN_ID.test(name)), own]);
  const links: ChainLink[] = [];
  const faults: Fault[] = [];
  for (const runId of [...names].sort()) {
    const file = await readManifest(join(out, runId));
    if (file?.manifest) {
      const { previousManifestSha256: previous } = file.manifest;
      links.push({ runId, sha256: file.sha256, previous });
    } else if (runId !== own)
      faults.push(faultOf(`${runId}/${MANIFEST}`, file?.fault ?? 'is missing'));
  }
  return { links, faults };
}

function walkBack(from: ChainLink, byHash: ReadonlyMap<string, ChainLink>): readonly ChainLink[] {
  const walked = [from];
  for (let at = from; at.previous !== null; ) {
    const previous = byHash.get(at.previous);
    // A hash cannot stand in what it is the hash of, so this comes to an end.
    if (previous === undefined) break;
    walked.push(previous);
    at = previous;
  }
  return walked;
}

function missingFaults(
  links: readonly ChainLink[],
  byHash: ReadonlyMap<string, ChainLink>,
): readonly Fault[] {
  return links
    .filter(({ previous }) => previous !== null && !byHash.has(previous))
    .map(({ runId, previous }) =>
      faultOf(
        `${runId}/${MANIFEST}`,
        `follows a manifest with SHA-256 ${previous}, which no run folder beside it has: that run is missing, or was altered`,
      ),
    );
}

/** Two runs on one: one ledger gives none such. */
function forkFaults(links: readonly ChainLink[]): readonly Fault[] {
  const first = new Map<string, string>();
  const faults: Fault[] = [];
  for (const { runId, previous } of links) {
    if (previous === null) continue;
    const other = first.get(previous);
    if (other === undefined) first.set(previous, runId);
    else faults.push(faultOf(`${runId}/${MANIFEST}`, `follows the same manifest as ${other}`));
  }
  return faults;
}

function headFaults(
  expected: string,
  at: ChainLink,
  byHash: ReadonlyMap<string, ChainLink>,
): readonly Fault[] {
  const head = byHash.get(expected);
  if (head === undefined)
    return [
      faultOf(
        MANIFEST,
        `no run folder here has the manifest with SHA-256 ${expected}: that run is missing, or was altered`,
      ),
    ];
  if (walkBack(head, byHash).includes(at)) return [];
  return [faultOf(MANIFEST, `is not in the chain of the expected manifest, that of ${head.runId}`)];
}
