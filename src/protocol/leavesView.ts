import * as v from 'valibot';
import { anyNumber, count as index, floats, text } from './schema';

/** What the panel asks and is told of a large model, beside the statistics, which are series. */

/** Cells of a heat map at most, in both directions. */
export const maxMapColumns = 400;
export const maxMapLeaves = 128;

/** Histograms asked for at once, and bars of each. */
export const maxHistograms = 8;
export const maxBins = 100;

/** Coordinates named at most of each way to stand out. */
export const mostStandingOut = 8;

/** How the values of one series spread over a leaf at one step. */
export interface Histogram {
  series: string;
  /** Whether the bars are equally wide in powers of ten, for which all that is not 0 is positive. */
  scale: 'linear' | 'log';
  /** The smallest and the largest value counted in bars. */
  from: number;
  to: number;
  /** Values in each of the bars, all equally wide. */
  counts: Float64Array;
  /** Zeros, where the scale has no place for them. */
  zeros: number;
  /** Values that are not finite. */
  others: number;
}

export const standingOutKinds = [
  'effectiveLearningRate',
  'update',
  'dead',
  'epsDominated',
] as const;

/** Coordinates that stand out in one way at one step. */
export interface StandingOut {
  /**
   * The largest effective learning rates; the largest |Δθ|; g exactly 0 for a while; √v̂ below eps.
   */
  kind: (typeof standingOutKinds)[number];
  /** How many there are of those that are dead or eps-dominated; null of the largest. */
  count: number | null;
  /** The first of them, indices into θ; those that are dead are in no list but their own. */
  coordinates: number[];
  /** The effective learning rate; Δθ; steps for which g has been 0; √v̂. */
  values: Float64Array;
}

/** Why the effective learning rate of a coordinate is the largest. */
export const rateReasons = ['same', 'smallest', 'epsDecides', 'unknown'] as const;

/** The largest effective learning rate of all coordinates that have a gradient. */
export interface LargestRate {
  coordinate: number;
  value: number;
  /**
   * Every coordinate has the same; what it is divided by (v̂, say) is the smallest there; eps is
   * larger than the root of that; or something else.
   */
  reason: (typeof rateReasons)[number];
  /** The symbol of what it is divided by, and its value there; of `epsDecides` its root. */
  symbol: string;
  divisor: number;
  /** Coordinates left out since they have, or had, no gradient: theirs means nothing. */
  leftOut: number;
}

const bars = v.pipe(
  floats,
  v.check((counts) => counts.length <= maxBins),
);

export const leafMapFields = {
  series: text(64),
  from: index,
  to: index,
  columns: v.pipe(index, v.minValue(1), v.maxValue(maxMapColumns)),
  values: v.pipe(
    floats,
    v.check((values) => values.length <= maxMapColumns * maxMapLeaves),
  ),
};

export const histogramFields = {
  leaf: index,
  step: index,
  histograms: v.pipe(
    v.array(
      v.object({
        series: text(64),
        scale: v.picklist(['linear', 'log']),
        from: anyNumber,
        to: anyNumber,
        counts: bars,
        zeros: index,
        others: index,
      }),
    ),
    v.maxLength(maxHistograms),
  ),
};

export const standingOutFields = {
  step: index,
  lists: v.pipe(
    v.array(
      v.object({
        kind: v.picklist(standingOutKinds),
        count: v.nullable(index),
        coordinates: v.pipe(v.array(index), v.maxLength(mostStandingOut)),
        values: v.pipe(
          floats,
          v.check((values) => values.length <= mostStandingOut),
        ),
      }),
    ),
    v.maxLength(standingOutKinds.length),
  ),
  largestRate: v.nullable(
    v.object({
      coordinate: index,
      value: anyNumber,
      reason: v.picklist(rateReasons),
      symbol: text(64),
      divisor: anyNumber,
      leftOut: index,
    }),
  ),
};
