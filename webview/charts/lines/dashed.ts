import type { Chart } from 'chart.js';
import { inputOf, type Stretch } from '../input';

const dash = [2, 3];
const [gap, size] = [3, 11];

/** Draws a line with `stroke`: in the stretches finely dashed, elsewhere as it is. */
export function strokeDashed(
  chart: Chart,
  stretches: readonly Stretch[],
  ownDash: number[],
  stroke: (dash: number[]) => void,
): void {
  const { ctx, chartArea } = chart;
  const { left, right, top, bottom } = chartArea;
  const places = stretches.map((stretch) => pixels(chart, stretch));
  const clipped = (rectangles: readonly (readonly [number, number])[], use: () => void) => {
    ctx.save();
    ctx.beginPath();
    for (const [from, to] of rectangles) ctx.rect(from, top - 2, to - from, bottom - top + 4);
    ctx.clip();
    use();
    ctx.restore();
  };
  const starts = [left, ...places.map(([, to]) => to)];
  const ends = [...places.map(([from]) => from), right];
  clipped(
    starts.map((from, i) => [from, Math.max(from, ends[i]!)] as const),
    () => stroke(ownDash),
  );
  clipped(places, () => stroke(dash));
}

/** Says at the longest stretch of a chart what dashes mean. */
export function labelDashed(chart: Chart): void {
  const { ctx, chartArea, canvas } = chart;
  const { lines, dashedMeans, theme, compact } = inputOf(canvas);
  if (dashedMeans === undefined || compact) return;
  const all = lines.flatMap(({ dashed = [] }) => dashed.map((each) => pixels(chart, each)));
  const [from, to] = all.reduce((a, b) => (b[1] - b[0] > a[1] - a[0] ? b : a), [0, 0]);
  if (to <= from) return;
  ctx.save();
  ctx.font = `${size}px ${theme.textFont}`;
  const half = ctx.measureText(dashedMeans).width / 2;
  const middle = (from + to) / 2;
  const x = Math.min(chartArea.right - half, Math.max(chartArea.left + half + gap, middle));
  ctx.textAlign = 'center';
  ctx.textBaseline = 'top';
  ctx.lineWidth = 3;
  ctx.lineJoin = 'round';
  // A rim in the colour behind it: lines may pass there.
  ctx.strokeStyle = theme.background;
  ctx.strokeText(dashedMeans, x, chartArea.top + gap);
  ctx.fillStyle = theme.foreground;
  ctx.fillText(dashedMeans, x, chartArea.top + gap);
  ctx.restore();
}

/** Where a stretch stands in the plot, in pixels; of no width where it is out of sight. */
function pixels({ chartArea, scales }: Chart, { from, to }: Stretch): [number, number] {
  const inside = (step: number) =>
    Math.min(chartArea.right, Math.max(chartArea.left, scales.x!.getPixelForValue(step)));
  return [inside(from), inside(to)];
}
