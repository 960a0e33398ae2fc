import type { Theme } from '../charts/theme';
import type { Contours } from './contours';
import type { Box, Frame } from './frame';
import { pixelX, pixelY } from './frame';
import { drawLabels } from './contourLabels';

/** How much of the accent the lowest and the highest band have, in percent. */
const strongest = 80;
const weakest = 3;

/** Pixels between two lines of the hatching. */
const hatching = 7;

/**
 * The bands of the loss: the lower, the stronger; in high contrast the lines between them alone. All
 * of it are areas and lines, sharp at any zoom. Where the loss is no finite number it is hatched.
 *
 * @param box the part of the plane that the contours are of
 */
export function drawGround(
  ctx: CanvasRenderingContext2D,
  contours: Contours,
  box: Box,
  frame: Frame,
  theme: Theme,
  labelled: boolean,
): void {
  const place = placeOf(box, frame);
  const { lines, holes } = contours;
  const [left, top] = place([0, 0]);
  const [right, bottom] = place([1, 1]);
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, right - left, bottom - top);
  ctx.clip();
  if (!theme.highContrast) {
    ctx.fillStyle = shade(0, lines.length, theme);
    ctx.fillRect(left, top, right - left, bottom - top);
  }
  lines.forEach(({ rings }, nth) => {
    trace(ctx, rings, place);
    if (theme.highContrast) {
      ctx.strokeStyle = theme.lines[0]!;
      ctx.lineWidth = 1.25;
      ctx.stroke();
    } else {
      ctx.fillStyle = shade(nth + 1, lines.length, theme);
      ctx.fill();
    }
  });
  if (holes.length > 0) {
    trace(ctx, holes, place);
    ctx.fillStyle = theme.background;
    ctx.fill();
    hatch(ctx, frame, theme);
  }
  ctx.restore();
  if (labelled) drawLabels(ctx, contours, place, frame, theme);
}

type Place = (share: readonly [number, number]) => [number, number];

/** Where a share of the box stands on the canvas. */
function placeOf(box: Box, frame: Frame): Place {
  const [left, right] = box.x.map((x) => pixelX(frame, x)) as [number, number];
  const [bottom, top] = box.y.map((y) => pixelY(frame, y)) as [number, number];
  return ([x, y]) => [left + x * (right - left), top + y * (bottom - top)];
}

function trace(ctx: CanvasRenderingContext2D, rings: Contours['holes'], place: Place): void {
  ctx.beginPath();
  for (const ring of rings) {
    ring.forEach((point, i) => {
      const [x, y] = place(point);
      if (i === 0) ctx.moveTo(x, y);
      else ctx.lineTo(x, y);
    });
    ctx.closePath();
  }
}

/** The colour of band `nth` of `count` + 1, the lowest first. */
function shade(nth: number, count: number, theme: Theme): string {
  const percent = strongest + ((weakest - strongest) * nth) / Math.max(1, count);
  return `color-mix(in srgb, ${theme.lines[0]} ${percent}%, ${theme.background})`;
}

/** Slanting lines over the path that was traced last. */
function hatch(ctx: CanvasRenderingContext2D, frame: Frame, theme: Theme): void {
  const { left, top, width, height } = frame;
  ctx.save();
  ctx.clip();
  ctx.beginPath();
  for (let x = left - height; x < left + width; x += hatching) {
    ctx.moveTo(x, top + height);
    ctx.lineTo(x + height, top);
  }
  ctx.strokeStyle = theme.muted;
  ctx.lineWidth = 1;
  ctx.stroke();
  ctx.restore();
}
