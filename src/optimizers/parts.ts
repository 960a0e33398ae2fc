import type { SeriesReader } from '../protocol/series';
import type { OptimizerSeries } from './optimizer';
import { derived } from './series';

/**
 * Δθ taken apart: −effectiveLearningRate·direction, the optimizer's further parts, what the bounds
 * took back, and what floating point leaves. In order of the sum, and exact to at most 2 ulp of θ,
 * which is what `rounding` then holds.
 *
 * @param names the optimizer's own derived series that are parts of Δθ
 */
export function partsOfUpdate(
  series: readonly OptimizerSeries[],
  names: readonly string[],
  bounds: readonly [number, number] | null,
): OptimizerSeries[] {
  const along = series.find(({ name }) => name === 'direction');
  const parts: OptimizerSeries[] = [];
  if (along) {
    parts.push(
      derived(
        'directionPart',
        `−lr eff·(${along.symbol})`,
        (read, i, t) => -read.value('effectiveLearningRate', i, t) * read.value('direction', i, t),
      ),
    );
  }
  const summands = [...parts.map(({ name }) => name), ...names];
  if (summands.length === 0) return [];
  const sum = (read: SeriesReader, i: number, t: number) =>
    summands.reduce((total, name) => total + read.value(name, i, t), 0);
  if (bounds) {
    const [lower, upper] = bounds;
    parts.push(
      derived('projectionPart', 'bounds', (read, i, t) => {
        const free = read.value('theta', i, t - 1) + sum(read, i, t);
        return free < lower ? lower - free : free > upper ? upper - free : 0;
      }),
    );
  }
  const projection = (read: SeriesReader, i: number, t: number) =>
    bounds ? read.value('projectionPart', i, t) : 0;
  parts.push(
    derived(
      'rounding',
      'rounding',
      (read, i, t) => read.value('update', i, t) - sum(read, i, t) - projection(read, i, t),
    ),
  );
  return parts;
}
