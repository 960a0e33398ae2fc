// Any step of a long run by replay, and what a large model takes: node bench/replay.mjs [--steps N]
// [--parameters N]. Memory is the operating system's (Linux: peak resident set).
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildEngineProcess, load } from './lib/build.mjs';
import { machine, median, short, table } from './lib/report.mjs';
import { hyperparameters, source as rosenbrock } from './lib/rosenbrock.mjs';

const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '1000000' },
    parameters: { type: 'string', default: '100000' },
  },
});
const [steps, parameters] = [Number(values.steps), Number(values.parameters)];
const processFile = await buildEngineProcess();
const modules = await load(
  'objective/analyse',
  'objective/bundle',
  'sandbox/pool',
  'session/recorder',
  'session/session',
);
const { analyse, bundleObjective, EnginePool, FileRecorder, Session } = modules;
const folder = mkdtempSync(path.join(tmpdir(), 'adamscope-bench-'));
const asked = 60;

/** A network with one hidden layer on 32 points, of about so many parameters. */
function network(count) {
  const hidden = Math.max(1, Math.round(count / 102));
  return `const inputs = Array.from({ length: 32 }, (_, i) => Array.from({ length: 100 }, (_, j) => Math.sin(i * j)));
export function network({ w, b, v } = {
  w: Array.from({ length: ${hidden} }, (_, i) => Array.from({ length: 100 }, (_, j) => 0.1 * Math.sin(i + 7 * j))),
  b: Array.from({ length: ${hidden} }, () => 0),
  v: Array.from({ length: ${hidden} }, (_, i) => 0.1 * Math.cos(i)),
}, { step }) {
  const x = inputs[step % 32];
  let out = 0;
  for (let i = 0; i < ${hidden}; i++) {
    let sum = b[i];
    for (let j = 0; j < 100; j++) sum += w[i][j] * x[j];
    out += v[i] * Math.tanh(sum);
  }
  return (out - Math.sin(step % 32)) ** 2;
}`;
}

async function requestOf(text, steps, traceSize, optimizer = {}) {
  const analysis = analyse(text, 'bench.js', 'javascript');
  const { bundle } = await bundleObjective(analysis, analysis.objectives[0], async () => null);
  return {
    objective: { key: 'bench', name: bundle.name, file: 'bench.js' },
    ...{ bundle, steps, seed: 0, start: null, bounds: null, minimum: null },
    limits: { memory: 1024, evaluationTime: 60_000, traceSize },
    ...{ optimizer: 'adam', hyperparameters, dialect: 'pytorch', precision: 'float64' },
    ...{ schedule: '', clip: { value: null, norm: null }, groups: [] },
    ...optimizer,
  };
}

function peak(pid) {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return NaN;
  }
}

/** A session whose rows go into files, as in VS Code, and a run of it that has ended. */
async function traced(request, pool) {
  const recorder = new FileRecorder(
    ({ id }) => path.join(folder, `${id}.adamtrace`),
    'bench',
    (said) => console.error(said),
  );
  const session = new Session(pool, console.error, recorder);
  recorder.follow(session);
  const before = process.memoryUsage.rss() / 2 ** 20;
  let [engine, host] = [0, 0];
  const looking = setInterval(() => {
    for (const pid of pool.pids) engine = Math.max(engine, peak(pid) || 0);
    host = Math.max(host, process.memoryUsage.rss() / 2 ** 20 - before);
  }, 20);
  const from = performance.now();
  const run = await new Promise((resolve) => {
    session.onDidChange((changed, what) => what === 'state' && resolve(changed));
    session.start(request);
  });
  clearInterval(looking);
  if (run.state !== 'done') throw new Error(JSON.stringify(run.error));
  return { session, run, engine, host, seconds: (performance.now() - from) / 1000 };
}

/** Milliseconds until all numbers of a random step are read, each as a view asks for it. */
async function randomSteps({ session, run }, seed) {
  const times = [];
  let random = seed;
  for (let k = 0; k < asked; k++) {
    random = (random * 48271) % 2147483647;
    const step = 1 + (random % run.trace.length);
    const from = performance.now();
    const problem = await session.fetch(run.id, step, step);
    if (problem) throw new Error(JSON.stringify(problem));
    let sum = 0;
    for (const { name, per } of run.trace.series) {
      const count = per === 'coordinate' ? Math.min(2, run.trace.header.start.length) : 1;
      for (let index = 0; index < count; index++) sum += run.trace.value(name, index, step);
    }
    times.push(performance.now() - from);
    if (sum === undefined) throw new Error('nothing was read');
  }
  times.sort((a, b) => a - b);
  return [median(times), times[Math.floor(0.95 * times.length)]];
}

const pool = new EnginePool({ processFile, workingFolder: folder });
try {
  console.log(`${asked} random steps; ${machine()}\n`);
  const rows = [];
  const numbersPerRow = 9;
  // All rows in a file; and so little room that most steps must be computed again.
  for (const [name, size] of [
    ['file', 1024],
    ['replay', (8 * steps * (1 + numbersPerRow / 15)) / 1e6],
  ]) {
    const made = await traced(await requestOf(rosenbrock, steps, size), pool);
    const every = made.run.trace.header.checkpoints?.every ?? 1;
    const [half, most] = await randomSteps(made, 1 + size);
    rows.push([name, every, ...[half, most, made.seconds, made.engine, made.host].map(short)]);
    made.session.remove(made.run.id);
  }
  console.log(`Rosenbrock, ${steps.toLocaleString('en')} steps`);
  const head = ['', 'full row every', 'ms a step, median', '95 %', 's in all', 'engine, MB'];
  console.log(table([...head, 'host grows, MB'], rows));

  const large = await traced(await requestOf(network(parameters), 1000, 1024), pool);
  const { run } = large;
  const [half, most] = await randomSteps(large, 7);
  const sizes = [large.seconds, large.engine, large.host].map(short);
  const every = run.trace.header.checkpoints?.every ?? 1;
  const count = run.trace.header.start.length.toLocaleString('en');
  console.log(
    `\nA network of ${count} parameters, 1,000 steps, by ${run.trace.header.gradientSource}`,
  );
  console.log(
    table([...head, 'host grows, MB'], [['', every, short(half), short(most), ...sizes]]),
  );
  const bytes = readdirSync(folder).filter((name) => name.endsWith('.adamtrace')).length;
  if (bytes === 0) throw new Error('no file was written');
} finally {
  pool.dispose();
  rmSync(folder, { recursive: true, force: true });
}
