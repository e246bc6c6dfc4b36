import type { CommandSpec } from '../command.ts';
import { JSON_LINES, LEDGER, QUIET_IF_WELL, RULES, SETTINGS, SPEAKING } from '../options.ts';

/** `config show`. */
export const CONFIG_SHOW: CommandSpec = {
  name: 'config show',
  summary: 'print every value and where it came from, secrets masked',
  examples: ['config show --config catchup.json'],
  options: [...SETTINGS, JSON_LINES],
  recorded: 'NEVER',
  load: async () => {
    const { showConfiguration } = await import('../config.ts');
    return ({ options, sourceOf }) => showConfiguration(options(), sourceOf);
  },
};

/** `config check`. */
export const CONFIG_CHECK: CommandSpec = {
  name: 'config check',
  summary: 'check the configuration, and reach every sink without sending a notice',
  examples: ['config check --config catchup.json'],
  options: [LEDGER, RULES, ...SPEAKING, QUIET_IF_WELL],
  recorded: 'NEVER',
  load: async () => {
    const { checkConfiguration } = await import('../config.ts');
    return ({ options }) => checkConfiguration(options());
  },
};
