import type { Decision } from '../register/decision.ts';

/** What earlier runs know of one decision id (contract 3.9). */
export interface EarlierVersions {
  readonly inForce: Decision | null;
  readonly conflict: readonly Decision[];
  readonly keptVersion: number;
}

/** What the rows of a window and the ledger together say of one decision id. */
export interface ResolvedVersions {
  /** The version in force; null where there is none (conflict, or only a number was kept). */
  readonly inForce: Decision | null;
  /** The rows of an open conflict, those in force or remembered included; empty where there is none. */
  readonly conflict: readonly Decision[];
  /** What becomes of each window row, in the order given. */
  readonly rows: readonly RowStanding[];
  readonly version: number;
}

export type RowStanding = 'DUPLICATE' | 'CONFLICTING' | 'SUPERSEDED' | 'IN_FORCE';

export const NOTHING_EARLIER: EarlierVersions = { inForce: null, conflict: [], keptVersion: 0 };

/**
 * Lays the versions of one (`source`, `decision_id`) together (contract 3.2, 3.9). Window rows come
 * in the order in which the first of identical rows counts; `contentOf` gives equal text for rows
 * whose parsed values are equal.
 */
export function resolveVersions(
  windowRows: readonly Decision[],
  earlier: EarlierVersions,
  contentOf: (decision: Decision) => string,
): ResolvedVersions {
  let version = Math.max(
    earlier.inForce?.version ?? 0,
    earlier.conflict[0]?.version ?? 0,
    earlier.keptVersion,
  );
  for (const row of windowRows) version = Math.max(version, row.version);
  const remembered = earlier.inForce?.version === version ? earlier.inForce : null;
  const rivals = new Map<string, Decision>();
  if (remembered !== null) rivals.set(contentOf(remembered), remembered);
  for (const row of earlier.conflict) if (row.version === version) rivals.set(contentOf(row), row);
  for (const row of windowRows) {
    if (row.version === version && !rivals.has(contentOf(row))) rivals.set(contentOf(row), row);
  }
  const isConflict = rivals.size > 1 || (rivals.size === 1 && hasOpenConflict(earlier, version));
  const inForce = remembered ?? (isConflict ? null : ([...rivals.values()][0] ?? null));

  const seen = new Set<string>();
  const rows = windowRows.map((row): RowStanding => {
    const content = `${row.version}|${contentOf(row)}`;
    if (seen.has(content)) return 'DUPLICATE';
    seen.add(content);
    if (row.version < version) return 'SUPERSEDED';
    return inForce !== null && contentOf(row) === contentOf(inForce) ? 'IN_FORCE' : 'CONFLICTING';
  });
  return { inForce, conflict: isConflict ? [...rivals.values()] : [], rows, version };
}

function hasOpenConflict(earlier: EarlierVersions, version: number): boolean {
  return earlier.conflict[0]?.version === version;
}
