import { copy } from './copy';
import { simdSize } from './formula/loop';
import type { FormulaTools } from './formula/tools';
import type { Optimizer, State, Transform } from './optimizer';

/**
 * A whole step from what makes Δθ of g: `round` of g goes in, and `after` is `round` of θ + Δθ.
 * Allocates nothing.
 */
export function wholeStep(
  transform: Transform,
  size: number,
  { precision }: Optimizer['spec'],
  round: Optimizer['round'],
  tools: FormulaTools,
): Optimizer['step'] {
  const updates = new Float64Array(size);
  if (precision === 'float64' && size >= simdSize) return ofMany(transform, updates, tools);
  return (theta, gradient, t, state, next, after) => {
    for (let i = 0; i < size; i++) updates[i] = round(gradient[i]!);
    transform.update(updates, theta, t, state, next);
    for (let i = 0; i < size; i++) after[i] = round(theta[i]! + updates[i]!);
  };
}

/** The same in float64, in calls that are worth it from some size on. */
function ofMany(
  transform: Transform,
  updates: Float64Array,
  tools: FormulaTools,
): Optimizer['step'] {
  const sum: State = { after: updates };
  const formula = 'after = theta + update';
  const add = tools.loop({ slots: ['after'], formula }, updates.length, 'float64');
  return (theta, gradient, t, state, next, after) => {
    copy(updates, gradient);
    transform.update(updates, theta, t, state, next);
    sum.after = after;
    add(updates, theta, sum, sum);
  };
}
