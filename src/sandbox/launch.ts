import { realpathSync } from 'node:fs';
import path from 'node:path';

/** What `child_process.fork` is told, so that the engine process can do as little as possible. */
export interface Launch {
  execArgv: string[];
  env: Record<string, string>;
}

/** Megabytes that the supervisor's own heap may need. */
const supervisorHeap = 256;

/**
 * @param processFile the engine process's bundle; the worker's stands beside it.
 * @param permissions false where this Node does not know the flags after all.
 * @param memory megabytes for the worker's heap
 */
export function launchOptions(processFile: string, permissions: boolean, memory: number): Launch {
  const flag = permissions ? permissionFlag() : null;
  // The permission model compares real paths.
  const real = realpathSync(processFile);
  const readable = [real, path.join(path.dirname(real), 'engine-worker.js')];
  return {
    execArgv: [
      ...(flag ? [flag, '--allow-worker', ...readable.map((f) => `--allow-fs-read=${f}`)] : []),
      '--no-warnings',
      // V8 takes it for every heap of the process, whatever a worker's own limits allow.
      `--max-old-space-size=${Math.max(supervisorHeap, memory)}`,
    ],
    env: environment(),
  };
}

/** Node 20 knows only the one, Node 24 only the other. */
function permissionFlag(): string | null {
  const known = ['--permission', '--experimental-permission'];
  return known.find((flag) => process.allowedNodeEnvironmentFlags.has(flag)) ?? null;
}

/** Nothing of the user's environment: no tokens, and no NODE_OPTIONS that debuggers inject into. */
function environment(): Record<string, string> {
  const { SystemRoot } = process.env;
  return {
    ...(process.versions.electron && { ELECTRON_RUN_AS_NODE: '1', ELECTRON_NO_ASAR: '1' }),
    ...(process.platform === 'win32' && SystemRoot && { SystemRoot }),
  };
}
