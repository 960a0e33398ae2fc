import type { Plugin } from 'chart.js';

/** Pixels between two steps from which on each is told from the next. */
const farApart = 10;
const radius = 2.5;

/**
 * Draws a dot on every step once steps stand far apart: what lies between two is no number of the
 * run. `has` tells which lines have steps at all.
 */
export function dotPlugin(has: () => readonly boolean[]) {
  return {
    id: 'dots',
    afterDatasetsDraw(chart) {
      const { ctx, chartArea, data, scales } = chart;
      const x = scales.x!;
      if (x.width / (x.max - x.min) < farApart) return;
      const lines = has();
      ctx.save();
      data.datasets.forEach(({ borderColor }, nth) => {
        if (!lines[nth] || typeof borderColor !== 'string') return;
        ctx.fillStyle = borderColor;
        ctx.beginPath();
        for (const { x: left, y } of chart.getDatasetMeta(nth).data) {
          if (left < chartArea.left - 1 || left > chartArea.right + 1 || !Number.isFinite(y))
            continue;
          ctx.moveTo(left + radius, y);
          ctx.arc(left, y, radius, 0, 2 * Math.PI);
        }
        ctx.fill();
      });
      ctx.restore();
    },
  } satisfies Plugin<'line'>;
}
