import type { CommandSpec } from '../command.ts';

/** `completion`. */
export const COMPLETION: CommandSpec = {
  name: 'completion',
  argument: '<shell>',
  summary: 'print what bash, zsh or fish needs to complete commands and options',
  examples: [
    'completion bash > /etc/bash_completion.d/screening-catchup',
    'completion zsh >> ~/.zshrc',
    'completion fish > ~/.config/fish/completions/screening-catchup.fish',
  ],
  options: [],
  recorded: 'NEVER',
  load: async () => {
    const { completionCommand } = await import('../completion.ts');
    return ({ args: [shell = ''], commands }) => completionCommand(shell, commands);
  },
};
