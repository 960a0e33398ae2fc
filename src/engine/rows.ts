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
