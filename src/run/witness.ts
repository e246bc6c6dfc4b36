import type { Disposition } from '../notice/disposition.ts';
import type { Notice } from '../notice/notice.ts';
import type { Identities } from '../person/identities.ts';
import type { TouchedJudgement } from './judge-touched.ts';
import type { LaidDecisions } from './lay-together.ts';
import type { TouchedCase } from './touched-cases.ts';
import type { WindowRow } from './window-rows.ts';

/** Is told how a run comes to its judgement, batch by batch, to explain it; has no say in it. */
export type Witness = (batch: {
  readonly cases: readonly WitnessedCase[];
  readonly laid: LaidDecisions;
  readonly identities: Identities;
  /** How each row of the batch ends. */
  readonly ends: ReadonlyMap<WindowRow, Disposition>;
}) => void;

/** One subscription and case, and what came of it. */
export interface WitnessedCase extends TouchedJudgement {
  readonly touched: TouchedCase;
  /** The date by which it was judged (contract 3.9). */
  readonly asOf: string;
  readonly noticeId: string;
  /** The latest version that earlier runs issued; null where none did. */
  readonly latest: Notice | null;
  /** What this run says; null where it says nothing. */
  readonly notice: Notice | null;
}
