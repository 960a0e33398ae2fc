import { Chart } from 'chart.js';
import { setInput, type LineChartInput } from './input';
import { drawLabels } from './labels';
import { labelDashed } from './lines/dashed';
import { drawLines } from './lines/draw';
import { StepScale } from './scales/stepScale';
import { ValueScale } from './scales/valueScale';
import { drawMarks } from './marks';
import { drawSpans } from './spans';

export type { ChartLine, LineChartInput } from './input';

Chart.register(StepScale, ValueScale);

/**
 * Chart.js laying out a chart and redrawing it when it must; its scales and its lines are our own,
 * made for many points that are all new with each frame. No parsing, no animation, no events.
 */
export class LineChart {
  readonly #chart: Chart;
  #input: LineChartInput;

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
    setInput(canvas, input);
    // Chart.js takes these over; without them it asks the page for its layout.
    canvas.width = size.width;
    canvas.height = size.height;
    this.#chart = new Chart(canvas, {
      type: 'line',
      data: { datasets: [] },
      options: options(input),
      plugins: [
        {
          id: 'lines',
          beforeDatasetsDraw: drawLines,
          afterDatasetsDraw: (chart) => {
            drawSpans(chart);
            drawMarks(chart);
            drawLabels(chart);
            labelDashed(chart);
          },
          afterDraw: onLayout,
        },
      ],
    });
  }

  resize({ width, height }: { width: number; height: number }): void {
    this.#chart.resize(width, height);
  }

  update(input: LineChartInput): void {
    const { compact, end } = this.#input;
    this.#input = input;
    setInput(this.#chart.canvas, input);
    const isLaidOut = input.compact === compact && input.end === end;
    // What the scales and the lines are like they read from the input; these are for Chart.js.
    if (!isLaidOut) this.#chart.options = options(input);
    if (isLaidOut && this.#renew()) this.#chart.draw();
    else this.#chart.update('none');
  }

  /** Other numbers on axes of the same room need no new layout; false where there is more to do. */
  #renew(): boolean {
    const { x, y } = this.#chart.scales;
    if (!(x instanceof StepScale && y instanceof ValueScale)) return false;
    x.renew();
    return y.renew();
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
}

function options({ compact, end, formatStep }: LineChartInput) {
  return {
    animation: false as const,
    responsive: false,
    maintainAspectRatio: false,
    events: [],
    layout: { padding: { top: 6, right: compact ? 2 : 10 + overhang(formatStep(end)) } },
    scales: {
      x: { type: 'steps' as const, axis: 'x' as const, position: 'bottom' as const },
      y: { type: 'values' as const, axis: 'y' as const, position: 'left' as const },
    },
  };
}

/** Pixels by which the label of a step at the right edge needs more room than the edge has. */
function overhang(label: string): number {
  return Math.max(0, 3.5 * label.length - 10);
}
