import type { CommandSpec } from '../command.ts';
import { LEDGER, OUT, QUIET_IF_WELL, SPEAKING } from '../options.ts';

const ITEM = '209d2c52-0f24-5149-bca0-12d25d131595';

/** `review list`. */
export const REVIEW_LIST: CommandSpec = {
  name: 'review list',
  summary: 'list what stands for review, and what people answered, who and why',
  examples: ['review list --open', 'review list --json'],
  options: [LEDGER, { flags: '--open', description: 'only what nobody answered yet' }, ...SPEAKING],
  recorded: 'WITH_LEDGER',
  load: async () => {
    const { listReviewItems } = await import('../review.ts');
    return ({ options }) => listReviewItems(options());
  },
};

/** `review show`. */
export const REVIEW_SHOW: CommandSpec = {
  name: 'review show',
  argument: '<id>',
  summary: 'show what there is to judge, and where the person stands',
  examples: [`review show ${ITEM}`],
  options: [LEDGER, OUT, ...SPEAKING],
  recorded: 'WITH_LEDGER',
  load: async () => {
    const { showReviewItem } = await import('../review.ts');
    return ({ options, args: [id = ''] }) => showReviewItem(id, options());
  },
};

/** `review resolve` (contract 3.9). */
export const REVIEW_RESOLVE: CommandSpec = {
  name: 'review resolve',
  argument: '<id>',
  summary: "enter a person's answer: it is a notice, or it is not",
  examples: [
    `review resolve ${ITEM} \\
      --as dismiss --by "A. Jansen" --reason "another person of that name"`,
  ],
  options: [
    {
      flags: '--as <answer>',
      description: 'notice or dismiss',
      isRequired: true,
      values: ['notice', 'dismiss'],
    },
    { flags: '--by <name>', description: 'who judged it', isRequired: true },
    {
      flags: '--reason <text>',
      description: 'why, in one line without personal data',
      isRequired: true,
    },
    LEDGER,
    ...SPEAKING,
    QUIET_IF_WELL,
  ],
  recorded: 'WITH_LEDGER',
  load: async () => {
    const { resolveReviewItem } = await import('../review.ts');
    return ({ options, args: [id = ''] }) => resolveReviewItem(id, options());
  },
};
