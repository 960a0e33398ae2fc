/** A part of the plane. */
export interface Box {
  x: [number, number];
  y: [number, number];
}

/** The part of the plane that is drawn, and where on the canvas (in CSS pixels). */
export interface Frame extends Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export function pixelX(frame: Frame, x: number): number {
  return frame.left + ((x - frame.x[0]) / (frame.x[1] - frame.x[0])) * frame.width;
}

export function pixelY(frame: Frame, y: number): number {
  return frame.top + (1 - (y - frame.y[0]) / (frame.y[1] - frame.y[0])) * frame.height;
}

/** The point of the plane at a pixel. */
export function pointAt(frame: Frame, x: number, y: number): [number, number] {
  const { left, top, width, height } = frame;
  return [
    frame.x[0] + ((x - left) / width) * (frame.x[1] - frame.x[0]),
    frame.y[0] + (1 - (y - top) / height) * (frame.y[1] - frame.y[0]),
  ];
}

/** The box around step, x, y, step, x, y … with a tenth of room; for want of a landscape's own. */
export function boxOf(path: Float64Array): Box {
  return { x: span(path, 1), y: span(path, 2) };
}

function span(path: Float64Array, offset: number): [number, number] {
  let min = Infinity;
  let max = -Infinity;
  for (let i = offset; i < path.length; i += 3) {
    const value = path[i]!;
    if (!Number.isFinite(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (min > max) return [-1, 1];
  const room = (max - min) / 10 || Math.abs(max) / 10 || 1;
  return [min - room, max + room];
}

/** The step of the point of a path nearest to a pixel; null for an empty path. */
export function nearestStep(frame: Frame, path: Float64Array, x: number, y: number): number | null {
  let best: number | null = null;
  let bestDistance = Infinity;
  for (let i = 0; i < path.length; i += 3) {
    const distance = Math.hypot(pixelX(frame, path[i + 1]!) - x, pixelY(frame, path[i + 2]!) - y);
    if (distance < bestDistance) {
      bestDistance = distance;
      best = path[i]!;
    }
  }
  return best;
}
