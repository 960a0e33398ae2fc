import type { Message } from './message';

/**
 * A quantity with a value at every step. `per` says how many: one per coordinate, per leaf, or one
 * for the whole run. Stored series travel in the frames; derived ones are computed when read.
 */
export interface SeriesDeclaration {
  /** The name in JSON, CSV and the protocol: `mHat`. */
  name: string;
  /** As formulas write it: `m̂`. */
  symbol: string;
  per: 'coordinate' | 'leaf' | 'run';
  stored: boolean;
  /** The axis that charts start with. */
  axis: 'linear' | 'log';
  /** Of the same kind as θ and equal to it at the start, so that it has a value at step 0. */
  fromStart?: boolean;
  /** It has values at multiples of this step and at the last step asked for alone, NaN between. */
  every?: number;
  /** A value that decides something, which charts draw as a line, and how formulas write it. */
  level?: { value: number; formula: string };
  /** Of a leaf as a whole: of all its values of the series `of` at one step. */
  statistic?: Statistic;
}

/** `percent` says which quantile; `ratio` is that of two norms. */
export interface Statistic {
  of: string;
  kind: 'norm' | 'quantile' | 'ratio';
  percent?: number;
}

/** A quantity that an optimizer does not have: never shown as zero, but with the reason. */
export interface AbsentSeries {
  name: string;
  symbol: string;
  reason: Message;
}

/** Reads any series of a trace. Steps count from 1; step 0 exists for `theta` alone. */
export interface SeriesReader {
  /** Completed steps. */
  readonly length: number;
  /** The exact value, NaN where there is none. */
  value(series: string, index: number, step: number): number;
}

/** Computes one value of a derived series from stored ones. */
export type Derivation = (read: SeriesReader, index: number, step: number) => number;

/** What every trace has, whatever the optimizer; `update` is derived: θ after minus θ before. */
export const baseSeries: readonly SeriesDeclaration[] = [
  { name: 'loss', symbol: 'loss', per: 'run', stored: true, axis: 'log' },
  {
    ...{ name: 'theta', symbol: 'θ', per: 'coordinate', stored: true, axis: 'linear' },
    fromStart: true,
  },
  { name: 'grad', symbol: 'g', per: 'coordinate', stored: true, axis: 'linear' },
];

/** The loss that `@evaluate` names, at θ after the step; stands last in a row. */
export const evaluatedLoss = 'evaluatedLoss';

/** Longer names would not pass the checks of messages. */
const longestSymbol = 64;

export function evaluatedSeries(name: string, every: number): SeriesDeclaration {
  const symbol = name.length > longestSymbol ? `${name.slice(0, longestSymbol - 1)}…` : name;
  const kind = { per: 'run', stored: true, axis: 'log', fromStart: true } as const;
  return { name: evaluatedLoss, symbol, ...kind, every };
}

/** Whether a series with a value every so many steps has one at this step of `steps`. */
export function isDue(every: number, step: number, steps: number): boolean {
  return step % every === 0 || step === steps;
}

/** The last step up to `step` at which such a series has a value. */
export function lastDue(every: number, step: number, steps: number): number {
  return step === steps ? step : step - (step % every);
}

export const updateSeries: SeriesDeclaration = {
  name: 'update',
  symbol: 'Δθ',
  per: 'coordinate',
  stored: false,
  axis: 'linear',
};
