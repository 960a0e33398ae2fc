import type { Plugin } from 'chart.js';

/** A stretch of steps marked at the foot of a chart, in the colour of its line. */
export interface Span {
  from: number;
  to: number;
  /** Index into the theme's line colours. */
  colour: number;
}

const height = 4;

/** Marks stretches of steps at the foot of a chart; `spans` tells which, in which colours. */
export function spanPlugin(spans: () => readonly { from: number; to: number; colour: string }[]) {
  return {
    id: 'spans',
    afterDatasetsDraw({ ctx, chartArea, scales }) {
      ctx.save();
      spans().forEach(({ from, to, colour }, nth) => {
        const left = Math.max(chartArea.left, scales.x!.getPixelForValue(from));
        const right = Math.min(chartArea.right, scales.x!.getPixelForValue(to));
        if (right <= left) return;
        ctx.fillStyle = colour;
        ctx.fillRect(left, chartArea.bottom - (nth + 1) * (height + 1), right - left, height);
      });
      ctx.restore();
    },
  } satisfies Plugin<'line'>;
}
