import type { SweepView } from '../../src/protocol/panel';
import { axisFor, isEmpty, thresholdFor, valueRange } from '../charts/range';
import { symlog, symlogTicks } from '../charts/symlog';
import { linearTicks, logTicks } from '../charts/ticks';

/** An axis: where values stand, in pixels, and which are marked. */
export interface Scale {
  at(value: number): number;
  ticks: number[];
}

/** Pixels of a picture's inside, in SVG's coordinates. */
export interface Frame {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Pixels that a label needs on each axis. */
const [labelWidth, labelHeight] = [56, 26];
/** Of the outermost points to the frame. */
const room = 10;

/** The swept values, all positive, on a logarithmic axis. */
export function valueScale({ values, curves }: SweepView, { left, right }: Frame): Scale {
  const all = [...values, ...curves.flatMap(({ points }) => points.map(({ value }) => value))];
  const [min, max] = [Math.min(...all), Math.max(...all)];
  const most = Math.max(2, Math.floor((right - left) / labelWidth));
  const at = between(Math.log10(min), Math.log10(max), left + room, right - room);
  return { at: (value) => at(Math.log10(value)), ticks: logTicks(min, max, most) };
}

/**
 * Final losses, larger ones further up: logarithmic where all are positive, else symlog. Null as
 * long as none is finite.
 */
export function lossScale({ curves }: SweepView, { top, bottom }: Frame): Scale | null {
  const losses = curves.flatMap(({ points }) =>
    points.flatMap(({ median, minimum, maximum }) => [median, minimum, maximum]),
  );
  const range = valueRange([Float64Array.from(losses.flatMap((loss) => [0, loss ?? NaN]))]);
  if (isEmpty(range)) return null;
  const { min, max } = range;
  const most = Math.max(2, Math.floor((bottom - top) / labelHeight));
  if (axisFor(undefined, 'log', range) === 'log') {
    const at = between(Math.log10(min), Math.log10(max), bottom - room, top + room);
    const ticks = min === max ? [min] : logTicks(min, max, most);
    return { at: (loss) => at(Math.log10(loss)), ticks };
  }
  const threshold = thresholdFor(range);
  const scaled = (loss: number) => symlog(loss, threshold);
  const at = between(scaled(min), scaled(max), bottom - room, top + room);
  const gap = labelHeight / Math.max(labelHeight, bottom - top);
  const ticks = symlogTicks(min, max, threshold, most, gap);
  return {
    at: (loss) => at(scaled(loss)),
    ticks: ticks.length > 1 ? ticks : linearTicks(min, max, Math.min(most, 4)),
  };
}

/** A line through two points; one value alone stands in the middle. */
function between(min: number, max: number, from: number, to: number): (x: number) => number {
  if (min === max) return () => (from + to) / 2;
  return (x) => from + ((x - min) / (max - min)) * (to - from);
}
