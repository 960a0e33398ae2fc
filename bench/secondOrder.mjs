// Second derivatives beside the gradient that they are made of, on the tape, in one run:
//   node bench/secondOrder.mjs [--docs] [part of a name …]
// `--docs`: the table goes into docs/gradients.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { load } from './lib/build.mjs';
import { inStyle, objectives } from './lib/objectives.mjs';
import { machine, median, short, table } from './lib/report.mjs';
import { countFor, timeOf } from './lib/timing.mjs';
import { withSection } from '../scripts/docs/gradients.mjs';

const rounds = 7;
const { compileProgram } = await load('autodiff/program');
const parts = process.argv.slice(2).filter((each) => !each.startsWith('--'));
const chosen = [...objectives, ...inStyle].filter(({ name }) =>
  parts.every((part) => name.includes(part)),
);

const rows = chosen.map(({ name, source, start }) => {
  const bundle = {
    ...{ name: 'f', file: 'f.ts', map: null, context: -1 },
    code: `${source}\nexports.objective = f; exports.start = () => ${JSON.stringify([start])};`,
    parameters: [{ kind: 'name', name: 'p' }],
  };
  const options = { seed: 0, start: null, console: () => undefined, gradient: 'tape' };
  const program = compileProgram(bundle, options);
  const second = program.secondOrder();
  const theta = program.start;
  const [direction, into] = [theta.map((_, i) => Math.sin(i + 1)), theta.slice()];
  const runs = {
    gradient: () => program.valueAndGradient(theta, 1, into),
    product: () => second(theta, 1).product(direction, into),
    evaluation: () => second(theta, 1),
  };
  const counts = Object.values(runs).map(countFor);
  const taken = Object.fromEntries(Object.keys(runs).map((key) => [key, []]));
  // In turn, so that whatever else the machine does hits all of them.
  for (let round = 0; round < rounds; round++) {
    Object.entries(runs).forEach(([key, run], k) => taken[key].push(timeOf(run, counts[k])));
  }
  const ratio = (of) => median(taken.gradient.map((time, k) => of(k) / time));
  return [
    name,
    ...['gradient', 'product'].map((key) => short(median(taken[key]))),
    ratio((k) => taken.product[k]).toFixed(2),
    ratio((k) => taken.product[k] - taken.evaluation[k]).toFixed(2),
  ];
});

const head = ['', 'gradient, tape', 'H·d', '÷ gradient', 'each further H·d ÷ gradient'];
const text = [
  `${machine()}. Nanoseconds of processor time, medians of ${rounds} turns; ratios are medians of those of each turn.`,
  table(head, rows),
].join('\n\n');
console.log(text);
if (process.argv.includes('--docs')) {
  const file = new URL('../docs/gradients.md', import.meta.url);
  writeFileSync(file, withSection(readFileSync(file, 'utf8'), 'second', text));
}
