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

/** The optimizer's stored series with their widths, as `writeRow` needs them. */
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

/**
 * Writes one row (loss, θ after the step, g, slots) at `offset`.
 *
 * @returns whether every number is finite
 */
export function writeRow(
  block: Float64Array,
  offset: number,
  loss: number,
  theta: Float64Array,
  gradient: Float64Array,
  state: State,
  slots: readonly Slot[],
): boolean {
  block[offset] = loss;
  let check = loss - loss;
  check += put(block, offset + 1, theta);
  check += put(block, offset + 1 + theta.length, gradient);
  let at = offset + 1 + theta.length + gradient.length;
  for (let s = 0; s < slots.length; s++) {
    const values = state[slots[s]!.name]!;
    check += put(block, at, values);
    at += values.length;
  }
  return check === 0;
}

/** From so many numbers on, the call of what copies them costs less than it saves. */
const many = 48;

/**
 * Writes numbers at `at`.
 *
 * @returns 0 if every one is finite, else NaN: x − x is 0 for those alone, which tells it without a
 * branch per number. Of many there are four sums, since each waits for its last one.
 */
function put(block: Float64Array, at: number, values: Float64Array): number {
  let check = 0;
  if (values.length < many) {
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      check += value - value;
      block[at + i] = value;
    }
    return check;
  }
  copyAt(block, values, at);
  let [a, b, c, i] = [0, 0, 0, 0];
  for (; i + 3 < values.length; i += 4) {
    check += values[i]! - values[i]!;
    a += values[i + 1]! - values[i + 1]!;
    b += values[i + 2]! - values[i + 2]!;
    c += values[i + 3]! - values[i + 3]!;
  }
  for (; i < values.length; i++) check += values[i]! - values[i]!;
  return check + a + b + c;
}
