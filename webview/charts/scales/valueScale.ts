import { Scale, type CartesianScaleOptions, type Chart, type Tick } from 'chart.js';
import { inputOf, type LineChartInput } from '../input';
import { widen, type Extent } from '../points';
import { tickLabels } from '../ticks';
import { layOut, mappingOf, type Mapping } from './axis';
import { fontOf, setFont, tickPadding, widthOf } from './labels';

declare module 'chart.js' {
  interface CartesianScaleTypeRegistry {
    values: { options: CartesianScaleOptions };
  }
}

/**
 * The axis of values, linear, logarithmic or symlog: of what is in the window. While nothing is
 * known of a window it stays as it was.
 */
export class ValueScale extends Scale {
  static id = 'values';
  // Labels are drawn here, and measured only where it matters.
  static defaults = { ticks: { display: false } };

  #mapping: Mapping = mappingOf('linear', 1);
  #start = 0;
  #perUnit = 1;
  #extent: Extent | null = null;

  constructor(configuration: {
    id: string;
    type: string;
    ctx: CanvasRenderingContext2D;
    chart: Chart;
  }) {
    super(configuration);
  }

  get #input(): LineChartInput {
    return inputOf(this.chart.canvas);
  }

  override determineDataLimits(): void {
    const { lines, axis, empty, from, to, linearThreshold } = this.#input;
    this.#mapping = mappingOf(axis, linearThreshold);
    const extent = { min: Infinity, max: -Infinity };
    const above = axis === 'log' ? 0 : -Infinity;
    for (const { points, label } of lines) {
      if (label === undefined) widen(extent, points, from, to, above);
    }
    // Levels are no news of a window.
    if (extent.min > extent.max && !empty && this.#extent) Object.assign(extent, this.#extent);
    else for (const { points, label } of lines) if (label) widen(extent, points, from, to, above);
    this.#extent = extent.min > extent.max ? null : extent;
    Object.assign(this, { min: extent.min, max: extent.max });
  }

  override buildTicks(): Tick[] {
    const { axis, linearThreshold: threshold, compact, empty } = this.#input;
    const extent = { min: this.min, max: this.max };
    const layout = layOut(axis, extent, { threshold, compact, room: this.maxHeight });
    this.min = layout.min;
    this.max = layout.max;
    if (empty) return [];
    const labels = tickLabels(layout.ticks);
    return layout.ticks.map((value, i) => ({ value, label: labels[i]! }));
  }

  override generateTickLabels(): void {
    // Made with the ticks.
  }

  override configure(): void {
    this.#start = this.#mapping.to(this.min);
    this.#perUnit = this.height / (this.#mapping.to(this.max) - this.#start);
  }

  /** As wide as its labels, and at least so that charts under one another share their left edge. */
  override fit(): void {
    this.height = this.maxHeight;
    this.width = this.#wanted();
  }

  /** Takes in another input; false where it needs more or less room than there is. */
  renew(): boolean {
    this.determineDataLimits();
    this.ticks = this.buildTicks();
    if (this.#wanted() !== this.width) return false;
    this.configure();
    return true;
  }

  #wanted(): number {
    const font = fontOf(this.#input).text;
    const label = Math.max(0, ...this.ticks.map((tick) => widthOf(this.ctx, font, text(tick))));
    return Math.max(Math.ceil(label) + 2 * tickPadding, this.#input.compact ? 44 : 52);
  }

  override getPixelForValue(value: number): number {
    return this.bottom - (this.#mapping.to(value) - this.#start) * this.#perUnit;
  }

  override getValueForPixel(pixel: number): number {
    return this.#mapping.back(this.#start + (this.bottom - pixel) / this.#perUnit);
  }

  override draw(): void {
    const { theme } = this.#input;
    const { ctx, right } = this;
    setFont(ctx, fontOf(this.#input).text);
    ctx.textAlign = 'right';
    ctx.textBaseline = 'middle';
    const places = this.ticks.map((tick) => this.getPixelForValue(tick.value));
    ctx.fillStyle = theme.grid;
    // Grid lines are a pixel high and stand on pixels: nothing has to be smoothed.
    for (const y of places) {
      ctx.fillRect(right, Math.round(y - 0.5), this.chart.chartArea.right - right, 1);
    }
    ctx.fillStyle = theme.muted;
    this.ticks.forEach((tick, i) => ctx.fillText(text(tick), right - tickPadding, places[i]!));
  }
}

function text({ label }: Tick): string {
  return typeof label === 'string' ? label : '';
}
