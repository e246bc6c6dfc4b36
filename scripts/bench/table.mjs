// Runs contenders in turn and says what came of it, as a Markdown table.
import { measure, median } from './measure.mjs';

export const say = (text) => process.stdout.write(`${text}\n`);

/** The first contender is the one that the others are compared with, round by round. */
export async function compare(title, contenders, scratch) {
  const runs = new Map(contenders.map(({ name }) => [name, []]));
  const rounds = Math.max(...contenders.map((each) => each.rounds));
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of contenders) {
      if (round >= contender.rounds) continue;
      contender.before?.();
      runs.get(contender.name).push(await measure(contender.command, scratch));
    }
  }
  const [{ name: job }] = contenders;
  say(`\n${title}\n`);
  say('| | wall s | CPU s | peak MiB | wall, first ÷ this |');
  say('|---|---|---|---|---|');
  for (const { name } of contenders) {
    const of = (field) => runs.get(name).map((run) => run[field]);
    const ratios = of('wall').map((wall, round) => runs.get(job)[round].wall / wall);
    const cells = [range(of('wall'), 2), range(of('cpu'), 2), range(of('memory'), 0)];
    say(`| ${name} | ${cells.join(' | ')} | ${range(ratios, 2)} |`);
  }
  return runs;
}

function range(values, digits) {
  const show = (value) => value.toFixed(digits);
  return values.length === 1
    ? show(values[0])
    : `${show(median(values))} (${show(Math.min(...values))}–${show(Math.max(...values))})`;
}

/** Whatever prints one number has counted the pairs; they must agree. */
export function checkPairs(runs) {
  const found = new Map();
  for (const [name, [run]] of runs) {
    const number = /^(\d+)\s*$/.exec(run.output.trim())?.[1];
    if (number !== undefined && !name.includes('csv-parse')) found.set(name, number);
  }
  const numbers = new Set(found.values());
  if (numbers.size > 1) throw new Error(`the peers disagree: ${JSON.stringify([...found])}`);
  say(`\nAll peers find the same ${[...numbers][0] ?? '?'} pairs.`);
}
