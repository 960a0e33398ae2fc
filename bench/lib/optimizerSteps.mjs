// One optimizer in a process of its own, as the engine has it.
//   node --expose-gc --max-semi-space-size=64 bench/lib/optimizerSteps.mjs NAME SIZE
// Answers each line, one of these ways, with { nanoseconds, garbage } a step, as JSON, once it has said that
// it is warm. The ways: `update` steps alone, `recorded` keeps every series of every step as well,
// `hand` is Adam by hand.
import { createInterface } from 'node:readline';
import { load } from './build.mjs';
import { handWrittenAdam } from './handAdam.mjs';
import { median } from './report.mjs';

const rounds = 3;
const [name, length] = process.argv.slice(2);
const size = Number(length);
const steppers = name === 'hand' ? { hand: handWrittenAdam(size) } : await ours(name);
const measures = Object.entries(steppers).map(([way, stepper]) => [way, measureOf(stepper)]);
console.log('"warm"');
for await (const way of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(Object.fromEntries(measures)[way]()));
}

/**
 * Whole steps along a fixed gradient, from one state to the next; the row of every stored
 * series (loss, θ, g, the state), as the engine writes it, where it is asked for.
 */
async function ours(optimizer) {
  const { createOptimizer, seriesOf, storedSlots, rowParts, rowWidth, writeRow } = await load(
    'optimizers/make',
    'engine/rows',
  );
  const leaf = { name: 'x', length: size };
  const made = createOptimizer({ optimizer, hyperparameters: {} }, [leaf]);
  if ('problems' in made) throw new Error(JSON.stringify(made.problems));
  const { step, init, series } = made.optimizer;
  const slots = storedSlots(seriesOf(series), [leaf]);
  const row = new Float64Array(rowWidth(size, slots));
  const gradient = Float64Array.from({ length: size }, (_, i) => Math.sin(i + 1));
  const start = Float64Array.from({ length: size }, (_, i) => Math.cos(i));
  const steps = (recorded) => {
    const side = (theta, state) => {
      return { theta, state, parts: rowParts(theta, gradient, state, slots) };
    };
    let before = side(start.slice(), init(start));
    let after = side(new Float64Array(size), init(start));
    return (from, to) => {
      for (let t = from; t < to; t++) {
        step(before.theta, gradient, t, before.state, after.state, after.theta);
        if (recorded) writeRow(row, 0, t, after.parts);
        const written = after;
        after = before;
        before = written;
      }
    };
  };
  return { update: steps(false), recorded: steps(true) };
}

/** Warms up; then nanoseconds of processor time a step (median), and bytes that one leaves behind. */
function measureOf(walk) {
  const steps = Math.max(1000, Math.round(200_000 / size));
  let t = 1;
  const run = (count) => walk(t, (t += count));
  for (let k = 0; k < 10; k++) run(steps);
  return () => {
    const times = Array.from({ length: rounds }, () => {
      const from = process.cpuUsage();
      run(steps);
      const { user, system } = process.cpuUsage(from);
      return ((user + system) * 1000) / steps;
    });
    const counted = size === 2 ? 50_000 : 5000;
    global.gc();
    const before = process.memoryUsage().heapUsed;
    run(counted);
    const garbage = (process.memoryUsage().heapUsed - before) / counted;
    return { nanoseconds: median(times), garbage };
  };
}
