import type { Running } from '../../engine/output';
import { message } from '../../messages';
import type { Message } from '../../protocol/message';
import type { Job } from './shared';

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

/** @param used megabytes; @param step the last completed one */
export function outOfMemory(job: Job, running: Running, used: number, step: number): Message {
  const allowed = job.limits.memory;
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
