import { Envelope } from './envelope';
import type { Trail } from './trail';

/** A line that goes up and down so many pixels per pixel to the right is a filled band to the eye. */
const dense = 6;

const envelope = new Envelope();

/**
 * Draws a line as wide as `width`, in the colour that `ctx` has. Where it goes to and fro within
 * every pixel, what it covers is filled: it looks the same, and a stroke of it would take four
 * times as long without a graphics card, a dashed one fifteen. Dashes then go by the steps, which
 * can be seen.
 *
 * @param dash lengths drawn and left out in turn; empty: drawn whole
 */
export function strokeLine(
  ctx: CanvasRenderingContext2D,
  trail: Trail,
  width: number,
  dash: number[],
  pixelRatio: number,
): void {
  ctx.lineWidth = width;
  ctx.lineJoin = 'round';
  ctx.setLineDash(dash);
  let strokes = false;
  ctx.beginPath();
  trail.eachRun((start, end) => {
    if (isDense(trail, start, end)) return;
    addPolyline(ctx, trail, start, end, width);
    strokes = true;
  });
  if (strokes) ctx.stroke();
  ctx.setLineDash([]);
  let fills = false;
  ctx.beginPath();
  trail.eachRun((start, end) => {
    if (!isDense(trail, start, end)) return;
    envelope.read(trail, start, end, 1 / pixelRatio);
    envelope.addTo(ctx, width, dash);
    fills = true;
  });
  if (fills) ctx.fill();
}

function isDense({ x, y }: Trail, start: number, end: number): boolean {
  const across = x[end - 1]! - x[start]!;
  if (end - start <= across) return false;
  let along = 0;
  for (let i = start + 1; i < end; i++) along += Math.abs(y[i]! - y[i - 1]!);
  return along > dense * across;
}

/** Without the points that nobody could tell from the ones before them. */
function addPolyline(
  ctx: CanvasRenderingContext2D,
  { x, y }: Trail,
  start: number,
  end: number,
  width: number,
): void {
  let [lastX, lastY] = [x[start]!, y[start]!];
  if (end === start + 1) {
    // A value between two gaps.
    ctx.moveTo(lastX - width / 2, lastY);
    ctx.lineTo(lastX + width / 2, lastY);
    return;
  }
  ctx.moveTo(lastX, lastY);
  for (let i = start + 1; i < end; i++) {
    const isNear = Math.abs(x[i]! - lastX) < 0.5 && Math.abs(y[i]! - lastY) < 0.5;
    if (isNear && i < end - 1) continue;
    ctx.lineTo((lastX = x[i]!), (lastY = y[i]!));
  }
}
