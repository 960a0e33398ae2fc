import type { OptimizerSeries, State, Transform } from '../../optimizers/optimizer';
import type { SeriesReader } from '../../protocol/series';
import { start } from './gradients';

/** What is simulated: an optimizer of ours, or a mistaken variant of one. */
export interface Simulated extends Transform {
  series: readonly OptimizerSeries[];
}

/** The numbers of one of our own optimizers on given gradients, as a trace of it would have them. */
export function simulate(optimizer: Simulated, gradients: readonly Float64Array[]): SeriesReader {
  const thetas = [Float64Array.from(start)];
  const states: State[] = [];
  let state = optimizer.init(thetas[0]!);
  gradients.forEach((gradient, i) => {
    const theta = thetas[i]!;
    const updates = gradient.slice();
    const next = optimizer.init(theta);
    optimizer.update(updates, theta, i + 1, state, next);
    states.push(next);
    state = next;
    thetas.push(theta.map((value, k) => value + updates[k]!));
  });
  const derivations = new Map(optimizer.series.map(({ name, derive }) => [name, derive] as const));
  const read: SeriesReader = {
    length: gradients.length,
    value(series, index, step) {
      if (series === 'theta') return thetas[step]![index]!;
      if (series === 'update') return thetas[step]![index]! - thetas[step - 1]![index]!;
      if (series === 'grad') return gradients[step - 1]![index]!;
      const derive = derivations.get(series);
      return derive ? derive(read, index, step) : (states[step - 1]![series]?.[index] ?? NaN);
    },
  };
  return read;
}
