import { layOver } from '../notice/action.ts';
import type { Notice } from '../notice/notice.ts';
import { type CaseSetting, judgeTouched } from './judge-touched.ts';
import type { LaidDecision } from './lay-together.ts';
import type { TouchedCase } from './touched-cases.ts';

/**
 * Takes back what a sector was told that the subscription has left, where it is overturned. A notice
 * goes by its sector (contract 3.9): what stands there stands as that of a subscription that has ended.
 */
export function retractLeft(
  touched: TouchedCase,
  standing: readonly Notice[],
  setting: CaseSetting & { readonly decisions: readonly LaidDecision[] },
): readonly Notice[] {
  return standing.flatMap((latest) => {
    const { sector, noticeId } = latest;
    const subscription = { ...touched.subscription, sector, status: 'ENDED' } as const;
    const judgement = judgeTouched({ ...touched, subscription }, setting.decisions, setting);
    if (judgement === null) return [];
    return layOver(null, judgement.judged, latest, { noticeId }) ?? [];
  });
}
