import { type Fault, faultOf } from '../audit/fault.ts';
import type { Manifest } from '../audit/manifest-file.ts';
import { compareQuestion } from '../audit/question-comparison.ts';
import { compareWithRebuilt } from '../audit/rebuilt-comparison.ts';
import { type CatchUpRequest, type CatchUpSurroundings, catchUp } from './catch-up.ts';

/**
 * Judges a run again without a trace, the ledger as it stood before it, and compares what comes of
 * it with the run folder (contract 3.9). Gives whether all was there to judge it.
 */
export async function judgeAgain(
  request: CatchUpRequest,
  { folder, manifest }: { readonly folder: string; readonly manifest: Manifest },
  surroundings: Pick<CatchUpSurroundings, 'log' | 'signal' | 'now'> & {
    readonly tell: (fault: Fault) => void;
  },
): Promise<boolean> {
  const { tell, ...around } = surroundings;
  let isJudged = false;
  const judged: CatchUpSurroundings['judged'] = async ({ result, recognised, runs }) => {
    const wrong = [...compareQuestion(manifest, result)];
    wrong.forEach(tell);
    if (wrong.length > 0) return;
    if (recognised?.runId !== manifest.runId) {
      tell(faultOf('inputs', 'cannot be judged again: the ledger holds no run of this question'));
      return;
    }
    isJudged = true;
    let differs = false;
    for await (const fault of compareWithRebuilt(folder, result)) {
      differs = true;
      tell(fault);
    }
    if (differs && runs.some(({ number, purged }) => number < recognised.number && purged))
      tell(
        faultOf('inputs', 'earlier runs were purged since: a difference may come of that alone'),
      );
  };
  await catchUp({ ...request, isDryRun: true }, { ...around, progress: () => {}, judged });
  return isJudged;
}
