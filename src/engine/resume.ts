import { createOptimizer } from '../optimizers/make';
import type { Optimizer, State } from '../optimizers/optimizer';
import type { OwnOptimizer } from '../optimizers/own';
import type { Leaf } from '../protocol/leaf';
import type { Resume, TraceJob } from '../protocol/engine';
import type { Message } from '../protocol/message';

/** How a run begins: at the start, or where another one has been. */
export interface Beginning {
  optimizer: Optimizer;
  /** Steps behind. */
  step: number;
  /** θ after them, as the optimizer rounds it. */
  theta: Float64Array;
  /** The optimizer's slots after them. */
  state: State;
  /** It found nothing to go on with and counts its steps from here; see `Fork`. */
  anew: boolean;
}

/** Slots that say nothing of the past, or that begin well at any step: at 0, or at θ. */
const withoutMemory: ReadonlySet<string> = new Set([
  ...['gradientUsed', 'gradientNorm', 'trustRatio', 'vMax', 'slow'],
]);

/**
 * The optimizer of a job and what it begins with. Where the job goes on from another run, slots of
 * the same name are taken over; if one that remembers the past is missing, the optimizer begins
 * anew: an average that began with 0 must be corrected as one. `init` of a user's own optimizer
 * runs here, which may throw.
 *
 * @param start θ of row 0, as the objective says it
 */
export function beginningOf(
  job: TraceJob,
  leaves: readonly Leaf[],
  start: Float64Array,
  own: OwnOptimizer | undefined,
): Beginning | { problems: Message[] } {
  const { resume } = job;
  const made = createOptimizer(job, leaves, job.bounds, own);
  if ('problems' in made) return made;
  const { optimizer } = made;
  const theta = (resume?.theta ?? start).map(optimizer.round);
  const state = ownSlots(optimizer.init(theta));
  if (!resume) return { optimizer, step: 0, theta, state, anew: false };
  const { step } = resume;
  if (takeOver(resume, state)) return { optimizer, step, theta, state, anew: false };
  const fork = { step, anew: true };
  const again = createOptimizer({ ...job, fork }, leaves, job.bounds, own);
  if ('problems' in again) return again;
  const fresh = ownSlots(again.optimizer.init(theta));
  return { optimizer: again.optimizer, step, theta, state: fresh, anew: true };
}

/**
 * What slots stand in. User code may put what looks like a slot on Object.prototype, so theirs is
 * an empty one; and since it is one for all, V8 knows the states of all runs as of one shape.
 */
const Slots = function () {} as unknown as new () => State;
Slots.prototype = Object.freeze(Object.create(null) as object);

/** The same slots where nobody else can add any. */
export function ownSlots(state: State): State {
  return Object.assign(new Slots(), state);
}

/** @returns whether every slot that remembers the past was there */
function takeOver({ state: given }: Resume, state: State): boolean {
  for (const [name, slot] of Object.entries(state)) {
    const values = Object.hasOwn(given, name) ? given[name]! : null;
    if (values?.length === slot.length) slot.set(values);
    // What another run had once, this one has for each leaf.
    else if (values?.length === 1) slot.fill(values[0]!);
    else if (!withoutMemory.has(name)) return false;
  }
  return true;
}
