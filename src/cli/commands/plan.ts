import type { CommandSpec } from '../command.ts';
import { RUN_OPTIONS } from './run.ts';

/** `plan`. */
export const PLAN: CommandSpec = {
  name: 'plan',
  summary: 'show day by day what a run would do, without the lock and without a trace',
  examples: [
    `plan --from 2025-08-14 --until 2025-08-17 \\
      --decisions om-corrected.csv --subscriptions kinderopvang.csv`,
    'plan --last 7d --decisions om.csv --subscriptions kinderopvang.csv',
  ],
  options: RUN_OPTIONS,
  recorded: 'ALWAYS',
  load: async () => {
    const { planCommand } = await import('../run.ts');
    return ({ options, surroundings }) => planCommand(options(), surroundings);
  },
};
