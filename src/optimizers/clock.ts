import type { SeriesReader } from '../protocol/series';
import type { Optimizer, OptimizerSeries } from './optimizer';

/**
 * An optimizer that is begun in the middle of a run: its own step 1 is the run's step `begun` + 1.
 * All that is called with steps of the run tells it its own.
 */
export function countFrom(begun: number, optimizer: Optimizer): Optimizer {
  return {
    ...optimizer,
    step: (theta, gradient, t, state, next, after) =>
      optimizer.step(theta, gradient, t - begun, state, next, after),
    update: (updates, theta, t, state, next) =>
      optimizer.update(updates, theta, t - begun, state, next),
    series: optimizer.series.map((series) => later(series, begun)),
  };
}

function later(series: OptimizerSeries, begun: number): OptimizerSeries {
  const { derive } = series;
  if (!derive) return series;
  const readers = new WeakMap<SeriesReader, SeriesReader>();
  return {
    ...series,
    derive(read, index, t) {
      let own = readers.get(read);
      if (!own) readers.set(read, (own = ownSteps(read, begun)));
      return derive(own, index, t - begun);
    },
  };
}

function ownSteps(read: SeriesReader, begun: number): SeriesReader {
  return {
    get length() {
      return read.length - begun;
    },
    value: (series, index, step) => read.value(series, index, step + begun),
  };
}
