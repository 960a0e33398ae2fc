import { Scale, type CartesianScaleOptions, type Chart, type Tick } from 'chart.js';
import { inputOf, type LineChartInput } from '../input';
import { linearTicks } from '../ticks';
import { fontOf, setFont, tickPadding } from './labels';

/** Pixels that a label and the room beside it take at least. */
const roomOfLabel = 70;

declare module 'chart.js' {
  interface CartesianScaleTypeRegistry {
    steps: { options: CartesianScaleOptions };
  }
}

/** The axis of steps: the window that the chart is given, with whole steps as its ticks. */
export class StepScale extends Scale {
  static id = 'steps';
  // Labels are drawn here, and measured only where it matters.
  static defaults = { ticks: { display: false } };

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
    const { from, to } = this.#input;
    this.min = from;
    this.max = Math.max(to, from + 1);
  }

  override buildTicks(): Tick[] {
    const { compact, formatStep } = this.#input;
    if (compact) return [];
    const most = Math.max(1, Math.min(5, Math.floor(this.maxWidth / roomOfLabel)));
    return linearTicks(this.min, this.max, most)
      .filter(Number.isInteger)
      .map((value) => ({ value, label: formatStep(value) }));
  }

  override generateTickLabels(): void {
    // Made with the ticks.
  }

  override configure(): void {
    // Nothing beyond what `fit` leaves behind.
  }

  override fit(): void {
    const { compact } = this.#input;
    this.width = this.maxWidth;
    this.height = compact ? 0 : fontOf(this.#input).size * 1.2 + tickPadding;
  }

  /** Takes in another input for which there is as much room. */
  renew(): void {
    this.determineDataLimits();
    this.ticks = this.buildTicks();
  }

  override getPixelForValue(value: number): number {
    return this.left + ((value - this.min) / (this.max - this.min)) * this.width;
  }

  override getValueForPixel(pixel: number): number {
    return this.min + ((pixel - this.left) / this.width) * (this.max - this.min);
  }

  override draw(): void {
    const { compact, theme } = this.#input;
    if (compact) return;
    const { ctx } = this;
    setFont(ctx, fontOf(this.#input).text);
    ctx.fillStyle = theme.muted;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'top';
    for (const { value, label } of this.ticks) {
      ctx.fillText(String(label), this.getPixelForValue(value), this.top + tickPadding);
    }
  }
}
