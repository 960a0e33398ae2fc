import path from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import type { EngineToHost, HostToEngine } from '../../protocol/engine';
import { word, words, type WorkerStart } from './shared';
import { Supervisor } from './supervisor';

// The main thread of the engine process: supervisor of the one worker that runs user code. It
// never listens to the worker's messages (a flood of them would starve it), it fetches them.
const tickTime = 10;
/** After a limit the worker may go on allocating while the last message is being read. */
const graceTime = 250;

const control = new Int32Array(new SharedArrayBuffer(words * Int32Array.BYTES_PER_ELEMENT));
const { port1: port, port2 } = new MessageChannel();
const memory = Number(process.argv[2]);
let supervisor: Supervisor | null = null;

// Not process.exit(): it would wait for the worker, which may be inside one long native call.
const die = () => process.kill(process.pid, 'SIGKILL');
process.on('disconnect', die);

const send = (message: EngineToHost) => {
  if (process.connected) process.send!(message);
};
send({
  type: 'hello',
  // A path that exists on every platform; without the permission model there is no `permission`.
  isolated: permissionToRead(path.parse(process.execPath).root) === false,
  node: process.version,
  v8: process.versions.v8,
});

// Started before there is a job: a worker takes as long to start as a process.
const start: WorkerStart = { control, port: port2 };
const worker = new Worker(path.join(__dirname, 'engine-worker.js'), {
  workerData: start,
  transferList: [port2],
  env: {},
  execArgv: [],
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

process.on('message', (message: HostToEngine) => {
  switch (message.type) {
    case 'credit':
      return supervisor?.credit();
    case 'cancel':
      return supervisor?.cancel();
    default:
      if (supervisor) return;
      supervisor = new Supervisor(message, control, port, send, (limit) => {
        clearInterval(ticking);
        if (!limit) return;
        void worker.terminate();
        setTimeout(die, graceTime);
      });
      port.postMessage(message);
      const ticking = setInterval(() => supervisor!.tick(), tickTime);
      void passOnWhenWoken(supervisor);
  }
});

async function passOnWhenWoken(watched: Supervisor): Promise<never> {
  for (;;) {
    const seen = Atomics.load(control, word.wake);
    watched.passOn();
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

function permissionToRead(file: string): boolean | undefined {
  const { permission } = process as { permission?: { has(scope: string, path: string): boolean } };
  return permission?.has('fs.read', file);
}

/** Errors of the worker come from the user's side: nothing of them is trusted. */
function describe(error: unknown): string {
  try {
    return String(error);
  } catch {
    return 'unknown';
  }
}
