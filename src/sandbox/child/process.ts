import path from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import type { EngineToHost } from '../../protocol/engine';
import { parseHostToEngine } from '../../protocol/hostToEngine';
import { LastLines } from './lastLines';
import { isLarge } from './limits';
import { deniesReading } from './permission';
import { IdleWatch } from './idleWatch';
import { beat, clearWords, isolation, word, words, type Job, type WorkerStart } from './shared';
import { Supervisor, type After } from './supervisor';
import { withoutImports } from './withoutImports';

// The main thread of the engine process: supervisor of the one worker that runs user code. It
// never listens to the worker's messages (a flood of them would starve it), it fetches them.
const tickTime = 10;
/** The worker may go on allocating while the last message is being read. */
const graceTime = 250;
const mostGraces = 8;
/** More messages than this are not fetched while the host does not read. */
const mostUnsent = 512;

const control = new Int32Array(new SharedArrayBuffer(words * Int32Array.BYTES_PER_ELEMENT));
const { port1: port, port2 } = new MessageChannel();
const memory = Number(process.argv[2]);
let supervisor: Supervisor | null = null;
/** The run of its job. */
let current = -1;
/** While the process waits for another job. */
let idle: IdleWatch | null = null;
let greeted = false;

// Not process.exit(): it would wait for the worker, which may be inside one long native call.
const die = () => process.kill(process.pid, 'SIGKILL');
process.on('disconnect', die);

/** Messages that the channel has not taken yet. */
let unsent = 0;
const send = (message: EngineToHost) => {
  if (!process.connected) return;
  unsent++;
  process.send!(message, undefined, undefined, () => unsent--);
};

// Started before there is a job: a worker takes as long to start as a process.
const lastLines = LastLines.room();
const start: WorkerStart = { control, port: port2, lastLines };
const worker = new Worker(withoutImports(path.join(__dirname, 'engine-worker.js')), {
  eval: true,
  workerData: start,
  transferList: [port2],
  // No `execArgv` here: with one of its own a worker forgets the permissions (Node 20).
  stdout: true,
  stderr: true,
  resourceLimits: { maxOldGenerationSizeMb: memory },
});
worker.on('error', (error) => {
  const { code } = error as { code?: unknown };
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') supervisor?.overMemory();
  else supervisor?.workerFailed(describe(error));
});
worker.on('exit', () => supervisor?.workerExited());

process.on('message', (data) => {
  const message = parseHostToEngine(data);
  const isFree = !supervisor || idle !== null;
  // A host that says what we do not know waits for an answer that would never come.
  if (!message) return isFree ? void die() : undefined;
  if (message.type !== 'credit' && message.type !== 'cancel') return isFree && begin(message);
  // Of a job before this one: nobody's any more.
  if (message.run !== current) return;
  if (message.type === 'credit') supervisor?.credit();
  else supervisor?.cancel();
});

function begin(job: Job): void {
  const channel = { send, congested: () => unsent > mostUnsent };
  const again = idle !== null;
  idle?.stop();
  idle = null;
  if (again) clearWords(control);
  const finished = (after: After) => {
    clearInterval(ticking);
    if (after === 'stays') return wait(job);
    if (after !== 'terminate') return;
    void worker.terminate();
    setTimeout(dieOnceRead, graceTime, mostGraces);
  };
  const watched = new Supervisor(job, { control, port, lastLines }, channel, finished, again);
  supervisor = watched;
  current = job.run;
  port.postMessage(job);
  const ticking = setInterval(() => {
    greet();
    watched.tick();
  }, tickTime);
}

/** For another job, for as long as the host keeps the process. */
function wait({ limits }: Job): void {
  const ask = () => port.postMessage(beat);
  idle = new IdleWatch(control, ask, () => isLarge(limits), die);
}

/** The last lines of a flood are megabytes, which a busy host takes its time to read. */
function dieOnceRead(graces: number): void {
  if (unsent === 0 || graces === 0) die();
  else setTimeout(dieOnceRead, graceTime, graces - 1);
}

/** The first message: what this process can prove about itself, once the worker has looked too. */
function greet(): void {
  const proof = Atomics.load(control, word.isolation);
  if (greeted || proof === 0) return;
  greeted = true;
  const isolated = proof === isolation.proved && deniesReading();
  send({ type: 'hello', isolated, node: process.version, v8: process.versions.v8 });
}

void passOnWhenWoken();

async function passOnWhenWoken(): Promise<never> {
  for (;;) {
    const seen = Atomics.load(control, word.wake);
    greet();
    supervisor?.passOn();
    const wait = (Atomics as unknown as WaitAsync).waitAsync(control, word.wake, seen);
    if (wait.async) await wait.value;
    else await new Promise((resolve) => setImmediate(resolve));
  }
}

/** ES2024; in Node since 16. */
interface WaitAsync {
  waitAsync(
    words: Int32Array,
    index: number,
    value: number,
  ): { async: false } | { async: true; value: Promise<unknown> };
}

/** Errors of the worker come from the user's side: nothing of them is trusted. */
function describe(error: unknown): string {
  try {
    return String(error);
  } catch {
    return 'unknown';
  }
}
