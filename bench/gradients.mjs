// Value and gradient of objectives as people write them: compiled, by hand, by tape, and the
// function alone, side by side in one run:
//   node bench/gradients.mjs [part of a name …]
import { load } from './lib/build.mjs';
import { inStyle, objectives } from './lib/objectives.mjs';
import { machine, median, short, table } from './lib/report.mjs';

const { compileProgram } = await load('autodiff/program');
const rounds = 9;
const parts = process.argv.slice(2);

console.log(`Nanoseconds of processor time for a value and its gradient, medians of ${rounds}.`);
console.log(`${machine()}\n`);
report('Plain loops', objectives);
report('Helper functions, array methods, closures', inStyle);

function report(title, all) {
  const chosen = all.filter(({ name }) => parts.every((part) => name.includes(part)));
  if (chosen.length === 0) return;
  const results = chosen.map(measure);
  const geometric = (key) =>
    Math.exp(results.reduce((sum, each) => sum + Math.log(each[key]), 0) / results.length);
  const rows = results.map((each) => [
    each.name,
    ...[each.alone, each.hand, each.compiled, each.tape].map(short),
    ...[each.overHand, each.overAlone, each.tapeOver].map((x) => x.toFixed(2)),
  ]);
  const means = ['overHand', 'overAlone', 'tapeOver'].map((key) => geometric(key).toFixed(2));
  const head = [
    'function alone',
    'gradient by hand',
    'compiled',
    'tape',
    '÷ by hand',
    '÷ alone',
    'tape ÷ compiled',
  ];
  console.log(table([title, ...head], [...rows, ['geometric mean', '', '', '', '', ...means]]));
  console.log();
}

function measure({ name, source, start, byHand }) {
  const bundle = {
    ...{ name: 'f', file: 'f.ts', map: null, context: -1 },
    code: `${source}\nexports.objective = f; exports.start = () => ${JSON.stringify([start])};`,
    parameters: [{ kind: 'name', name: 'p' }],
  };
  const options = { seed: 0, start: null, console: () => undefined };
  const compiled = compileProgram(bundle, { ...options, gradient: 'compiled' });
  if (compiled.gradientSource !== 'compiled') throw new Error(JSON.stringify(compiled.declined));
  const tape = compileProgram(bundle, { ...options, gradient: 'tape' });
  const theta = compiled.start;
  const f = new Function(`${source}\nreturn f;`)();
  const [a, b] = [new Float64Array(theta.length), new Float64Array(theta.length)];
  compiled.valueAndGradient(theta, 1, a);
  byHand(theta, b);
  const largest = Math.max(...b.map(Math.abs));
  if (a.some((x, i) => Math.abs(x - b[i]) > 1e-9 * largest))
    throw new Error(`${name}: not the same gradient`);
  const runs = [
    () => f(start),
    () => byHand(theta, b),
    () => compiled.valueAndGradient(theta, 1, a),
    () => tape.valueAndGradient(theta, 1, a),
  ];
  const counts = runs.map(countFor);
  const times = runs.map(() => []);
  // In turn, so that whatever else the machine does hits all of them.
  for (let round = 0; round < rounds; round++) {
    runs.forEach((run, i) => times[i].push(timeOf(run, counts[i])));
  }
  const [alone, hand, own, onTape] = times.map(median);
  return {
    ...{ name, alone, hand, compiled: own, tape: onTape },
    ...{ overHand: own / hand, overAlone: own / alone, tapeOver: onTape / own },
  };
}

/** How often to run so that it takes about 20 ms. */
function countFor(run) {
  for (let count = 1; ; count *= 2) {
    const time = timeOf(run, count) * count;
    if (time > 2e7) return count;
  }
}

function timeOf(run, count) {
  const from = process.cpuUsage();
  for (let i = 0; i < count; i++) run();
  const { user, system } = process.cpuUsage(from);
  return ((user + system) * 1000) / count;
}
