import type { CasePair, Cause, Causes } from './diff-causes.ts';
import { type Asked, versionsIn } from './told-run.ts';

/** What was exchanged, and what was said otherwise for that alone; or nothing that can be explains it. */
export type Effect = Asked | 'EARLIER_RUNS' | 'UNEXPLAINED';

/**
 * Of causes that were found in what two runs tell, those that show an effect of their own when the runs
 * are judged again without them.
 */
export function narrowCauses(
  found: Causes,
  pair: CasePair,
  {
    effects,
    isAllExchanged,
  }: { readonly effects: readonly Effect[]; readonly isAllExchanged: boolean },
): Causes {
  if (effects.length === 0) return found;
  const causes = effects.flatMap((effect) => {
    const named = found.causes.filter((cause) => exchangesOf(cause).includes(effect));
    return named.length > 0 ? named : causesOf(effect, pair);
  });
  if (!isAllExchanged) causes.push({ cause: 'RULE' });
  const distinct = new Map(causes.map((cause) => [JSON.stringify(cause), cause]));
  return { causes: [...distinct.values()], isCertain: isAllExchanged };
}

/** By what exchange a cause shows its effect. */
function exchangesOf(cause: Cause): readonly Effect[] {
  switch (cause.cause) {
    case 'INPUT_ROW':
      return cause.row === SIGNALS ? ['ALREADY_SIGNALLED'] : ['DECISIONS'];
    case 'SUBSCRIPTION':
      return ['SUBSCRIPTIONS', 'IDENTITIES'];
    case 'RULE':
      return ['RULES'];
    case 'REVIEW_ANSWER':
      return ['EARLIER_RUNS'];
    default:
      return [cause.cause];
  }
}

function causesOf(effect: Effect, { before, now }: CasePair): readonly Cause[] {
  switch (effect) {
    case 'DECISIONS':
      return [...versionsIn(now ?? before)].map(([decision, version]) => {
        return { cause: 'INPUT_ROW', change: 'CHANGED', row: `${decision}:${version}` };
      });
    case 'ALREADY_SIGNALLED':
      return [{ cause: 'INPUT_ROW', change: 'CHANGED', row: SIGNALS }];
    case 'SUBSCRIPTIONS':
    case 'IDENTITIES':
      return [{ cause: 'SUBSCRIPTION', change: 'CHANGED' }];
    case 'RULES':
      return [{ cause: 'RULE' }];
    default:
      return [{ cause: effect }];
  }
}

const SIGNALS = 'already-signalled';
