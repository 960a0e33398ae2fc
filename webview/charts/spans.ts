import type { Chart } from 'chart.js';
import { inputOf } from './input';

/** A stretch of steps marked at the foot of a chart, in the colour of its line. */
export interface Span {
  from: number;
  to: number;
  /** Index into the theme's line colours. */
  colour: number;
}

const height = 4;

/** Marks stretches of steps at the foot of a chart. */
export function drawSpans({ ctx, canvas, chartArea, scales }: Chart): void {
  const { spans = [], theme } = inputOf(canvas);
  spans.forEach(({ from, to, colour }, nth) => {
    const left = Math.max(chartArea.left, scales.x!.getPixelForValue(from));
    const right = Math.min(chartArea.right, scales.x!.getPixelForValue(to));
    if (right <= left) return;
    ctx.fillStyle = theme.lines[colour]!;
    ctx.fillRect(left, chartArea.bottom - (nth + 1) * (height + 1), right - left, height);
  });
}
