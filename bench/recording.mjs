// What recording costs: Rosenbrock with Adam, every number kept, beside the same run without
// keeping any, beside a C loop that keeps the same, and beside PyTorch that reads its state:
//   node bench/recording.mjs [steps] [turns]
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Answering } from './lib/answering.mjs';
import { load } from './lib/build.mjs';
import { ours } from './lib/ours.mjs';
import { pythonWithTorch } from './lib/peers.mjs';
import { machine, median, short, table } from './lib/report.mjs';
import { unrecorded } from './lib/unrecorded.mjs';

const steps = Number(process.argv[2] ?? 100_000);
const turns = Number(process.argv[3] ?? 9);
/** PyTorch takes a second for 10,000 steps, and as long for each further ten thousand. */
const torchSteps = 2_000;
const library = fileURLToPath(new URL('./lib', import.meta.url));

const folder = await mkdtemp(path.join(tmpdir(), 'adamscope-bench-'));
try {
  await load('optimizers/make', 'engine/trace');
  const recording = await ours(steps);
  const bare = await unrecorded(steps);
  const c = compiledC();
  const torch = withTorch();
  const version = torch ? await torch.read() : null;
  if (c) await c.read();

  for (const each of [recording, bare]) each.run();
  const times = { recording: [], bare: [], c: [], torch: [] };
  for (let turn = 0; turn < turns; turn++) {
    times.recording.push(processorTime(recording.run));
    times.bare.push(processorTime(bare.run));
    if (c) times.c.push((await c.ask(steps))[0] / steps);
    if (torch) times.torch.push((await torch.ask(torchSteps))[0] / torchSteps);
  }
  c?.end();
  torch?.end();

  const ratios = (name) => median(times[name].map((time, k) => time / times.recording[k]));
  const row = (title, name) =>
    times[name].length === 0
      ? [title, 'not here', '']
      : [title, short(median(times[name])), short(ratios(name))];
  console.log(`Rosenbrock, ${steps.toLocaleString('en')} steps, medians of ${turns} turns.`);
  console.log(`${machine()}\n`);
  console.log(
    table(
      ['', 'ns a step', '÷ recording'],
      [
        row('every number recorded', 'recording'),
        row('the same run, nothing kept', 'bare'),
        row('C, every number recorded', 'c'),
        row(`PyTorch ${version ?? ''}, its state read each step`, 'torch'),
      ],
    ),
  );
  console.log(
    `\nRecording takes ${short(1 / ratios('bare'))} times the run without (target 2)` +
      (c ? `, ${short(1 / ratios('c'))} times C (target 2)` : '') +
      (torch ? `; PyTorch takes ${short(ratios('torch'))} times as long (target 1,000)` : '') +
      '.',
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}

function processorTime(run) {
  const from = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(from);
  return ((user + system) * 1000) / steps;
}

/** Null where there is no C compiler. */
function compiledC() {
  const program = path.join(folder, 'recording');
  const source = path.join(library, 'recording.c');
  const flags = ['-O3', '-march=native', '-o', program, source, '-lm'];
  return spawnSync('gcc', flags).status === 0 ? new Answering(program, []) : null;
}

function withTorch() {
  const python = pythonWithTorch();
  return python && new Answering(python, [path.join(library, 'torchRecording.py')]);
}
