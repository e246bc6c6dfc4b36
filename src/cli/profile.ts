import { STAGES, type Stages } from '../watch/stages.ts';

const KIB_PER_MIB = 1024;

/** Seconds and rows of every stage, then the processor and memory of the whole call; for standard error. */
export function describeProfile(stages: Stages, usage = process.resourceUsage()): string {
  const lines = STAGES.flatMap((stage) => {
    const ms = stages.spentMs.get(stage);
    return ms === undefined ? [] : [lineOf(stage, ms, stages.rowsOf(stage))];
  });
  const cpu = (usage.userCPUTime + usage.systemCPUTime) / 1e6;
  const memory = usage.maxRSS / KIB_PER_MIB;
  const whole = `processor ${cpu.toFixed(2)} s, memory ${memory.toFixed(0)} MiB at most`;
  return `${['stage           seconds       rows   rows per s', ...lines, whole].join('\n')}\n`;
}

function lineOf(stage: string, ms: number, rows: number): string {
  const seconds = (ms / 1000).toFixed(2).padStart(9);
  const line = `${stage.padEnd(14)}${seconds}`;
  if (rows === 0) return line;
  const rate = ms > 0 ? Math.round((rows / ms) * 1000).toString() : '';
  return `${line}${String(rows).padStart(11)}${rate.padStart(13)}`;
}
