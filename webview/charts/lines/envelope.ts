import type { Trail } from './trail';

/** What a line covers: for each column of pixels that it has points in, from where to where. */
export class Envelope {
  #x = new Float64Array(1024);
  #top = new Float64Array(1024);
  #bottom = new Float64Array(1024);
  #length = 0;

  /** Reads the points `start` to `end` (not included) into columns `step` pixels wide. */
  read({ x, y }: Trail, start: number, end: number, step: number): void {
    if (end - start > this.#x.length) {
      this.#x = new Float64Array(2 * (end - start));
      this.#top = new Float64Array(2 * (end - start));
      this.#bottom = new Float64Array(2 * (end - start));
    }
    let last = -1;
    let column = NaN;
    for (let i = start; i < end; i++) {
      const at = Math.floor(x[i]! / step);
      const place = y[i]!;
      if (at !== column) {
        last++;
        column = at;
        this.#x[last] = (at + 0.5) * step;
        this.#top[last] = this.#bottom[last] = place;
      } else if (place < this.#top[last]!) this.#top[last] = place;
      else if (place > this.#bottom[last]!) this.#bottom[last] = place;
    }
    this.#length = last + 1;
    this.#connect();
  }

  /** Adds its outline to the path of `ctx`, for a line of this width and these dashes. */
  addTo(ctx: CanvasRenderingContext2D, width: number, dash: readonly number[]): void {
    const x = this.#x;
    let [nth, start] = [0, 0];
    while (start < this.#length) {
      const isDrawn = nth % 2 === 0;
      const until = x[start]! + (dash.length > 0 ? dash[nth % dash.length]! : Infinity);
      let end = start + 1;
      while (end < this.#length && x[end]! < until) end++;
      if (isDrawn) this.#outline(ctx, start, end, width / 2);
      start = end;
      nth++;
    }
  }

  /** Neighbours whose heights do not touch are drawn out to their middle: the line leads there. */
  #connect(): void {
    const [top, bottom] = [this.#top, this.#bottom];
    for (let i = 1; i < this.#length; i++) {
      if (top[i]! > bottom[i - 1]!) {
        bottom[i - 1] = top[i] = (top[i]! + bottom[i - 1]!) / 2;
      } else if (bottom[i]! < top[i - 1]!) {
        top[i - 1] = bottom[i] = (bottom[i]! + top[i - 1]!) / 2;
      }
    }
  }

  #outline(ctx: CanvasRenderingContext2D, start: number, end: number, half: number): void {
    const [x, top, bottom] = [this.#x, this.#top, this.#bottom];
    ctx.moveTo(x[start]! - half, top[start]! - half);
    for (let i = start; i < end; i++) ctx.lineTo(x[i]!, top[i]! - half);
    for (let i = end - 1; i >= start; i--) ctx.lineTo(x[i]!, bottom[i]! + half);
    ctx.lineTo(x[start]! - half, bottom[start]! + half);
    ctx.closePath();
  }
}
