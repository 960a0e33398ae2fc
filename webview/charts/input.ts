import type { AxisKind } from '../state/viewState';
import type { LineLook } from './look';
import type { Span } from './spans';
import type { Theme } from './theme';

/** One line: x, y, x, y … as the host sent it. */
export interface ChartLine {
  key: string;
  points: Float64Array;
  look: LineLook;
  /** Words on a line that stands still. */
  label?: string;
  /** Stretches of steps in which it is dashed, in order. */
  dashed?: readonly Stretch[];
}

/** Steps from one to another, both included. */
export interface Stretch {
  from: number;
  to: number;
}

/** All that a chart of lines over steps is drawn from. */
export interface LineChartInput {
  lines: readonly ChartLine[];
  axis: AxisKind;
  linearThreshold: number;
  /** Whether there is no value at all: the axis of values then says nothing. */
  empty: boolean;
  from: number;
  to: number;
  /** A step as wide as any label of the axis, whatever the window. */
  end: number;
  /** What dashed stretches mean, in few words. */
  dashedMeans?: string;
  /** Stretches of steps to be marked. */
  spans?: readonly Span[];
  /** Steps that are marked, in order. */
  marks?: readonly number[];
  /** A small chart: no axis of steps, few ticks. */
  compact: boolean;
  theme: Theme;
  formatStep: (step: number) => string;
}

/**
 * What each canvas is drawn from, for the scales, which Chart.js makes: its options would come
 * wrapped, and dear to read.
 */
const inputs = new WeakMap<HTMLCanvasElement, LineChartInput>();

export function setInput(canvas: HTMLCanvasElement, input: LineChartInput): void {
  inputs.set(canvas, input);
}

export function inputOf(canvas: HTMLCanvasElement): LineChartInput {
  return inputs.get(canvas)!;
}
