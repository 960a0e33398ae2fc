import {
  Chart,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  type ChartDataset,
  type Scale,
  type Tick,
} from 'chart.js';
import type { AxisKind } from '../state/viewState';
import { dotPlugin } from './dots';
import { labelPlugin } from './labels';
import { batchLook, type LineLook } from './look';
import { markerPlugin } from './markers';
import { spanPlugin, type Span } from './spans';
import { SymlogScale } from './symlogScale';
import type { Theme } from './theme';
import { logTicks, tickLabels } from './ticks';

Chart.register(
  LineController,
  LineElement,
  PointElement,
  Filler,
  LinearScale,
  LogarithmicScale,
  SymlogScale,
);

/** One line: x, y, x, y … as the host sent it. */
export interface ChartLine {
  key: string;
  points: Float64Array;
  look: LineLook;
  /** Words on a line that stands still. */
  label?: string;
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
  /** Stretches of steps to be marked. */
  spans?: readonly Span[];
  /** A small chart: no axis of steps, few ticks. */
  compact: boolean;
  theme: Theme;
  formatStep: (step: number) => string;
}

type Point = { x: number; y: number };
type LinePlot = Chart<'line', Point[]>;

/** Chart.js drawing what it is given and nothing else: no parsing, no animation, no events. */
export class LineChart {
  readonly #chart: LinePlot;
  #input: LineChartInput;
  /** Points as objects, kept while their source is the same array. */
  readonly #converted = new WeakMap<Float64Array, Point[]>();

  /**
   * `size` is in CSS pixels. `onLayout` runs after every draw: where steps stand in pixels may
   * have changed.
   */
  constructor(
    canvas: HTMLCanvasElement,
    size: { width: number; height: number },
    input: LineChartInput,
    onLayout: () => void,
  ) {
    this.#input = input;
    // Chart.js takes these over; without them it asks the page for its layout.
    canvas.width = size.width;
    canvas.height = size.height;
    this.#chart = new Chart<'line', Point[]>(canvas, {
      type: 'line',
      data: { datasets: this.#datasets(input) },
      options: this.#options(input),
      plugins: [
        markerPlugin,
        dotPlugin(() => this.#input.lines.map(({ label }) => label === undefined)),
        spanPlugin(() => this.#spans()),
        labelPlugin(() => this.#labels()),
        { id: 'layout', afterDraw: onLayout },
      ],
    });
  }

  resize({ width, height }: { width: number; height: number }): void {
    this.#chart.resize(width, height);
  }

  update(input: LineChartInput): void {
    const { min, max } = this.#chart.scales.y ?? {};
    this.#input = input;
    this.#chart.data.datasets = this.#datasets(input);
    const options = this.#options(input);
    // Nothing is known of this window yet: its axis stays until there is.
    if (!input.empty && !isInSight(input)) Object.assign(options.scales.y, { min, max });
    this.#chart.options = options;
    this.#chart.update('none');
  }

  /** Pixels from the canvas's left edge, and the height of the plot; null outside the window. */
  place(step: number): { x: number; top: number; bottom: number } | null {
    const { chartArea, scales } = this.#chart;
    const { from, to } = this.#input;
    if (!chartArea || !scales.x || step < from || step > to) return null;
    return { x: scales.x.getPixelForValue(step), top: chartArea.top, bottom: chartArea.bottom };
  }

  /** Pixels from the canvas's top edge of a value; null where it is none, or out of sight. */
  heightOf(value: number | undefined): number | null {
    const { chartArea, scales } = this.#chart;
    if (value === undefined || !Number.isFinite(value) || !scales.y) return null;
    const y = scales.y.getPixelForValue(value);
    // A log axis has no place for 0; rounding may put an extreme just outside.
    return y >= chartArea.top - 1 && y <= chartArea.bottom + 1 ? y : null;
  }

  /** The step at `x` pixels from the canvas's left edge. */
  stepAt(x: number): number {
    const { from, to } = this.#input;
    return Math.round(from + this.shareAt(x) * (to - from));
  }

  /** How far into the window `x` pixels from the canvas's left edge are: 0 to 1. */
  shareAt(x: number): number {
    const { left, right } = this.area;
    return Math.min(1, Math.max(0, (x - left) / Math.max(1, right - left)));
  }

  /** Where lines are drawn, in pixels from the canvas's left and top edge. */
  get area(): { left: number; right: number; top: number; bottom: number } {
    return this.#chart.chartArea;
  }

  destroy(): void {
    this.#chart.destroy();
  }

  #datasets({ lines, theme, compact }: LineChartInput): ChartDataset<'line', Point[]>[] {
    return lines.map(({ points, look }) => {
      const plain = look.colour === batchLook.colour ? theme.muted : theme.foreground;
      const colour = look.colour < 0 ? plain : theme.lines[look.colour]!;
      return {
        data: this.#points(points),
        borderColor: colour,
        backgroundColor: colour,
        borderWidth: (theme.highContrast ? 2 : 1.5) + (look.ghost ? -0.3 : look.strong ? 0.5 : 0),
        borderDash: look.dash,
        borderJoinStyle: 'round',
        ...(look.band && { fill: fillTo(look.band, colour) }),
        // Read by the marker plugin: the controller itself draws no points.
        pointStyle: compact || lines.length === 1 || look.bare ? false : look.marker,
        pointRadius: 0,
        pointHitRadius: 0,
      };
    });
  }

  #spans(): { from: number; to: number; colour: string }[] {
    const { spans = [], theme } = this.#input;
    return spans.map(({ colour, ...span }) => ({ ...span, colour: theme.lines[colour]! }));
  }

