import type { Chart } from 'chart.js';
import { drawPoint } from 'chart.js/helpers';
import { inputOf, type ChartLine, type LineChartInput } from '../input';
import { batchLook } from '../look';
import { pointsBefore } from '../points';
import { strokeDashed } from './dashed';
import { fillBetween } from './fill';
import { strokeLine } from './stroke';
import { Trail, type Projection } from './trail';

/** Pixels between two steps from which on each is told from the next. */
const farApart = 10;
const dotRadius = 2.5;
/** How much of a line is left that steps back. */
const pale = 0.3;
/** About this many pixels are between two markers of a line. */
const spacing = 90;

const [trail, other] = [new Trail(), new Trail()];

/** Draws all lines of a chart from the numbers as they came, without an object per point. */
export function drawLines(chart: Chart): void {
  const { ctx, chartArea, scales } = chart;
  const input = inputOf(chart.canvas);
  const { lines } = input;
  const { left, right, top, bottom } = chartArea;
  const x = scales.x!;
  const perStep = (right - left) / (x.max - x.min);
  const yOf = (value: number) => scales.y!.getPixelForValue(value);
  const projection = { left, from: x.min, perStep, yOf };
  ctx.save();
  ctx.beginPath();
  // As far above and below as a line at the edge is wide.
  ctx.rect(left, top - 2, right - left, bottom - top + 4);
  ctx.clip();
  for (const line of lines) {
    if (line.look.band) fillBand(ctx, input, line, line.look.band, projection, x.max);
  }
  lines.forEach((line, nth) => {
    const { look } = line;
    projectInto(trail, line, projection, x.max);
    ctx.strokeStyle = ctx.fillStyle = colourOf(line, input);
    ctx.globalAlpha = look.back ? pale : 1;
    const stroke = (dash: number[]) =>
      strokeLine(ctx, trail, widthOf(line, input), dash, chart.currentDevicePixelRatio);
    if (line.dashed?.length) strokeDashed(chart, line.dashed, look.dash, stroke);
    else stroke(look.dash);
    if (perStep >= farApart && line.label === undefined) drawDots(ctx);
    const isMarked = !input.compact && lines.length > 1 && !look.bare;
    // Each line starts elsewhere: markers of lines that lie on one another stay visible.
    if (isMarked) drawMarkers(ctx, line, left + (spacing * (nth + 0.5)) / lines.length);
  });
  ctx.restore();
}

function widthOf({ look }: ChartLine, { theme }: LineChartInput): number {
  return (theme.highContrast ? 2 : 1.5) + (look.ghost ? -0.3 : look.strong ? 0.5 : 0);
}

export function colourOf({ look }: ChartLine, { theme }: LineChartInput): string {
  if (look.colour >= 0) return theme.lines[look.colour]!;
  return look.colour === batchLook.colour ? theme.muted : theme.foreground;
}

/** Those in the window, and one to either side, to which the line leads. */
function projectInto(into: Trail, { points }: ChartLine, projection: Projection, to: number): void {
  const first = Math.max(0, pointsBefore(points, projection.from) - 1);
  const last = Math.min(points.length / 2 - 1, pointsBefore(points, to + 1e-9 * Math.abs(to)));
  into.project(points, first, last, projection);
}

function fillBand(
  ctx: CanvasRenderingContext2D,
  input: LineChartInput,
  line: ChartLine,
  { to, share }: { to: number; share: number },
  projection: Projection,
  end: number,
): void {
  projectInto(trail, line, projection, end);
  projectInto(other, input.lines[to]!, projection, end);
  ctx.fillStyle = colourOf(line, input);
  ctx.globalAlpha = share;
  fillBetween(ctx, trail, other);
  ctx.globalAlpha = 1;
}

/** A dot on every step once steps stand far apart: what lies between two is no number of the run. */
function drawDots(ctx: CanvasRenderingContext2D): void {
  ctx.beginPath();
  for (let i = 0; i < trail.length; i++) {
    const [x, y] = [trail.x[i]!, trail.y[i]!];
    if (Number.isNaN(y)) continue;
    ctx.moveTo(x + dotRadius, y);
    ctx.arc(x, y, dotRadius, 0, 2 * Math.PI);
  }
  ctx.fill();
}

/**
 * A marker here and there on a line, so that lines can be told apart without colour. A marker on
 * every point would be a smear.
 */
function drawMarkers(ctx: CanvasRenderingContext2D, { look }: ChartLine, first: number): void {
  ctx.lineWidth = 1.5;
  let next = first;
  for (let i = 0; i < trail.length; i++) {
    const [x, y] = [trail.x[i]!, trail.y[i]!];
    if (x < next || Number.isNaN(y)) continue;
    drawPoint(ctx, { pointStyle: look.marker, radius: 3.5, borderWidth: 1.5 }, x, y);
    next = x + spacing;
  }
}
