import type { StepInPlane } from '../../src/protocol/landscape';
import { pixelX, pixelY, type Frame } from './frame';

/** Pixels on the canvas, y down. */
export type Pixel = readonly [x: number, y: number];

export interface Arrow {
  part: 'gradient' | 'moment' | 'update';
  from: Pixel;
  to: Pixel;
}

/** Axes of an ellipse in pixels, the first the longer, `angle` radians from the horizontal (y down). */
export interface Ellipse {
  centre: Pixel;
  radii: readonly [number, number];
  angle: number;
  /** The effective learning rate along each. */
  rates: readonly [number, number];
}

/** How long −g is, as a part of the map's shorter side, and at most in pixels. */
const readable = 0.3;
const longest = 72;
/** At the map's edge they are shorter, but not than this. */
const shortest = 16;
/** −m̂ is shorter, so that both are seen where they point the same way. */
const lengths = { gradient: 1, moment: 0.75 };
/** The same of the ellipse's longer half. */
const roomy = 0.13;
const widest = 34;
/** An ellipse is not thinner, in pixels: it would be a line. */
const thinnest = 1.5;

/**
 * What the step did, from θ before it: −g and −m̂ as they point on this map, both at a length that
 * can be read; Δθ as long as it is. What points nowhere is not there.
 */
export function arrowsOf(step: StepInPlane, frame: Frame): Arrow[] {
  const from = pixelOf(step.before, frame);
  const size = Math.min(longest, readable * Math.min(frame.width, frame.height));
  const downhill = (part: 'gradient' | 'moment', vector: readonly [number, number] | undefined) => {
    if (!vector) return [];
    // Divided first: a gradient of 1e200 is one too.
    const largest = Math.max(...vector.map(Math.abs));
    const across = ((-vector[0] / largest) * frame.width) / (frame.x[1] - frame.x[0]);
    const down = ((vector[1] / largest) * frame.height) / (frame.y[1] - frame.y[0]);
    const length = Math.hypot(across, down);
    const way: Pixel = [across / length, down / length];
    const by = Math.min(size * lengths[part], Math.max(shortest, roomFor(from, way, frame)));
    return [{ part, from, to: [from[0] + by * way[0], from[1] + by * way[1]] as const }];
  };
  const arrows: Arrow[] = [
    ...downhill('gradient', step.gradient ?? undefined),
    ...downhill('moment', step.moment?.value),
    ...(step.update ? [{ part: 'update' as const, from, to: pixelOf(step.after, frame) }] : []),
  ];
  return arrows.filter(({ to }) => [...from, ...to].every(Number.isFinite));
}

/**
 * The effective learning rates around θ before the step: of equal ones a circle, whatever the map's
 * axes. Null without them.
 */
export function ellipseOf(step: StepInPlane, frame: Frame): Ellipse | null {
  const rates = step.effectiveLearningRate;
  if (!rates) return null;
  const [xx, xy, yy] = rates;
  const middle = (xx + yy) / 2;
  const half = Math.hypot((xx - yy) / 2, xy);
  const [large, small] = [middle + half, middle - half];
  const centre = pixelOf(step.before, frame);
  if (!(large > 0) || ![large, ...centre].every(Number.isFinite)) return null;
  const size = Math.min(widest, roomy * Math.min(frame.width, frame.height));
  const thin = Math.max(thinnest, (size * Math.max(0, small)) / large);
  // Counter-clockwise in the plane is clockwise where y grows downwards.
  const angle = -0.5 * Math.atan2(2 * xy, xx - yy);
  return { centre, radii: [size, thin], angle, rates: [large, small] };
}

/** Pixels from a point to the map's edge. */
function roomFor([x, y]: Pixel, [across, down]: Pixel, frame: Frame): number {
  const { left, top, width, height } = frame;
  const side = across < 0 ? left - x : left + width - x;
  const end = down < 0 ? top - y : top + height - y;
  return Math.min(across === 0 ? Infinity : side / across, down === 0 ? Infinity : end / down);
}

function pixelOf([x, y]: readonly [number, number], frame: Frame): Pixel {
  return [pixelX(frame, x), pixelY(frame, y)];
}
