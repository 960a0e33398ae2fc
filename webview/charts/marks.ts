import type { Chart } from 'chart.js';
import { inputOf } from './input';

/** Pixels of a flag, and of its point. */
const height = 12;
const notch = 3;

/**
 * Draws a line at every marked step and a flag with its number on top: over the lines, so that no
 * number is hidden.
 */
export function drawMarks({ ctx, canvas, chartArea, scales }: Chart): void {
  const { marks = [], compact, theme } = inputOf(canvas);
  const { left, right, top, bottom } = chartArea;
  ctx.save();
  ctx.font = `600 10px ${theme.numberFont}`;
  ctx.textBaseline = 'middle';
  marks.forEach((step, nth) => {
    const x = scales.x!.getPixelForValue(step);
    if (x < left - 0.5 || x > right + 0.5) return;
    ctx.strokeStyle = ctx.fillStyle = theme.foreground;
    ctx.globalAlpha = 0.6;
    ctx.setLineDash([2, 2]);
    ctx.beginPath();
    ctx.moveTo(x, top);
    ctx.lineTo(x, bottom);
    ctx.stroke();
    ctx.globalAlpha = 1;
    if (compact) return;
    const text = String(nth + 1);
    const width = ctx.measureText(text).width + 6 + notch;
    // At the right edge it flies to the left.
    const way = x + width > right ? -1 : 1;
    ctx.beginPath();
    ctx.moveTo(x, top);
    ctx.lineTo(x + way * width, top);
    ctx.lineTo(x + way * (width - notch), top + height / 2);
    ctx.lineTo(x + way * width, top + height);
    ctx.lineTo(x, top + height);
    ctx.fill();
    ctx.fillStyle = theme.background;
    ctx.textAlign = way > 0 ? 'left' : 'right';
    ctx.fillText(text, x + way * 3, top + height / 2 + 0.5);
  });
  ctx.restore();
}
