// Traces Rosenbrock with Adam, side by side in one process: node bench/trace.mjs [steps] [rounds]
import { handWritten } from './lib/handWritten.mjs';
import { ours } from './lib/ours.mjs';
import { machine, median, short, table } from './lib/report.mjs';
import { width } from './lib/rosenbrock.mjs';
import { tensorflow } from './lib/tensorflow.mjs';

const steps = Number(process.argv[2] ?? 10_000);
const rounds = Number(process.argv[3] ?? 15);

const contenders = [await ours(steps), handWritten(steps), await tensorflow(steps)];
const times = contenders.map(() => []);
// Processor time, not the clock on the wall: on a busy machine that one measures the neighbours.
const time = (run) => {
  const from = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
};
const cold = contenders.map(({ run }) => time(run));
// Turn by turn, so that whatever else the machine does disturbs all of them alike; the fast ones
// ten times a turn, since one run of theirs is short beside a time slice.
for (let round = 0; round < rounds; round++) {
  contenders.forEach(({ run }, k) => {
    for (let again = 0; again < (k === 2 ? 1 : 10); again++) times[k].push(time(run));
  });
}
compare(contenders[0].rows, contenders[1].rows, 1e-9, 500);
compare(contenders[0].rows, contenders[2].rows, 1e-2, 100);

const medians = times.map(median);
const rows = contenders.map(({ name }, k) => [
  name,
  short(medians[k]),
  short((medians[k] / steps) * 1e6),
  short(cold[k]),
  short(medians[k] / medians[0]),
]);
console.log(
  `Trace of Rosenbrock, ${steps.toLocaleString('en')} steps, ${rounds} rounds, medians of processor time.`,
);
console.log(`${machine()}\n`);
console.log(table(['', 'ms', 'ns a step', 'ms, first run', 'time ÷ Adamscope’s'], rows));
console.log(
  `\nWithin ${short(medians[0] / medians[1])} times of the hand-written loop (target 6); ` +
    `${short(medians[2] / medians[0])} times faster than TensorFlow.js (target 300).`,
);

/** Everyone must have done the same work: the same numbers, until rounding is amplified. */
function compare(a, b, tolerance, until) {
  for (let k = 0; k < Math.min(until, steps) * width; k++) {
    if (Math.abs(a[k] - b[k]) <= tolerance * Math.max(1, Math.abs(a[k]))) continue;
    const where = `step ${Math.floor(k / width) + 1}, number ${k % width}`;
    throw new Error(`The contenders disagree at ${where}: ${a[k]} and ${b[k]}.`);
  }
}