  #labels() {
    const { lines, theme } = this.#input;
    const { numberFont: font, foreground: colour, background } = theme;
    const labels = lines.flatMap(({ label }, nth) => (label ? [{ nth, text: label }] : []));
    return { labels, font, colour, background };
  }

  #points(points: Float64Array): Point[] {
    let converted = this.#converted.get(points);
    if (!converted) {
      converted = [];
      for (let i = 0; i < points.length; i += 2) {
        const y = points[i + 1]!;
        converted.push({ x: points[i]!, y: Number.isFinite(y) ? y : NaN });
      }
      this.#converted.set(points, converted);
    }
    return converted;
  }

  #options(input: LineChartInput) {
    const { axis, linearThreshold, empty, from, to, end, compact, theme, formatStep } = input;
    const ticks = {
      color: theme.muted,
      font: { family: theme.numberFont, size: compact ? 10 : 11 },
      padding: 4,
    };
    const fixed = { minRotation: 0, maxRotation: 0 };
    const line = { color: theme.grid, drawTicks: false, lineWidth: 1 };
    return {
      animation: false as const,
      parsing: false as const,
      normalized: true,
      responsive: false,
      maintainAspectRatio: false,
      events: [],
      layout: { padding: { top: 6, right: compact ? 2 : 10 + overhang(formatStep(end)) } },
      scales: {
        x: {
          type: 'linear' as const,
          min: from,
          max: Math.max(to, from + 1),
          display: !compact,
          border: { display: false },
          grid: { display: false },
          // Else the plot would be another width at each window, and a step under the pointer move.
          afterFit: (scale: Scale) => {
            Object.assign(scale, { paddingLeft: 0, paddingRight: 0 });
          },
          ticks: {
            ...ticks,
            ...fixed,
            maxTicksLimit: 6,
            precision: 0,
            includeBounds: false,
            callback: (value: number | string) => formatStep(Number(value)),
          },
        },
        y: {
          type: axis === 'log' ? ('logarithmic' as const) : axis,
          ...(axis === 'symlog' && { linearThreshold, mostTicks: compact ? 3 : 7 }),
          border: { display: false },
          grid: line,
          afterDataLimits: (scale: Scale) => {
            if (axis === 'log') giveRoom(scale);
          },
          afterBuildTicks: (scale: Scale) => {
            if (empty) scale.ticks = [];
            else if (axis === 'log') thin(scale, compact);
          },
          // Charts under one another share their left edge.
          afterFit: (scale: Scale) => {
            scale.width = Math.max(scale.width, compact ? 44 : 52);
          },
          ticks: {
            ...ticks,
            ...fixed,
            maxTicksLimit: compact ? 3 : 6,
            autoSkip: axis === 'linear',
            callback: (_: number | string, nth: number, all: Tick[]) =>
              tickLabels(all.map(({ value }) => value))[nth],
          },
        },
      },
    };
  }
}

/** Between a line and another one of the chart, by its number. */
function fillTo({ to, share }: NonNullable<LineLook['band']>, colour: string) {
  const above = `color-mix(in srgb, ${colour} ${100 * share}%, transparent)`;
  return { target: to, above, below: above };
}

/** Pixels by which the label of a step at the right edge needs more room than the edge has. */
function overhang(label: string): number {
  return Math.max(0, 3.5 * label.length - 10);
}

/** Whether a line has a value in the window. */
function isInSight({ lines, from, to }: LineChartInput): boolean {
  return lines.some(({ points, label }) => {
    if (label !== undefined) return false;
    for (let i = 0; i < points.length; i += 2) {
      if (points[i]! >= from && points[i]! <= to && Number.isFinite(points[i + 1])) return true;
    }
    return false;
  });
}

/**
 * Where values differ by rounding alone their logarithms do not, and Chart.js has no height for them:
 * a power of ten to either side, as for values that are all the same.
 */
function giveRoom(scale: Scale): void {
  if (Math.log10(scale.max) > Math.log10(scale.min) + 1e-13) return;
  scale.min /= 10;
  scale.max *= 10;
}

/** Chart.js marks 1 to 9 times each power of ten; fewer are read faster. */
function thin(scale: Scale, compact: boolean): void {
  // Its first tick is 0 where the smallest value is far smaller than the largest: so is its axis then.
  if (!(scale.min > 0)) scale.min = scale.getMinMax(false).min;
  scale.ticks = logTicks(scale.min, scale.max, compact ? 3 : 6).map((value) => ({ value }));
}
