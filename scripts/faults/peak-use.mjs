// Loaded before the program: writes its peak memory and processor time to `PEAK_FILE` when it ends.
import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

process.on('exit', () => {
  if (!isMainThread) return;
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const use = { peakMib: maxRSS / 1024, cpuMs: (userCPUTime + systemCPUTime) / 1000 };
  writeFileSync(process.env.PEAK_FILE ?? '', JSON.stringify(use), { mode: 0o600 });
});
