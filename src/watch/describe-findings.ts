import { shiftDate } from '../register/local-time.ts';
import type { Finding } from './findings.ts';

/** One sentence a finding; days that follow on each other in one. */
export function describeFindings(
  findings: readonly Finding[],
  describe: (finding: Finding, since: string) => string = describeFinding,
): readonly string[] {
  const sentences: string[] = [];
  let last: Finding | null = null;
  let since = '';
  for (const finding of findings) {
    if (isNextDay(last, finding)) sentences.pop();
    else since = 'day' in finding ? finding.day : '';
    sentences.push(describe(finding, since));
    last = finding;
  }
  return sentences;
}

/** Of days that follow on each other `since` is the first. */
export function describeFinding(finding: Finding, since: string): string {
  if (finding.kind === 'REPEATED_FILE') {
    const { file, runId, otherRunId } = finding;
    return `${file} of ${runId} is byte for byte a file of ${otherRunId}, which is of another window`;
  }
  const { source, day } = finding;
  if (finding.kind === 'VOLUME') {
    const { rows, median } = finding;
    const how = rows < median ? 'below a third of' : 'above three times';
    return `${source} has ${rows} rows on ${day}: ${how} ${median}, the median of such weekdays`;
  }
  const when = since === day ? `on ${day}` : `from ${since} to ${day}`;
  if (finding.kind === 'SILENT') return `${source} is silent ${when}: no row at all`;
  return `${source} had a declared outage ${when}, and rows are still missing`;
}

function isNextDay(last: Finding | null, finding: Finding): boolean {
  if (last === null || !('day' in last) || !('day' in finding)) return false;
  if (last.kind === 'VOLUME' || last.kind !== finding.kind || last.source !== finding.source)
    return false;
  return shiftDate(last.day, 1) === finding.day;
}
