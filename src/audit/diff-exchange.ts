import type { CasePair, Cause, Causes } from './diff-causes.ts';
import { type Asked, versionsIn } from './told-run.ts';

/** What was exchanged, and what was said otherwise for that alone. */
export type Exchange = Exclude<Asked, 'PROGRAM_VERSION' | 'RULES'> | 'EARLIER_RUNS';

/**
 * Of causes that were found in what two runs tell, those that show an effect of their own when the later
 * run is judged again without them; rules and program cannot be exchanged.
 */
export function narrowCauses(
  found: Causes,
  pair: CasePair,
  {
    effects,
    differs,
  }: { readonly effects: readonly Exchange[]; readonly differs: ReadonlySet<Asked> },
): Causes {
  if (effects.length === 0) return found;
  const causes = effects.flatMap((effect) => {
    const named = found.causes.filter((cause) => exchangesOf(cause).includes(effect));
    return named.length > 0 ? named : causesOf(effect, pair);
  });
  const distinct = new Map(causes.map((cause) => [JSON.stringify(cause), cause]));
  const isCertain = !differs.has('RULES') && !differs.has('PROGRAM_VERSION');
  return { causes: [...distinct.values()], isCertain };
}

/** By what exchange a cause shows its effect. */
function exchangesOf(cause: Cause): readonly Exchange[] {
  switch (cause.cause) {
    case 'INPUT_ROW':
      return cause.row === SIGNALS ? ['ALREADY_SIGNALLED'] : ['DECISIONS'];
    case 'SUBSCRIPTION':
      return ['SUBSCRIPTIONS', 'IDENTITIES'];
    case 'AS_OF_DATE':
    case 'WINDOW':
    case 'EARLIER_RUNS':
      return [cause.cause];
    default:
      return [];
  }
}

function causesOf(effect: Exchange, { before, now }: CasePair): readonly Cause[] {
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
    default:
      return [{ cause: effect }];
  }
}

const SIGNALS = 'already-signalled';
