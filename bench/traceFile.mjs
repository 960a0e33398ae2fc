// A trace file of 2 GB: how long until there is a first picture, what memory that takes, and how
// long the full state of a random step and a window of any width take then.
//   node bench/traceFile.mjs [gigabytes = 2]
// Times depend on the disk and its cache; memory is what the operating system says of the process.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
if (process.argv[2] === '--child') await measure(process.argv[3], process.argv[4]);
else await main(Number(process.argv[2] ?? 2));

async function main(gigabytes) {
  const folder = mkdtempSync(path.join(tmpdir(), 'adamscope-bench-'));
  try {
    const code = path.join(folder, 'parts.cjs');
    await build({
      ...{ bundle: true, platform: 'node', format: 'cjs', target: 'node20', absWorkingDir: root },
      stdin: {
        contents: `export * from './src/session/openRun'; export * from './src/session/saveRun';
          export * from './src/trace/file/descriptor'; export * from './src/trace/file/recording';
          export * from './src/session/panel/view'; export * from './src/messages';`,
        resolveDir: root,
      },
      outfile: code,
      logLevel: 'warning',
    });
    const file = path.join(folder, 'large.adamtrace');
    const rows = Math.round((gigabytes * 1e9) / 72);
    const writing = await write(createRequire(import.meta.url)(code), file, rows);
    const megabytes = Math.round(statSync(file).size / 1e6);
    console.log(`written: ${megabytes} MB, ${rows} steps of 9 numbers, ${writing} ms`);
    const child = spawnSync(process.execPath, [import.meta.filename, '--child', code, file], {
      encoding: 'utf8',
    });
    console.log(child.stdout + child.stderr);
    console.log(
      `load average ${loadavg()
        .map((each) => each.toFixed(1))
        .join(' ')}`,
    );
    process.exitCode = child.status;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function write({ TraceRecording }, file, rows) {
  const series = ['theta', 'grad', 'm', 'v'].map((name) => ({
    ...{ name, symbol: name, per: 'coordinate', stored: true, axis: 'linear' },
    ...(name === 'theta' && { fromStart: true }),
  }));
  const coordinates = ['x', 'y'];
  const header = {
    ...{ run: 1, objective: 'large', file: 'large.ts', optimizer: 'adam', dialect: 'pytorch' },
    hyperparameters: {
      ...{ lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-8, weightDecay: 0 },
      ...{ decoupledWeightDecay: false, amsgrad: false, biasCorrection: true },
    },
    ...{ precision: 'float64', schedule: '', clip: { value: null, norm: null }, groups: [] },
    ...{ steps: rows, seed: 0, gradientSource: 'compiled', absent: [] },
    leaves: [{ name: '[x, y]', path: [0], length: 2, shape: [2], coordinates }],
    series: [
      { name: 'loss', symbol: 'loss', per: 'run', stored: true, axis: 'log' },
      ...series,
      { name: 'mHat', symbol: 'm̂', per: 'coordinate', stored: false, axis: 'linear' },
    ],
  };
  const record = {
    ...{ by: 'bench', header, objective: { name: 'large', file: 'large.ts' }, isolated: true },
    ...{ start: null, bounds: null, minimum: null },
  };
  const fail = (error) => {
    throw error;
  };
  const started = performance.now();
  const recording = new TraceRecording(file, record, Float64Array.of(1, 2), Infinity, fail);
  const store = recording.makeRows(9);
  const frame = new Float64Array(9 * 8192);
  for (let first = 0; first < rows; first += 8192) {
    const numbers = frame.subarray(0, 9 * Math.min(8192, rows - first));
    for (let i = 0; i < numbers.length; i++) numbers[i] = Math.sin(first + i) + 2;
    store.append(numbers);
    await recording.room();
  }
  recording.end({
    ...{ state: 'done', finalLoss: 1, error: null, isolated: true },
    millisecondsPerEvaluation: null,
  });
  await recording.close();
  return Math.round(performance.now() - started);
}

async function measure(code, file) {
  const parts = createRequire(import.meta.url)(code);
  const resident = () => process.memoryUsage().rss / 1e6;
  const before = resident();
  const started = performance.now();
  const { run } = parts.openRun(parts.openBytes(file), 'key');
  const { trace } = run;
  const opened = performance.now() - started;
  trace.points('loss', 0, 0, trace.length, 500);
  const drawn = performance.now() - started;
  console.log(`opened in ${opened.toFixed(0)} ms, loss drawn after ${drawn.toFixed(0)} ms`);
  const { user, system } = process.cpuUsage();
  const spent = ((user + system) / 1000).toFixed(0);
  console.log(`processor time by then, with the start of Node: ${spent} ms`);
  console.log(
    `resident then ${resident().toFixed(0)} MB, ${(resident() - before).toFixed(0)} more`,
  );
  const view = timed(() => parts.runView(shownOf(run), { say: parts.inEnglish, count: String }));
  console.log(`what the panel says of it: ${view.toFixed(0)} ms`);
  for (const name of ['theta', 'grad', 'm', 'v']) {
    for (const index of [0, 1]) trace.points(name, index, 0, trace.length, 500);
  }
  console.log(`all stored lines drawn after ${(performance.now() - started).toFixed(0)} ms`);
  const states = [];
  for (let k = 0; k < 200; k++) {
    const step = 1 + Math.floor(Math.abs(Math.sin(k * 7919)) * (trace.length - 1));
    states.push(timed(() => trace.readRows(step, new Float64Array(9))));
  }
  console.log(`full state at a random step: median ${median(states).toFixed(2)} ms`);
  for (const width of [100, 10_000, 200_000, 1_000_000, trace.length]) {
    const times = [];
    for (let k = 0; k < 20; k++) {
      const from = Math.floor(Math.abs(Math.sin(k * 104_729)) * (trace.length - width));
      times.push(timed(() => trace.points('loss', 0, from, from + width, 500)));
    }
    console.log(`window of ${width} steps: median ${median(times).toFixed(2)} ms`);
  }
  console.log(`resident in the end ${resident().toFixed(0)} MB`);
}

function shownOf(run) {
  return {
    ...{ run, latest: run, gone: false, behind: [], tuning: null, placeInWords: () => null },
    can: { run: false, reveal: false, export: false },
  };
}

function timed(work) {
  const before = performance.now();
  work();
  return performance.now() - before;
}

function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}
