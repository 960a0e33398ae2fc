// The host's event-loop delay while a run streams into a session: node bench/hostLag.mjs [steps]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { buildEngineProcess, load } from './lib/build.mjs';
import { machine, short, table } from './lib/report.mjs';
import { hyperparameters, source } from './lib/rosenbrock.mjs';

const steps = Number(process.argv[2] ?? 1_000_000);
const processFile = await buildEngineProcess();
const { analyse, bundleObjective, EnginePool, Session } = await load(
  'objective/analyse',
  'objective/bundle',
  'sandbox/pool',
  'session/session',
);
const workingFolder = mkdtempSync(path.join(tmpdir(), 'adamscope-bench-'));
const session = new Session(
  new EnginePool({ processFile, workingFolder, yielding: !process.argv.includes('--competing') }),
);
const analysis = analyse(source, 'rosenbrock.ts', 'typescript');
const { bundle } = await bundleObjective(analysis, analysis.objectives[0], async () => null);

const idle = await measure(() => new Promise((resolve) => setTimeout(resolve, 1000)));
// Once before, so that the host's own code is compiled as it is in a window that has run for long.
await stream(Math.min(steps, 20_000));
let streamed;
const streaming = await measure(async () => {
  streamed = await stream(steps);
});
const lost = steps - stepsInPlace(streamed.run.trace);
session.dispose();
rmSync(workingFolder, { recursive: true, force: true });

const row = (name, { delay, milliseconds, processor }) => [
  name,
  short(milliseconds),
  short(processor),
  ...[delay.percentile(50), delay.percentile(99), delay.max].map((ns) => short(ns / 1e6)),
];
console.log(`Event-loop delay of the host, ${steps.toLocaleString('en')} steps streamed.`);
console.log(`${machine()}\n`);
console.log(
  table(
    ['', 'ms in all', 'of the host’s processor', 'delay p50, ms', 'p99 (target 16)', 'max'],
    [row('idle', idle), row('streaming', streaming)],
  ),
);
console.log(`\n${streamed.frames} frames; lost or out of order: ${lost} steps.`);

async function measure(work) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const from = performance.now();
  const before = process.cpuUsage();
  delay.enable();
  await work();
  delay.disable();
  const { user, system } = process.cpuUsage(before);
  return { delay, milliseconds: performance.now() - from, processor: (user + system) / 1000 };
}

/** Resolves when a run of so many steps has ended. */
function stream(steps) {
  return new Promise((resolve, reject) => {
    let frames = 0;
    const listening = session.onDidChange((run, what) => {
      if (what === 'steps') frames++;
      if (what !== 'state') return;
      listening.dispose();
      if (run.state !== 'done') reject(new Error(JSON.stringify(run.error)));
      resolve({ frames, run });
    });
    session.start({
      ...{ objective: { key: 'rosenbrock', name: 'rosenbrock', file: 'rosenbrock.ts' }, bundle },
      ...{ optimizer: 'adam', hyperparameters, steps, seed: 0, start: null },
      ...{ dialect: 'pytorch', precision: 'float64', schedule: '', groups: [] },
      clip: { value: null, norm: null },
      ...{ bounds: null, minimum: null, limits: { memory: 768, evaluationTime: 5000 } },
    });
  });
}

/** A step is in place if its loss is f at θ of the row before. */
function stepsInPlace(trace) {
  let inPlace = 0;
  for (let step = 1; step <= trace.length; step++) {
    const x = trace.value('theta', 0, step - 1);
    const y = trace.value('theta', 1, step - 1);
    const loss = (1 - x) ** 2 + 100 * (y - x ** 2) ** 2;
    if (trace.value('loss', 0, step) === loss) inPlace++;
  }
  return inPlace;
}
