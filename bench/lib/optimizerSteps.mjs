// One optimizer in a process of its own, as the engine has it: its time and its garbage a step.
//   node --expose-gc --max-semi-space-size=64 bench/lib/optimizerSteps.mjs NAME SIZE …
import { load } from './build.mjs';
import { handWrittenAdam } from './handAdam.mjs';
import { median } from './report.mjs';

const rounds = 9;
const [name, ...sizes] = process.argv.slice(2);
const stepper = name === 'hand-written' ? handWrittenAdam : await ours(name);
// The larger one last: what is compiled for it sees both.
const results = sizes.map(Number).map((size) => measure(stepper(size), size));
console.log(JSON.stringify(results));

/** Steps along a fixed gradient: copy it, update, add Δθ, swap the states. */
async function ours(optimizer) {
  const { createOptimizer } = await load('optimizers/make');
  return (size) => {
    const made = createOptimizer({ optimizer, hyperparameters: {} }, [{ name: 'x', length: size }]);
    if ('problems' in made) throw new Error(JSON.stringify(made.problems));
    const { update, init, round } = made.optimizer;
    const theta = startOf(size);
    const gradient = gradientOf(size);
    const updates = new Float64Array(size);
    let state = init(theta);
    let next = init(theta);
    return (t) => {
      updates.set(gradient);
      update(updates, theta, t, state, next);
      for (let i = 0; i < size; i++) theta[i] = round(theta[i] + updates[i]);
      const last = state;
      state = next;
      next = last;
    };
  };
}

/** Nanoseconds of processor time a step (median), and bytes that a step leaves behind. */
function measure(step, size) {
  const steps = Math.max(2000, Math.round(400_000 / size));
  let t = 0;
  const run = (count) => {
    for (let k = 0; k < count; k++) step(++t);
  };
  run(5 * steps);
  const times = Array.from({ length: rounds }, () => {
    const from = process.cpuUsage();
    run(steps);
    const { user, system } = process.cpuUsage(from);
    return ((user + system) * 1000) / steps;
  });
  const counted = size === 2 ? 100_000 : 10_000;
  global.gc();
  const before = process.memoryUsage().heapUsed;
  run(counted);
  const garbage = (process.memoryUsage().heapUsed - before) / counted;
  return { size, nanoseconds: median(times), garbage };
}

function startOf(size) {
  return Float64Array.from({ length: size }, (_, i) => Math.cos(i));
}

function gradientOf(size) {
  return Float64Array.from({ length: size }, (_, i) => Math.sin(i + 1));
}
