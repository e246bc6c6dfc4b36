import type { CommandSpec } from '../command.ts';
import { groupCommands, wordsOf } from './words.ts';

/** A function for bash's `complete`; where it has nothing to say, names of files come. */
export function completeInBash(commands: readonly CommandSpec[]): string {
  const groups = groupCommands(commands);
  const names = [...groups.keys()].filter((name) => name !== '');
  const first = [...(groups.get('') ?? []).map(({ name }) => name), ...names, 'help'];
  return `# screening-catchup completion bash
_screening_catchup() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  local command="\${COMP_WORDS[1]}" place=2 options='' values=''
  case "$command" in
    ${names.join('|')}) command="$command \${COMP_WORDS[2]}"; place=3 ;;
  esac
  case "$command" in
${commands.map(describe).join('\n')}
  esac
  case "$command $previous" in
${commands.flatMap(valuesOf).join('\n')}
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${first.join(' ')}' -- "$current"))
  elif [ "$COMP_CWORD" -lt "$place" ]; then
    case "\${COMP_WORDS[1]}" in
${names.map((name) => `      ${name}) values='${membersOf(groups.get(name) ?? [])}' ;;`).join('\n')}
    esac
    COMPREPLY=($(compgen -W "$values" -- "$current"))
  elif [ -n "$values" ]; then
    COMPREPLY=($(compgen -W "$values" -- "$current"))
  elif [ "\${current#-}" != "$current" ]; then
    COMPREPLY=($(compgen -W "$options" -- "$current"))
  else
    COMPREPLY=()
  fi
}
complete -o default -F _screening_catchup screening-catchup
`;
}

/** The same by zsh's own support of bash functions. */
export function completeInZsh(commands: readonly CommandSpec[]): string {
  const script = completeInBash(commands).replace('completion bash', 'completion zsh');
  return `autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n${script}`;
}

function describe({ name, options }: CommandSpec): string {
  const flags = [...options.map((option) => wordsOf(option).name), '--help'];
  return `    '${name}') options='${flags.join(' ')}' ;;`;
}

function valuesOf({ name, options }: CommandSpec): readonly string[] {
  return options
    .map(wordsOf)
    .filter(({ values }) => values.length > 0)
    .map((option) => `    '${name} ${option.name}') values='${option.values.join(' ')}' ;;`);
}

function membersOf(commands: readonly CommandSpec[]): string {
  return commands.map(({ name }) => name.split(' ').at(-1)).join(' ');
}
