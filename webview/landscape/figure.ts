import { drawPoint } from 'chart.js/helpers';
import type { LineLook } from '../charts/look';
import type { Theme } from '../charts/theme';
import { pixelX, pixelY, type Frame } from './frame';

/** The path of a run behind the shown one. */
export interface PathBehind {
  path: Float64Array;
  look: LineLook;
}

/** Markers on such a path, so many. */
const markers = 5;

/** The path of a run behind the shown one, told apart by dash and marker as in the charts. */
export function drawBehind(
  ctx: CanvasRenderingContext2D,
  frame: Frame,
  { path, look }: PathBehind,
  theme: Theme,
): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(frame.left, frame.top, frame.width, frame.height);
  ctx.clip();
  ctx.lineJoin = 'round';
  ctx.strokeStyle = ctx.fillStyle = look.colour < 0 ? theme.muted : theme.lines[look.colour]!;
  ctx.lineWidth = 1.5;
  ctx.setLineDash(look.dash);
  trace(ctx, frame, path, Infinity, null);
  ctx.setLineDash([]);
  const points = path.length / 3;
  for (let nth = 1; nth <= markers && points > 1; nth++) {
    const at = 3 * Math.round((nth / markers) * (points - 1));
    drawPoint(
      ctx,
      { pointStyle: look.marker, radius: 3.5, borderWidth: 1.5 },
      pixelX(frame, path[at + 1]!),
      pixelY(frame, path[at + 2]!),
    );
  }
  ctx.restore();
}

/** The path up to the cursor, the rest fainter; where it starts, stands, and should end. */
export function drawPath(
  ctx: CanvasRenderingContext2D,
  frame: Frame,
  path: Float64Array,
  marks: {
    cursor: readonly [number, number] | null;
    step: number;
    minimum: readonly number[] | null;
  },
  theme: Theme,
): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(frame.left, frame.top, frame.width, frame.height);
  ctx.clip();
  ctx.lineJoin = 'round';
  ctx.strokeStyle = theme.foreground;
  ctx.lineWidth = 1;
  ctx.globalAlpha = 0.4;
  trace(ctx, frame, path, Infinity, null);
  ctx.globalAlpha = 1;
  ctx.lineWidth = 1.75;
  trace(ctx, frame, path, marks.step, marks.cursor);
  ctx.restore();
  const [, startX, startY] = path;
  if (startX !== undefined && startY !== undefined) {
    circle(
      ctx,
      pixelX(frame, startX),
      pixelY(frame, startY),
      4,
      theme.background,
      theme.foreground,
    );
  }
  const [x, y] = marks.minimum ?? [];
  if (x !== undefined && y !== undefined && inside(frame, x, y)) {
    cross(ctx, pixelX(frame, x), pixelY(frame, y), theme);
  }
  if (marks.cursor && inside(frame, ...marks.cursor)) {
    const [cursorX, cursorY] = marks.cursor;
    const at = [pixelX(frame, cursorX), pixelY(frame, cursorY)] as const;
    circle(ctx, ...at, 5.5, theme.cursor, theme.background);
  }
}

function inside(frame: Frame, x: number, y: number): boolean {
  return x >= frame.x[0] && x <= frame.x[1] && y >= frame.y[0] && y <= frame.y[1];
}

function trace(
  ctx: CanvasRenderingContext2D,
  frame: Frame,
  path: Float64Array,
  lastStep: number,
  end: readonly [number, number] | null,
): void {
  ctx.beginPath();
  for (let i = 0; i < path.length && path[i]! <= lastStep; i += 3) {
    ctx.lineTo(pixelX(frame, path[i + 1]!), pixelY(frame, path[i + 2]!));
  }
  if (end) ctx.lineTo(pixelX(frame, end[0]), pixelY(frame, end[1]));
  ctx.stroke();
}

function circle(
  ctx: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  fill: string,
  stroke: string,
): void {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fillStyle = fill;
  ctx.fill();
  ctx.lineWidth = 1.75;
  ctx.strokeStyle = stroke;
  ctx.stroke();
}

function cross(ctx: CanvasRenderingContext2D, x: number, y: number, theme: Theme): void {
  for (const [width, colour] of [
    [5, theme.background],
    [2, theme.minimum],
  ] as const) {
    ctx.beginPath();
    ctx.moveTo(x - 5, y - 5);
    ctx.lineTo(x + 5, y + 5);
    ctx.moveTo(x + 5, y - 5);
    ctx.lineTo(x - 5, y + 5);
    ctx.lineWidth = width;
    ctx.strokeStyle = colour;
    ctx.stroke();
  }
}
