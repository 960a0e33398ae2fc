import type { AxisKind } from '../../state/viewState';
import type { Extent } from '../points';
import { inverseSymlog, symlog, symlogTicks } from '../symlog';
import { linearTicks, logTicks } from '../ticks';

/** How an axis of values is laid out. */
export interface AxisLayout extends Extent {
  ticks: number[];
}

/** Pixels that two labels under one another need. */
const lineHeight = 14;

/** From a value to what is drawn in proportion, and back. */
export interface Mapping {
  to(value: number): number;
  back(place: number): number;
}

export function mappingOf(axis: AxisKind, threshold: number): Mapping {
  if (axis === 'linear') return { to: (value) => value, back: (place) => place };
  // What is 0 or below has no place: −Infinity or NaN.
  if (axis === 'log') return { to: Math.log10, back: (place) => 10 ** place };
  return {
    to: (value) => symlog(value, threshold),
    back: (place) => inverseSymlog(place, threshold),
  };
}

/**
 * Where an axis begins and ends that shows values of this extent, and its ticks.
 *
 * @param room how many pixels it is long
 */
export function layOut(
  axis: AxisKind,
  { min, max }: Extent,
  { threshold, compact, room }: { threshold: number; compact: boolean; room: number },
): AxisLayout {
  if (!(min <= max))
    return { min: axis === 'log' ? 1 : 0, max: axis === 'log' ? 10 : 1, ticks: [] };
  if (axis === 'linear') return linear(min, max, compact ? 2 : 5);
  if (axis === 'log') return logarithmic(min, max, compact ? 3 : 6);
  const aside = min === max ? Math.abs(min) || threshold : 0;
  const [low, high] = [finite(min - aside), finite(max + aside)];
  const gap = lineHeight / Math.max(lineHeight, room);
  return {
    ...{ min: low, max: high },
    ticks: symlogTicks(low, high, threshold, compact ? 3 : 7, gap),
  };
}

/** Beyond the largest number there is no tick. */
function finite(value: number): number {
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));
}

/** From a tick to a tick. */
function linear(min: number, max: number, most: number): AxisLayout {
  // What differs by rounding alone has no round numbers between.
  const isOne = max - min <= 1e-12 * Math.max(Math.abs(min), Math.abs(max));
  const aside = isOne ? Math.abs(0.05 * max) || 1 : 0;
  const ticks = linearTicks(finite(min - aside), finite(max + aside), most, true).map(finite);
  return { min: Math.min(min, ticks[0]!), max: Math.max(max, ticks.at(-1)!), ticks };
}

/**
 * From a round number to a round number. Where values differ by rounding alone their logarithms do
 * not: a power of ten to either side, as for values that are all the same.
 */
function logarithmic(min: number, max: number, most: number): AxisLayout {
  const isOne = !(Math.log10(max) > Math.log10(min) + 1e-13);
  const low = isOne ? min / 10 || min : roundedBelow(min, max);
  const high = isOne ? finite(max * 10) : finite(roundedAbove(min, max));
  return { min: low, max: high, ticks: logTicks(low, high, most).filter(Number.isFinite) };
}

/** The next smaller of 1, 2 … 9 times a power of ten, or of finer steps where the range is narrow. */
function roundedBelow(min: number, max: number): number {
  const unit = unitOf(min, min, max);
  return Math.floor(min / unit + 1e-9) * unit || min;
}

function roundedAbove(min: number, max: number): number {
  const unit = unitOf(max, min, max);
  return Math.ceil(max / unit - 1e-9) * unit;
}

function unitOf(value: number, min: number, max: number): number {
  const power = Number(`1e${Math.floor(Math.log10(value) + 1e-12)}`) || value;
  const span = max - min;
  if (span >= power) return power;
  return Number(`1e${Math.floor(Math.log10(span))}`) || power;
}
