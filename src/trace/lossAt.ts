import type { SeriesReader } from '../protocol/series';

/** The loss at θ before step `step`; at step 0 that of the start, which step 1 evaluated. */
export function lossAt(trace: SeriesReader, step: number): number {
  return trace.value('loss', 0, Math.max(step, 1));
}
