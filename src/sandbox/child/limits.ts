import type { Running } from '../../engine/output';
import { message } from '../../messages';
import type { Message } from '../../protocol/message';
import type { Job } from './shared';

/** Megabytes; no setting allows more, whatever a row needs. */
const mostMemory = 4096;
/** What the engine takes by itself, and how many rows' worth of memory the engine of a large θ. */
const engineMemory = 96;
const rowsHeld = 20;

/**
 * The memory that a run may take, in megabytes: the setting is meant for what the objective does;
 * where one row of numbers is large, one and a half times what the engine needs for such rows.
 */
export function memoryAllowed(setting: number, numbersPerRow: number): number {
  const needed = engineMemory + (rowsHeld * 8 * numbersPerRow) / 2 ** 20;
  return Math.max(setting, Math.min(mostMemory, Math.ceil(1.5 * needed)));
}

/** A process that is larger than this share of its limit is not kept for another job. */
const largestKept = 0.4;

/** Whether too much of the memory is taken for another job to begin as in a new process. */
export function isLarge({ memory }: Job['limits']): boolean {
  return process.memoryUsage.rss() / 2 ** 20 > largestKept * memory;
}

/** What is said where a limit ends a run: of the code that ran, at its place where it is known. */

/** @param step the one that did not complete */
export function outOfTime(job: Job, running: Running, step: number): Message {
  const seconds = job.limits.evaluationTime / 1000;
  const own = ownPart(job, running);
  if (own) return message('own.time-limit', [own.name, seconds, step], own.place);
  const beside = evaluated(job, running);
  return beside
    ? message('engine.evaluated-time-limit', [beside.name, seconds, step - 1], beside.place)
    : message('engine.time-limit', [seconds, step]);
}

/** @param used megabytes, as is `allowed`; @param step the last completed one */
export function outOfMemory(
  job: Job,
  running: Running,
  used: number,
  allowed: number,
  step: number,
): Message {
  // The worker's own end: V8 refused what would not have fitted, and nothing of it is in use.
  if (used < allowed) return message('engine.memory-abort', [used, step]);
  const own = ownPart(job, running);
  if (own) return message('own.memory-limit', [used, allowed, step, own.name], own.place);
  const beside = evaluated(job, running);
  return beside
    ? message('engine.evaluated-memory-limit', [used, allowed, step, beside.name], beside.place)
    : message('engine.memory-limit', [used, allowed, step]);
}

/** What is evaluated beside the loss, where its code runs. */
function evaluated({ bundle }: Job, running: Running) {
  return running === 'evaluated' ? bundle.evaluated : undefined;
}

/** The part of the user's own optimizer that runs; null: it is other code that does. */
function ownPart(job: Job, running: Running) {
  if (running === 'objective' || running === 'evaluated' || job.type !== 'trace' || !job.own)
    return null;
  const { name, places } = job.own;
  return { name: running === 'pair' ? name : running, place: places[running] };
}
