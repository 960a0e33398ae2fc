// A step of every optimizer, beside Adam by hand and, where there is one, beside PyTorch:
//   node bench/optimizers.mjs [name …]
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from './lib/build.mjs';
import { machine, short, table } from './lib/report.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const sizes = [2, 1000];
/** How much faster than PyTorch's single thread in float64, at each size. */
const targets = [300, 4];
/**
 * Bytes a step that are no garbage of ours: at n = 2 less than one boxed number; at n = 1,000, where
 * V8 inlines less around the long loop, a few boxed scalars and nothing that grows with n.
 */
const noGarbage = [4, 64];

const { registry } = await load('optimizers/registry');
const asked = process.argv.slice(2);
const names = registry
  .map(({ name }) => name)
  .filter((n) => asked.length === 0 || asked.includes(n));

const torch = measureTorch();
const hand = measure('hand-written');
const ours = names.map((name) => [name, measure(name)]);

console.log('A step of every optimizer with its defaults: float64, medians of processor time.');
console.log(`${machine()}; PyTorch: ${torch ? torch.version : 'not here'}\n`);
const head = ['', ...sizes.flatMap((n) => [`ns a step, n = ${n}`, 'a coordinate', 'PyTorch ÷ it'])];
const perCoordinate = ({ nanoseconds, size }) => short(nanoseconds / size);
const ratio = (name, k, { nanoseconds }) => {
  const theirs = torch?.results[name]?.[k];
  return theirs === undefined ? '–' : short(theirs / nanoseconds);
};
const row = (title, name, measured) => [
  title,
  ...measured.flatMap((each, k) => [
    short(each.nanoseconds),
    perCoordinate(each),
    ratio(name, k, each),
  ]),
  measured.map(({ garbage }) => short(Math.max(0, garbage))).join(', '),
];
const rows = ours.map(([name, measured]) => row(name, name, measured));
rows.push(row('Adam by hand', 'adam', hand));
console.log(table([...head, `bytes a step`], rows));

const littering = ours.filter(([, measured]) =>
  measured.some((each, k) => each.garbage > noGarbage[k]),
);
const littered = littering.map(([name]) => name).join(', ');
console.log(`\nGarbage: ${littered === '' ? 'none' : `in ${littered}`}.`);
if (torch) {
  sizes.forEach((size, k) => {
    const ratios = ours.flatMap(([name, measured]) => {
      const theirs = torch.results[name]?.[k];
      return theirs === undefined ? [] : [[theirs / measured[k].nanoseconds, name]];
    });
    const [least, slowest] = ratios.sort(([a], [b]) => a - b)[0] ?? [NaN, 'none'];
    console.log(
      `n = ${size}: at least ${short(least)} times faster than PyTorch (${slowest}; target ${targets[k]}).`,
    );
  });
}
process.exitCode = littered === '' ? 0 : 1;

function measure(name) {
  const script = path.join(here, 'lib', 'optimizerSteps.mjs');
  const flags = ['--expose-gc', '--max-semi-space-size=64'];
  return JSON.parse(run(process.execPath, [...flags, script, name, ...sizes.map(String)]));
}

/** With the Python on the path, or Debian's; null where neither has PyTorch. */
function measureTorch() {
  const script = path.join(here, 'lib', 'torchSteps.py');
  const python = ['python3', '/usr/bin/python3'].find(
    (each) => spawnSync(each, ['-c', 'import torch']).status === 0,
  );
  return python ? JSON.parse(run(python, [script, ...sizes.map(String)])) : null;
}

function run(command, args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw error ?? new Error(stderr);
  return stdout;
}
