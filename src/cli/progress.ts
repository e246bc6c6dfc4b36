import type { InputTable } from '../intake/input-table.ts';

const INTERVAL_MS = 500;
const MEGABYTE = 1_000_000;

/** One line that is written over on a terminal, with rate and remaining time of the file; nothing anywhere else. */
export function showProgress(
  stderr: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>,
  {
    isQuiet,
    monotonicMs = () => performance.now(),
  }: { readonly isQuiet: boolean; readonly monotonicMs?: () => number },
): {
  readonly progress: (table: Pick<InputTable, 'kind' | 'sizeOnDisk'>, offset: number) => void;
  readonly end: () => void;
} {
  if (!stderr.isTTY || isQuiet) return { progress: () => {}, end: () => {} };
  let shownAt = 0;
  let last: object | null = null;
  let begun = { ms: 0, offset: 0 };
  return {
    progress: (table, offset) => {
      const now = monotonicMs();
      if (table !== last) begun = { ms: now, offset };
      last = table;
      if (now - shownAt < INTERVAL_MS) return;
      shownAt = now;
      const perMs = (offset - begun.offset) / (now - begun.ms);
      stderr.write(`\r\u001b[K${table.kind}: ${describe(table.sizeOnDisk, offset, perMs)}`);
    },
    end: () => {
      if (shownAt > 0) stderr.write('\r\u001b[K');
      shownAt = 0;
    },
  };
}

/** Sizes are those on disk; that of standard input is not known. The rate is none at first. */
function describe(size: number, offset: number, perMs: number): string {
  const isMoving = Number.isFinite(perMs) && perMs > 0;
  const rate = isMoving ? `, ${((perMs * 1000) / MEGABYTE).toFixed(1)} MB/s` : '';
  if (size === 0) return `${(offset / MEGABYTE).toFixed(1)} MB${rate}`;
  const left = isMoving ? `, ${describeTime((size - offset) / perMs)} left` : '';
  return `${Math.min(100, (100 * offset) / size).toFixed(0)} %${rate}${left}`;
}

function describeTime(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}
