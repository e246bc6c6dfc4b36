import type { InputTable } from '../intake/input-table.ts';

const INTERVAL_MS = 500;

/** One line that is written over on a terminal; nothing anywhere else. */
export function showProgress(
  stderr: NodeJS.WriteStream,
  { isQuiet }: { readonly isQuiet: boolean },
): {
  readonly progress: (table: InputTable, offset: number) => void;
  readonly end: () => void;
} {
  if (!stderr.isTTY || isQuiet) return { progress: () => {}, end: () => {} };
  let shownAt = 0;
  return {
    progress: (table, offset) => {
      const now = performance.now();
      if (now - shownAt < INTERVAL_MS) return;
      shownAt = now;
      const share = table.sizeOnDisk > 0 ? Math.min(100, (100 * offset) / table.sizeOnDisk) : 0;
      stderr.write(`\r\u001b[K${table.kind}: ${share.toFixed(0)} %`);
    },
    end: () => {
      if (shownAt > 0) stderr.write('\r\u001b[K');
      shownAt = 0;
    },
  };
}
