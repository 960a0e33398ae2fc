// The run follows the hand: from the movement of a slider to the new run on the screen, in its two
// parts, since no display can be measured through the engine's process: host and engine, with the
// answers to what the panel then asks; and the panel in a headless Chromium. node bench/whatIf.mjs [moves]
import { build } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildEngineProcess, load, root } from './lib/build.mjs';
import { machine, median, short, table } from './lib/report.mjs';
import { hyperparameters, source as rosenbrock } from './lib/rosenbrock.mjs';

const count = Number(process.argv[2] ?? 60);
const steps = 10_000;
const hundred = `export function bowl({ w } = { w: Array.from({ length: 100 }, (_, i) => 1 + i / 100) }) {
  let sum = 0;
  for (let i = 0; i < 100; i++) sum += (1 + i) * w[i] ** 2;
  return sum;
}`;
const p95 = (times) => [...times].sort((a, b) => a - b)[Math.floor(0.95 * times.length)];

const processFile = await buildEngineProcess();
const { analyse, answerOf, bundleObjective, EnginePool, Session, WhatIf } = await load(
  'objective/analyse',
  'objective/bundle',
  'sandbox/pool',
  'session/panel/answers',
  'session/session',
  'session/whatIf/whatIf',
);

/** Milliseconds from a wish to its run, shown and with all the lines of the panel answered. */
async function hostAndEngine(text) {
  const folder = mkdtempSync(path.join(tmpdir(), 'adamscope-bench-'));
  const pool = new EnginePool({ processFile, workingFolder: folder });
  const session = new Session(pool);
  try {
    const analysis = analyse(text, 'bench.js', 'javascript');
    const { bundle } = await bundleObjective(analysis, analysis.objectives[0], async () => null);
    const ended = (is) =>
      new Promise((resolve) => {
        const listening = session.onDidChange((run, what) => {
          if (what !== 'state' || !is(run)) return;
          listening.dispose();
          resolve(run);
        });
      });
    const first = ended(() => true);
    session.start({
      objective: { key: 'bench', name: bundle.name, file: 'bench.js' },
      ...{ bundle, steps, seed: 0, start: null, bounds: null, minimum: null },
      limits: { memory: 1024, evaluationTime: 60_000, traceSize: 1024 },
      ...{ optimizer: 'adam', hyperparameters, dialect: 'pytorch', precision: 'float64' },
      ...{ schedule: '', clip: { value: null, norm: null }, groups: [] },
    });
    let front = await first;
    const whatIf = new WhatIf({
      start: (request) => session.start(request),
      stop: (id) => session.stop(id),
      remove: (id) => session.remove(id),
      get: (id) => session.get(id),
      setCursor: (id, step) => session.setCursor(id, step),
      show: (run) => (front = run),
    });
    session.onDidChange((run, what) => whatIf.changed(run, what));
    const times = [];
    for (let i = 0; i < count; i++) {
      const lr = 0.001 * 1.05 ** (i % 40);
      const from = performance.now();
      const shown = ended((run) => run.request.hyperparameters.lr === lr);
      whatIf.move(front, {
        ...{ request: i + 1, hyperparameters: [{ name: 'lr', value: lr }] },
        ...{ start: null, settled: false },
      });
      const { id, trace } = await shown;
      const lines = trace.series.flatMap(({ name, per }) =>
        Array.from(
          { length: per === 'run' ? 1 : Math.min(8, trace.header.start.length) },
          (_, index) => {
            return { series: name, index };
          },
        ),
      );
      const whole = { request: 1, from: 0, to: trace.length, buckets: 500 };
      const answer = answerOf(trace, { type: 'ask', run: id, ...whole, lines });
      if (answer.lines.length !== lines.length) throw new Error('not all lines were answered');
      times.push(performance.now() - from);
    }
    return times;
  } finally {
    session.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

const driver = path.join(root, 'out', 'bench', 'hand.cjs');
await build({
  absWorkingDir: root,
  entryPoints: ['test/webview/fixture/hand.ts'],
  outfile: driver,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  packages: 'external',
  logLevel: 'warning',
  define: { 'import.meta.url': JSON.stringify(new URL('../scripts/browser.mjs', import.meta.url)) },
});
process.chdir(root);
const { measureHand, closeBrowser } = createRequire(import.meta.url)(driver);

const rows = [];
for (const [name, text, coordinates] of [
  ['Rosenbrock', rosenbrock, undefined],
  ['100 coordinates', hundred, 100],
]) {
  const [, , , ...engine] = await hostAndEngine(text);
  const moved = await measureHand(steps, coordinates, count);
  const panel = moved.slice(3).map(({ drawn, computed }) => drawn - computed);
  const both = [engine, panel];
  const sum = both.map(median).reduce((a, b) => a + b);
  rows.push([name, ...both.flatMap((times) => [median(times), p95(times)]).map(short), short(sum)]);
}
await closeBrowser();
console.log(`${count} moves of lr, ${steps.toLocaleString('en')} steps; ${machine()}\n`);
const parts = ['host and engine, ms', '95 %', 'panel to the frame, ms', '95 %'];
console.log(table(['', ...parts, 'sum of medians (target 50)'], rows));
