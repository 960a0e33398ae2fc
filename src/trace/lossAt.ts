import type { RunHeader } from '../protocol/run';
import { evaluatedLoss, lastDue, type SeriesReader } from '../protocol/series';

/** The loss at θ before step `step`; at step 0 that of the start, which step 1 evaluated. */
export function lossAt(trace: SeriesReader, step: number): number {
  return trace.value('loss', 0, Math.max(step, 1));
}

/**
 * The value of what is evaluated beside the loss that was the last at a step, and the step that has
 * it; null where nothing is.
 */
export function evaluatedAt(
  trace: SeriesReader & { readonly header: RunHeader },
  step: number,
): { step: number; value: number } | null {
  const { evaluated, steps } = trace.header;
  if (!evaluated) return null;
  const at = lastDue(evaluated.every, step, steps);
  return { step: at, value: trace.value(evaluatedLoss, 0, at) };
}
