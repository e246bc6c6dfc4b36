/** The arguments of a command as they are tested: with `SCREEN=off` every run reads its rows the long way. */
export function asTested(args: readonly string[]): readonly string[] {
  const reads = args[0] === 'run' || args[0] === 'plan';
  const isAsked = process.env.SCREEN === 'off' && reads && !args.includes('--no-screen');
  return isAsked ? [...args, '--no-screen'] : args;
}
