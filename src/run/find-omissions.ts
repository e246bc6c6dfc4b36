import { checkCompleteness, type KnownVersion } from '../audit/completeness/completeness.ts';
import { UnreadableCsv } from '../audit/csv-reading.ts';
import { type Fault, faultOf } from '../audit/fault.ts';
import type { Manifest } from '../audit/manifest-file.ts';
import { readRuleFiles } from '../intake/rule-files.ts';
import type { LedgerView } from '../ledger/ledger.ts';
import { openLedger } from '../ledger/sqlite-ledger.ts';
import { isSystemError } from '../publish/safe-file.ts';
import type { DecisionKey } from '../register/decision.ts';
import type { CatchUpRequest } from './catch-up.ts';
import { openInputs } from './open-inputs.ts';
import { Resources } from './resources.ts';

/** Looks by a way of its own for rows that a run left out; the inputs are those of the run. */
export async function findOmissions(
  request: CatchUpRequest,
  { folder, manifest }: { readonly folder: string; readonly manifest: Manifest },
  tell: (fault: Fault) => void,
): Promise<void> {
  const resources = new Resources();
  try {
    const { sectors } = await readRuleFiles(request.rulesFolder);
    const tables = await openInputs(request, resources);
    const file = request.ledgerFile;
    const ledger = await openLedger({ file, access: 'snapshot', create: false });
    resources.defer(() => ledger.close());
    const run = (await ledger.runs()).find(({ runId }) => runId === manifest.runId);
    const view = ledger.before(run?.number ?? Number.POSITIVE_INFINITY);
    const evidence = { folder, manifest, tables, sectors: new Set(sectors.keys()) };
    const known = (source: DecisionKey['source'], decisionId: string) =>
      knownVersion(view, { source, decisionId });
    for await (const fault of checkCompleteness({ ...evidence, known })) tell(fault);
  } catch (error: unknown) {
    if (!(error instanceof UnreadableCsv) && !isSystemError(error)) throw error;
    tell(faultOf('inputs', 'nothing can be said of omissions: a file of the run cannot be read'));
  } finally {
    await resources.free();
  }
}

async function knownVersion(view: LedgerView, key: DecisionKey): Promise<KnownVersion | null> {
  const [known] = await view.decisionsOf([key]);
  if (known === undefined) return null;
  const { inForce, conflict, keptVersion } = known;
  const versions = [keptVersion, inForce?.version ?? 0, ...conflict.map(({ version }) => version)];
  return { version: Math.max(...versions), isWithdrawn: inForce?.status === 'WITHDRAWN' };
}
