import type { Ledger } from '../ledger/ledger.ts';
import { openLedger } from '../ledger/sqlite-ledger.ts';
import { hasRunFolders } from '../publish/publication.ts';
import type { AsyncDisposal } from './open-inputs.ts';

/** Where a run keeps what it remembers and publishes. */
export interface LedgerRequest {
  readonly outFolder: string;
  readonly ledgerFile: string;
  readonly isNewLedgerAllowed: boolean;
  readonly isDryRun: boolean;
  /** Number of the run before which the ledger is to be looked at; by default the run itself, if it is known. */
  readonly stoodBefore?: number | undefined;
}

/** A dry run reads a snapshot without the lock; nothing of it is written. */
export async function openRunLedger(
  request: LedgerRequest,
  resources: AsyncDisposal,
): Promise<Ledger> {
  const isFirst = request.isNewLedgerAllowed || !(await hasRunFolders(request.outFolder));
  const ledger = await openLedger({
    file: request.ledgerFile,
    access: request.isDryRun ? 'snapshot' : 'write',
    create: isFirst || 'IF_TOLD',
  });
  resources.defer(() => ledger.close());
  return ledger;
}
