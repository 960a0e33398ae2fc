// How long the compiler takes, cold: every measurement is the first compilation of a process.
//   node bench/compiling.mjs [part of a name …]
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { load } from './lib/build.mjs';
import { inStyle, objectives } from './lib/objectives.mjs';
import { machine, median, short, table } from './lib/report.mjs';

const turns = 5;
const self = fileURLToPath(import.meta.url);
const all = [...objectives, ...inStyle];
const [first, ...more] = process.argv.slice(2);
if (first === '--once') once(all[Number(more[0])], more[1], await load('autodiff/program'));
else {
  const names = process.argv.slice(2);
  const rows = all.flatMap(({ name, source }, i) => {
    if (!names.every((each) => name.includes(each))) return [];
    const taken = (gradient) =>
      median(Array.from({ length: turns }, () => Number(run('--once', String(i), gradient))));
    const [tape, compiled] = [taken('tape'), taken('compiled')];
    return [[name, source.split('\n').length, ...[tape, compiled, compiled - tape].map(short)]];
  });
  console.log(
    `${machine()}. Milliseconds of processor time, cold, medians of ${turns} processes.\n`,
  );
  console.log(table(['', 'lines', 'tape', 'compiled', 'of it the compiler'], rows));
}

function run(...args) {
  return execFileSync(process.execPath, [self, ...args], { encoding: 'utf8' });
}

/** Prints the milliseconds from an objective's text to a program that is ready to run. */
function once({ source, start }, gradient, { compileProgram }) {
  const bundle = {
    ...{ name: 'f', file: 'f.ts', map: null, context: -1 },
    code: `${source}\nexports.objective = f; exports.start = () => ${JSON.stringify([start])};`,
    parameters: [{ kind: 'name', name: 'p' }],
  };
  const options = { seed: 0, start: null, console: () => undefined, gradient };
  const from = process.cpuUsage();
  const program = compileProgram(bundle, options);
  const { user, system } = process.cpuUsage(from);
  if (program.gradientSource !== gradient) throw new Error(program.gradientSource);
  console.log((user + system) / 1000);
}
