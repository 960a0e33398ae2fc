import { linearTicks, tickLabels } from '../charts/ticks';
import type { Theme } from '../charts/theme';
import { pixelX, pixelY, type Frame } from './frame';

/** Ticks of one axis with their labels. */
export interface AxisTicks {
  values: number[];
  labels: string[];
  /** Of the widest label, in pixels. */
  width: number;
}

/** Pixels around labels. */
const room = 16;

/** The ticks of an axis that stands upright, `height` pixels long. */
export function uprightTicks(
  ctx: CanvasRenderingContext2D,
  range: [number, number],
  height: number,
  theme: Theme,
): AxisTicks {
  return ticksOf(ctx, range, Math.max(2, height / 40), theme);
}

/** The ticks of an axis that lies, `width` pixels long: fewer where their labels are long. */
export function lyingTicks(
  ctx: CanvasRenderingContext2D,
  range: [number, number],
  width: number,
  theme: Theme,
): AxisTicks {
  const ticks = ticksOf(ctx, range, Math.max(2, width / 80), theme);
  const fitting = width / (ticks.width + room);
  return fitting < ticks.values.length
    ? ticksOf(ctx, range, Math.max(1, Math.floor(fitting)), theme)
    : ticks;
}

function ticksOf(
  ctx: CanvasRenderingContext2D,
  [from, to]: [number, number],
  most: number,
  theme: Theme,
): AxisTicks {
  const values = linearTicks(from, to, most);
  const labels = tickLabels(values);
  ctx.font = numberFont(theme);
  return {
    values,
    labels,
    width: Math.max(0, ...labels.map((label) => ctx.measureText(label).width)),
  };
}

function numberFont(theme: Theme): string {
  return `11px ${theme.numberFont}`;
}

/** Draws two axes with their ticks and the names of the coordinates. */
export function drawAxes(
  ctx: CanvasRenderingContext2D,
  frame: Frame,
  ticks: { x: AxisTicks; y: AxisTicks },
  names: readonly [string, string],
  theme: Theme,
): void {
  const { left, top, width, height } = frame;
  const bottom = top + height;
  ctx.font = `italic 12px ${theme.textFont}`;
  const name = cut(ctx, names[0], width / 2);
  const nameWidth = ctx.measureText(name).width;
  ctx.font = numberFont(theme);
  ctx.fillStyle = theme.muted;
  ctx.textBaseline = 'top';
  ctx.textAlign = 'center';
  ticks.x.values.forEach((value, i) => {
    const at = pixelX(frame, value);
    const half = ctx.measureText(ticks.x.labels[i]!).width / 2;
    if (at + half + 6 > left + width - nameWidth) return;
    ctx.fillText(ticks.x.labels[i]!, at, bottom + 6);
  });
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'right';
  ticks.y.values.forEach((value, i) => {
    const at = pixelY(frame, value);
    if (at >= top + room) ctx.fillText(ticks.y.labels[i]!, left - 6, at);
  });
  ctx.fillStyle = theme.foreground;
  ctx.font = `italic 12px ${theme.textFont}`;
  ctx.textBaseline = 'top';
  ctx.fillText(name, left + width, bottom + 5);
  ctx.fillText(cut(ctx, names[1], left - 6), left - 6, top);
  if (theme.highContrast) {
    ctx.strokeStyle = theme.grid;
    ctx.strokeRect(left, top, width, height);
  }
}

/** The text, cut to `width` pixels. */
function cut(ctx: CanvasRenderingContext2D, text: string, width: number): string {
  const characters = [...text];
  while (characters.length > 1 && ctx.measureText(characters.join('')).width > width) {
    characters.splice(-2, 2, '…');
  }
  return characters.join('');
}
