import type { MessagePort } from 'node:worker_threads';
import type { AnyJob, RunEnd } from '../../protocol/engine';
import type { Running } from '../../engine/output';
import type { EngineHeader } from '../../engine/trace';
import type { CheckedPoint, CheckHeader } from '../../protocol/gradientCheck';
import type { Message } from '../../protocol/message';
import type { Landscape } from '../../protocol/run';

/**
 * The words that the two threads of the engine process share (an Int32Array on shared memory). The
 * supervisor must see how far the worker is while the user's code never returns, so this cannot be
 * messages.
 */
export const word = {
  /** Counts up when the worker has something to fetch. */
  wake: 0,
  /** Counts up when the supervisor has taken rows or wants the run to end. */
  go: 1,
  /** Counts up at each evaluation of the objective; 0 before the first line of the user's code. */
  evaluation: 2,
  /** 1 while the worker waits for room in the ring: no fault of the objective's. */
  waiting: 3,
  /** Steps whose rows are written. */
  completed: 4,
  /** Steps whose rows the supervisor has copied. */
  taken: 5,
  /** 1 when the run shall end. */
  cancel: 6,
  /** Whether the worker may read files: 0 not known yet, then one of `isolation`. */
  isolation: 7,
  /** Console lines that were kept back; the last of them stand in `lastLines`. */
  kept: 8,
  /** Those of them that were shown after all. */
  shown: 9,
  /** Those that never will be. */
  lost: 10,
  /** Whose code runs: an index of `running`. */
  running: 11,
  /** Counts up when a worker without a job is asked whether it is at rest. */
  beat: 12,
} as const;

export const words = 13;

/** What a job begins with at 0. */
const ofJob = ['evaluation', 'waiting', 'completed', 'taken', 'cancel'] as const;
const ofOutput = ['kept', 'shown', 'lost', 'running'] as const;

/** Makes the words ready for another job. */
export function clearWords(control: Int32Array): void {
  for (const name of [...ofJob, ...ofOutput]) Atomics.store(control, word[name], 0);
}

/** Supervisor → worker, in place of a job: asks whether it is at rest. */
export const beat = 'beat';

/** 0 is what runs unless something else is said. */
export const running: readonly Running[] = ['objective', 'evaluated', 'pair', 'init', 'update'];

export const isolation = { none: 1, proved: 2 } as const;

/** What the worker is started with. */
export interface WorkerStart {
  control: Int32Array;
  port: MessagePort;
  /** The room of `LastLines`. */
  lastLines: Uint16Array;
}

/** The ring of rows: that of the k-th step of the job (from 0) stands at k mod `capacity`. */
export interface Ring {
  rows: Float64Array;
  width: number;
  capacity: number;
}

/** Worker → supervisor, fetched and never listened to. */
export type FromWorker =
  | { type: 'ready'; header: EngineHeader }
  | { type: 'ring'; ring: Ring }
  | { type: 'note'; message: Message }
  | { type: 'console'; level: string; text: string }
  | { type: 'landscape'; landscape: Landscape }
  | { type: 'sharpness'; values: Float64Array }
  | { type: 'checking'; header: CheckHeader }
  | { type: 'checked'; point: CheckedPoint }
  | { type: 'end'; end: RunEnd }
  /** A job before has left something behind in the worker: this one is not begun. */
  | { type: 'unfit' };

export type Job = AnyJob;

/** The steps of a job: those behind when it begins, and the last one that it computes. */
export function stepsOf(job: Job): { begun: number; until: number } {
  if (job.type !== 'trace') return { begun: 0, until: 0 };
  const { resume, steps } = job;
  return { begun: resume?.step ?? 0, until: resume?.until ?? steps };
}
