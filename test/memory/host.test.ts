import { readdirSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { RunSnapshot } from '../../src/editor/api';
import { api, closeEditors, lastRun, rosenbrock, show, traceAdam } from '../host/support';

// What large runs take in the extension host and in the engine process of a real VS Code, as the
// operating system counts it (Linux: resident sets). It measures and prints: bench/hostMemory.mjs.

/** What the trace of a run may take, so that all its rows are kept; megabytes. */
const traceSize = 1024;
const minutes = 8;

const large = rosenbrock.replace('@steps 3000', '@steps 10000000');

/** A network with one hidden layer on 32 points, of 99,960 parameters. */
const network = `const inputs = Array.from({ length: 32 }, (_, i) => Array.from({ length: 100 }, (_, j) => Math.sin(i * j)));
/** @optimizer adam lr=0.001
 * @steps 1000 */
export function network({ w, b, v } = {
  w: Array.from({ length: 980 }, (_, i) => Array.from({ length: 100 }, (_, j) => 0.1 * Math.sin(i + 7 * j))),
  b: Array.from({ length: 980 }, () => 0),
  v: Array.from({ length: 980 }, (_, i) => 0.1 * Math.cos(i)),
}, { step }: { step: number }) {
  const x = inputs[step % 32];
  let out = 0;
  for (let i = 0; i < 980; i++) {
    let sum = b[i];
    for (let j = 0; j < 100; j++) sum += w[i][j] * x[j];
    out += v[i] * Math.tanh(sum);
  }
  return (out - Math.sin(step % 32)) ** 2;
}
`;

const megabyte = 2 ** 20;
const resident = () => process.memoryUsage.rss() / megabyte;

/** What the resident set holds, as far as Node knows. */
function inParts(): string {
  const { heapTotal, heapUsed, arrayBuffers } = process.memoryUsage();
  const [total, used, buffers] = [heapTotal, heapUsed, arrayBuffers].map((bytes) =>
    (bytes / megabyte).toFixed(0),
  );
  return `heap ${total} MB, ${used} of it in use, arrays ${buffers} MB`;
}

function ofProcess(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    // It has just ended.
    return '';
  }
}

/** The largest resident set of any engine process so far, in megabytes. */
function engines(): number {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const own = all.filter((pid) => {
    const parent = / \S (\d+) /.exec(ofProcess(pid, 'stat').replace(/\(.*\)/, ''))?.[1];
    return parent === String(process.pid) && ofProcess(pid, 'cmdline').includes('engine-process');
  });
  const peaks = own.map((pid) => Number(/VmHWM:\s+(\d+)/.exec(ofProcess(pid, 'status'))?.[1]));
  return Math.max(0, ...peaks.filter((peak) => peak > 0)) / 1024;
}

/**
 * Traces what is shown and waits for the end. It looks seldom: what is read of a run is a copy, of a
 * hundred thousand names too.
 */
async function traced(): Promise<RunSnapshot> {
  const last = await lastRun();
  await vscode.commands.executeCommand('adamscope.traceAdam');
  const adamscope = await api();
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 2000));
    const run = adamscope.getRuns().findLast(({ id }) => id > last);
    if (run && run.state !== 'running') return run;
  }
}

/** Traces a text in the panel and prints what that took. */
async function measure(name: string, text: string): Promise<void> {
  await show(text, 'return');
  const idle = resident();
  let [host, engine, at] = [0, 0, ''];
  const looking = setInterval(() => {
    if (resident() - idle > host) {
      host = resident() - idle;
      at = inParts();
    }
    engine = Math.max(engine, engines());
  }, 100);
  const from = performance.now();
  const run = await traced();
  clearInterval(looking);
  const seconds = (performance.now() - from) / 1000;
  const { state, length, notes } = run;
  console.log(
    `${name}: ${state} after ${length} steps in ${seconds.toFixed(0)} s; ` +
      `engine process ${engine.toFixed(0)} MB; extension host ${idle.toFixed(0)} MB idle, ` +
      `at most ${host.toFixed(0)} MB more (then ${at}); in the end ${(resident() - idle).toFixed(0)} MB more; ` +
      notes.map(({ code }) => code).join(', '),
  );
}

describe('what large runs take', function () {
  this.timeout(minutes * 60_000);
  const settings = vscode.workspace.getConfiguration('adamscope');

  before(async () => {
    await settings.update('traceSize', traceSize, vscode.ConfigurationTarget.Global);
    await api();
    // What a window has loaded that has traced anything.
    await traceAdam(await show(rosenbrock, 'return'));
  });
  after(() => settings.update('traceSize', undefined, vscode.ConfigurationTarget.Global));
  afterEach(closeEditors);

  it('10,000,000 steps of two coordinates', () => measure('10,000,000 × 2', large));
  it('1,000 steps of 99,960 parameters', () => measure('1,000 × 99,960', network));
});
