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
 */
export function seriesOf(
  optimizer: readonly OptimizerSeries[],
  evaluated?: SeriesDeclaration,
): SeriesDeclaration[] {
  const declared = optimizer.map(
    // Without how it is derived, which no message can carry.
    ({ derive: _, ...declaration }): SeriesDeclaration => declaration,
  );
  return [
    ...baseSeries,
    ...declared.filter((series) => series.stored),
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
    .filter((one) => one.stored && !besides.has(one.name))
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
 * @returns 0 if every number is finite, else NaN: x − x is 0 for those alone, which tells it for a
 * whole row without a branch per number.
 */
export function writeRow(
  block: Float64Array,
  offset: number,
  loss: number,
  theta: Float64Array,
  gradient: Float64Array,
  state: State,
  slots: readonly Slot[],
): number {
  let at = offset;
  let check = loss - loss;
  block[at++] = loss;
  for (let i = 0; i < theta.length; i++) {
    const value = theta[i]!;
    check += value - value;
    block[at++] = value;
  }
  for (let i = 0; i < gradient.length; i++) {
    const value = gradient[i]!;
    check += value - value;
    block[at++] = value;
  }
  for (let s = 0; s < slots.length; s++) {
    const slot = slots[s]!;
    const values = state[slot.name]!;
    for (let i = 0; i < slot.width; i++) {
      const value = values[i]!;
      check += value - value;
      block[at++] = value;
    }
  }
  return check;
}
