import { REJECTS } from './artefacts.ts';
import { inOrder } from './csv-file.ts';
import { DUTCH } from './report/dutch.ts';
import { renderPage } from './report/page.ts';
import { ReportTally } from './report/tally.ts';
import type { RunResult } from './run-result.ts';

/**
 * `report.html`: one self-contained page in Dutch for people, without personal data (contract 5). Lists
 * stand in the order of the result.
 */
export function renderReport(result: RunResult): string {
  const tally = new ReportTally();
  for (const notice of result.notices) tally.seeNotice(notice);
  for (const review of result.reviews) tally.seeReview(review);
  for (const fact of result.considered) tally.seeConsidered(fact);
  for (const row of inOrder(result.rejections, REJECTS)) tally.seeReject(row);
  return renderPage({ ...result, tally }, DUTCH);
}
