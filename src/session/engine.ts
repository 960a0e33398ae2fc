import { randomBytes } from 'node:crypto';
import type { AnyJob, EngineToHost } from '../protocol/engine';

/**
 * What the session needs of `EnginePool`: every job ends with exactly one `end`. Where a listener
 * promises room, the next rows wait for it.
 */
export interface Engine {
  start(job: AnyJob, listener: (message: EngineToHost) => void | Promise<void>): { cancel(): void };
  /** Gets a process ready ahead of a job with this memory limit, in megabytes. */
  warm?(memory: number): void;
  dispose(): void;
}

/** The same engine for a session whose end is not the engine's. */
export function lent(engine: Engine): Engine {
  return {
    start: (job, listener) => engine.start(job, listener),
    warm: (memory) => engine.warm?.(memory),
    dispose: () => undefined,
  };
}

/** Random, so that nothing an old process still says can pass for a message of this job. */
export function newToken(): string {
  return randomBytes(16).toString('hex');
}
