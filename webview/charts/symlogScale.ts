import { Scale, type CartesianScaleOptions, type Chart, type Tick } from 'chart.js';
import { inverseSymlog, symlog, symlogTicks } from './symlog';

/** Pixels that two labels under one another need. */
const lineHeight = 14;

export interface SymlogScaleOptions extends CartesianScaleOptions {
  linearThreshold: number;
  mostTicks: number;
}

declare module 'chart.js' {
  interface CartesianScaleTypeRegistry {
    symlog: { options: SymlogScaleOptions };
  }
}

/** Chart.js scale over `symlog`; its option `linearThreshold` says where the linear part ends. */
export class SymlogScale extends Scale<SymlogScaleOptions> {
  static id = 'symlog';
  static defaults = { linearThreshold: 1, mostTicks: 7, ticks: { padding: 3 } };

  #start = 0;
  #length = 1;

  constructor(configuration: {
    id: string;
    type: string;
    ctx: CanvasRenderingContext2D;
    chart: Chart;
  }) {
    super(configuration);
  }

  override determineDataLimits(): void {
    const { min, max } = this.getMinMax(true);
    this.min = Number.isFinite(min) ? min : 0;
    this.max = Number.isFinite(max) ? max : 1;
    if (this.min === this.max) {
      const room = Math.abs(this.min) || this.options.linearThreshold;
      this.min -= room;
      this.max += room;
    }
  }

  override buildTicks(): Tick[] {
    const { linearThreshold, mostTicks } = this.options;
    const gap = lineHeight / Math.max(lineHeight, this.height);
    const ticks = symlogTicks(this.min, this.max, linearThreshold, mostTicks, gap);
    return ticks.map((value) => ({ value }));
  }

  override configure(): void {
    super.configure();
    this.#start = symlog(this.min, this.options.linearThreshold);
    this.#length = symlog(this.max, this.options.linearThreshold) - this.#start;
  }

  override getPixelForValue(value: number): number {
    const decimal = (symlog(value, this.options.linearThreshold) - this.#start) / this.#length;
    return this.getPixelForDecimal(decimal);
  }

  override getValueForPixel(pixel: number): number {
    const y = this.#start + this.getDecimalForPixel(pixel) * this.#length;
    return inverseSymlog(y, this.options.linearThreshold);
  }
}
