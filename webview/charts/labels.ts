import type { Chart } from 'chart.js';
import { inputOf } from './input';

const gap = 4;
const size = 11;

/**
 * Writes words on lines that stand still, above them where there is room, and at their left end:
 * what is held against such a line tends to reach it late.
 */
export function drawLabels({ ctx, canvas, chartArea, scales }: Chart): void {
  const { lines, theme } = inputOf(canvas);
  const labelled = lines.filter(({ label }) => label);
  if (labelled.length === 0) return;
  ctx.save();
  ctx.font = `${size}px ${theme.numberFont}`;
  ctx.textAlign = 'left';
  ctx.lineWidth = 3;
  ctx.lineJoin = 'round';
  for (const { label, points } of labelled) {
    const y = scales.y!.getPixelForValue(points.at(-1)!);
    if (!Number.isFinite(y)) continue;
    const above = y - gap - size >= chartArea.top;
    ctx.textBaseline = above ? 'bottom' : 'top';
    const at = [chartArea.left + gap, above ? y - gap : y + gap] as const;
    // A rim in the colour behind it: other lines may pass there.
    ctx.strokeStyle = theme.background;
    ctx.strokeText(label!, ...at);
    ctx.fillStyle = theme.foreground;
    ctx.fillText(label!, ...at);
  }
  ctx.restore();
}
