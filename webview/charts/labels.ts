import type { Plugin } from 'chart.js';

/** Words on a line, at its left end: what is held against it tends to reach it late. */
export interface LineLabel {
  /** Which line of the chart. */
  nth: number;
  text: string;
}

const gap = 4;
const size = 11;

/** Writes words on lines that stand still, above them where there is room. */
export function labelPlugin(
  look: () => { labels: readonly LineLabel[]; font: string; colour: string; background: string },
) {
  return {
    id: 'labels',
    afterDatasetsDraw(chart) {
      const { ctx, chartArea } = chart;
      const { labels, font, colour, background } = look();
      ctx.save();
      ctx.font = `${size}px ${font}`;
      ctx.textAlign = 'left';
      ctx.lineWidth = 3;
      ctx.lineJoin = 'round';
      for (const { nth, text } of labels) {
        const y = chart.getDatasetMeta(nth).data.at(-1)?.y;
        if (y === undefined || !Number.isFinite(y)) continue;
        const above = y - gap - size >= chartArea.top;
        ctx.textBaseline = above ? 'bottom' : 'top';
        const at = [chartArea.left + gap, above ? y - gap : y + gap] as const;
        // A rim in the colour behind it: other lines may pass there.
        ctx.strokeStyle = background;
        ctx.strokeText(text, ...at);
        ctx.fillStyle = colour;
        ctx.fillText(text, ...at);
      }
      ctx.restore();
    },
  } satisfies Plugin<'line'>;
}
