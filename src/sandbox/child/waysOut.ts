import os from 'node:os';
import v8 from 'node:v8';
import workerThreads from 'node:worker_threads';

/** Of `process`: what leads to other modules, and what reaches other processes. */
const ofProcess = [
  ...['binding', '_linkedBinding', 'getBuiltinModule', 'mainModule', 'dlopen'],
  ...['kill', '_kill', '_debugProcess', '_debugEnd'],
];

/**
 * Takes away what the permission model leaves to a worker. No objective is known to reach `process`
 * or a module of Node's; one that did could send a signal to the editor, slow it down, or start a
 * worker that still has all of this. The network stays as it is.
 */
export function closeWaysOut(): void {
  for (const name of ofProcess) close(process, name);
  close(os, 'setPriority');
  close(v8, 'setFlagsFromString');
  close(workerThreads, 'Worker');
  // The supervisor's thread listens to this port, whether or not anybody asked it to.
  workerThreads.parentPort?.close();
  close(workerThreads, 'parentPort');
}

function close(owner: object, name: string): void {
  Reflect.deleteProperty(owner, name);
}
