/** How a chart's points become pixels. */
export interface Projection {
  /** x in pixels is `left + (x - from) * perStep`. */
  left: number;
  from: number;
  perStep: number;
  yOf(value: number): number;
}

/** Points of a line in pixels; its arrays are used again for the next one. */
export class Trail {
  x = new Float64Array(2048);
  y = new Float64Array(2048);
  length = 0;

  /** Takes in the points `first` to `last`; what is no finite number, or has no place, is NaN. */
  project(points: Float64Array, first: number, last: number, projection: Projection): void {
    const count = last - first + 1;
    if (count > this.x.length) {
      this.x = new Float64Array(2 * count);
      this.y = new Float64Array(2 * count);
    }
    this.length = Math.max(0, count);
    const { left, from, perStep } = projection;
    const { x, y } = this;
    for (let i = 0; i < this.length; i++) {
      x[i] = left + (points[2 * (first + i)]! - from) * perStep;
      const place = projection.yOf(points[2 * (first + i) + 1]!);
      y[i] = Number.isFinite(place) ? place : NaN;
    }
  }

  /** Calls `use` for each stretch of points without a gap: its first, and the one behind its last. */
  eachRun(use: (start: number, end: number) => void): void {
    const { y, length } = this;
    for (let start = 0; start < length; start++) {
      if (Number.isNaN(y[start])) continue;
      let end = start + 1;
      while (end < length && !Number.isNaN(y[end])) end++;
      use(start, end);
      start = end;
    }
  }
}
