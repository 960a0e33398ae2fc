import { copyAt } from '../optimizers/copy';
import type { OptimizerSeries, State } from '../optimizers/optimizer';
import type { Leaf } from '../protocol/leaf';
import {
  baseSeries,
  evaluatedLoss,
  updateSeries,
  type SeriesDeclaration,
} from '../protocol/series';
import { seriesWidth } from '../protocol/run';

/**
 * Every series of a run: the stored ones first, in the order in which a row holds them, then the
 * derived ones, Δθ last as in the formula.
 *
 * @param statistics those of leaves, where θ is large
 */
export function seriesOf(
  optimizer: readonly OptimizerSeries[],
  evaluated?: SeriesDeclaration,
  statistics: readonly SeriesDeclaration[] = [],
): SeriesDeclaration[] {
  const declared = optimizer.map(
    // Without how it is derived, which no message can carry.
    ({ derive: _, ...declaration }): SeriesDeclaration => declaration,
  );
  return [
    ...baseSeries,
    ...declared.filter((series) => series.stored),
    ...statistics,
    ...(evaluated ? [evaluated] : []),
    ...declared.filter((series) => !series.stored),
    updateSeries,
  ];
}

/** The optimizer's stored series with their widths. */
export interface Slot {
  name: string;
  symbol: string;
  width: number;
  per: SeriesDeclaration['per'];
}

/** Stored series that are no state of the optimizer. */
const besides: ReadonlySet<string> = new Set([
  ...baseSeries.map(({ name }) => name),
  evaluatedLoss,
]);

export function storedSlots(series: readonly SeriesDeclaration[], leaves: readonly Leaf[]): Slot[] {
  return series
    .filter((one) => one.stored && !one.statistic && !besides.has(one.name))
    .map((one) => ({
      name: one.name,
      symbol: one.symbol,
      width: seriesWidth(one, leaves),
      per: one.per,
    }));
}

/** Numbers in one row: loss, θ, g and the slots. */
export function rowWidth(size: number, slots: readonly Slot[]): number {
  return slots.reduce((sum, slot) => sum + slot.width, 1 + 2 * size);
}

/** What stands in a row behind the loss, in order: θ after the step, g, and the slots. */
export function rowParts(
  theta: Float64Array,
  gradient: Float64Array,
  state: State,
  slots: readonly Slot[],
): Float64Array[] {
  return [theta, gradient, ...slots.map(({ name }) => state[name]!)];
}

/** From so many numbers on, the call of what copies them costs less than it saves. */
const many = 48;

/**
 * Writes one row at `offset`: the loss, then the `parts` of `rowParts`.
 *
 * @returns whether every number is finite: x − x is 0 for those alone, which tells it without a
 * branch per number
 */
export function writeRow(
  block: Float64Array,
  offset: number,
  loss: number,
  parts: readonly Float64Array[],
): boolean {
  block[offset] = loss;
  let check = loss - loss;
  let at = offset + 1;
  // In one function: what another one returned would be a boxed number, and garbage.
  for (let p = 0; p < parts.length; p++) {
    const values = parts[p]!;
    const { length } = values;
    if (length < many) {
      for (let i = 0; i < length; i++) {
        const value = values[i]!;
        check += value - value;
        block[at + i] = value;
      }
    } else {
      copyAt(block, values, at);
      if (!areFinite(values)) check = NaN;
    }
    at += length;
  }
  return check === 0;
}

/** Of many numbers. There are four sums, since each waits for its last one. */
function areFinite(values: Float64Array): boolean {
  let [a, b, c, d, i] = [0, 0, 0, 0, 0];
  for (; i + 3 < values.length; i += 4) {
    a += values[i]! - values[i]!;
    b += values[i + 1]! - values[i + 1]!;
    c += values[i + 2]! - values[i + 2]!;
    d += values[i + 3]! - values[i + 3]!;
  }
  for (; i < values.length; i++) a += values[i]! - values[i]!;
  return a + b + c + d === 0;
}
