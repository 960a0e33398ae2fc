import type { Plugin } from 'chart.js';
import { drawPoint } from 'chart.js/helpers';

/** About this many pixels apart. */
const spacing = 90;

/**
 * Draws a marker here and there on each line of a chart with several, so that lines can be told
 * apart without colour. A marker on every point would be a smear.
 */
export const markerPlugin: Plugin<'line'> = {
  id: 'markers',
  afterDatasetsDraw(chart) {
    const { ctx, chartArea, data } = chart;
    if (data.datasets.length < 2) return;
    ctx.save();
    data.datasets.forEach((dataset, nth) => {
      const pointStyle = 'pointStyle' in dataset ? dataset.pointStyle : false;
      if (typeof pointStyle !== 'string') return;
      const colour = typeof dataset.borderColor === 'string' ? dataset.borderColor : '';
      ctx.strokeStyle = ctx.fillStyle = colour;
      ctx.lineWidth = 1.5;
      // Each line starts elsewhere: markers of lines that lie on one another stay visible.
      let next = chartArea.left + (spacing * (nth + 0.5)) / data.datasets.length;
      for (const { x, y } of chart.getDatasetMeta(nth).data) {
        if (x < next || !Number.isFinite(y)) continue;
        drawPoint(ctx, { pointStyle, radius: 3.5, borderWidth: 1.5 }, x, y);
        next = x + spacing;
      }
    });
    ctx.restore();
  },
};
