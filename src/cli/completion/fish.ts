import type { CommandSpec } from '../command.ts';
import { groupCommands, wordsOf } from './words.ts';

/** One `complete` a command and option; files only where an option or argument is one. */
export function completeInFish(commands: readonly CommandSpec[]): string {
  const groups = groupCommands(commands);
  const lines = ['# screening-catchup completion fish', 'complete -c screening-catchup -f'];
  for (const [group, members] of groups) {
    const seen = `__fish_seen_subcommand_from ${group}`;
    if (group !== '') lines.push(complete('__fish_use_subcommand', `-a ${group}`));
    const own = members.map(({ name }) => name.split(' ').at(-1) ?? '');
    const isOpen =
      group === ''
        ? '__fish_use_subcommand'
        : `${seen}; and not __fish_seen_subcommand_from ${own.join(' ')}`;
    for (const [place, { summary, argument, options }] of members.entries()) {
      const name = own[place] ?? '';
      const isMeant =
        group === ''
          ? `__fish_seen_subcommand_from ${name}`
          : `${seen}; and __fish_seen_subcommand_from ${name}`;
      lines.push(complete(isOpen, `-a ${name} -d ${quote(summary)}`));
      if (argument === '<folder>') lines.push(complete(isMeant, '-F'));
      for (const option of options.map(wordsOf)) {
        const value =
          option.values.length > 0
            ? ` -xa ${quote(option.values.join(' '))}`
            : option.takesFile
              ? ' -rF'
              : option.takesValue
                ? ' -x'
                : '';
        lines.push(
          complete(isMeant, `-l ${option.name.slice(2)}${value} -d ${quote(option.description)}`),
        );
      }
    }
  }
  return `${lines.join('\n')}\n`;
}

function complete(condition: string, what: string): string {
  return `complete -c screening-catchup -n ${quote(condition)} ${what}`;
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
