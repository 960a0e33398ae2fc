import type { Landscape } from '../../src/protocol/run';
import type { Theme } from '../charts/theme';
import type { Levels } from './levels';
import { resample } from './resample';

/** How much of the accent the lowest and the highest band have, in percent. */
const strongest = 80;
const weakest = 3;

/** Shades between two bands, for smooth edges. */
const shades = 16;

/** Half the width of a contour line, in pixels. */
const halfLine = 0.75;

/**
 * Fills all of the canvas with the bands of the loss: the lower, the stronger; in high contrast it
 * draws the lines between them alone. Every pixel is made of the loss at its place, so that also a
 * valley of less than a pixel is a line.
 */
export function drawGround(
  ctx: CanvasRenderingContext2D,
  landscape: Landscape,
  { levels, logarithmic, min, max }: Levels,
  theme: Theme,
): void {
  const { width, height } = ctx.canvas;
  // Where the loss is no number it is drawn as high: a run does not want to go there.
  const values = landscape.values.map((loss) => (Number.isFinite(loss) ? loss : max));
  const heights = resample({ ...landscape, values }, width, height, min);
  const edges = levels.map((level) => (logarithmic ? Math.log(level) : level));
  // Deeper than one band below the lowest edge all is alike.
  const ground = 2 * (edges[0] ?? 0) - (edges[1] ?? edges[0] ?? 0);
  if (logarithmic) {
    for (let i = 0; i < heights.length; i++) heights[i] = Math.max(ground, Math.log(heights[i]!));
  }
  const colours = ramp(levels.length, theme);
  const image = ctx.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  const shadeOf = theme.highContrast ? nearestLine : bandAt;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const shade = shadeOf(heights[i]!, steepness(heights, width, height, x, y), edges);
      pixels[i] = colours[Math.round(shade * shades)]!;
    }
  }
  ctx.putImageData(image, 0, 0);
}

/** How much the height changes over one pixel. */
function steepness(
  heights: Float64Array,
  width: number,
  height: number,
  x: number,
  y: number,
): number {
  const i = y * width + x;
  const here = heights[i]!;
  const left = x > 0 ? Math.abs(heights[i - 1]! - here) : 0;
  const right = x + 1 < width ? Math.abs(heights[i + 1]! - here) : 0;
  const above = y > 0 ? Math.abs(heights[i - width]! - here) : 0;
  const below = y + 1 < height ? Math.abs(heights[i + width]! - here) : 0;
  return Math.max(left, right, above, below);
}

/** The band that a pixel lies in; a fraction where it lies in several, by what it has of each. */
function bandAt(height: number, steep: number, edges: readonly number[]): number {
  let band = 0;
  for (const edge of edges) {
    const share = steep > 0 ? (height - edge) / steep + 0.5 : height >= edge ? 1 : 0;
    if (share <= 0) break;
    band += Math.min(1, share);
  }
  return band;
}

/** 1 on an edge, 0 a line's width beside it, times the number of edges: the ramp's whole length. */
function nearestLine(height: number, steep: number, edges: readonly number[]): number {
  let nearest = Infinity;
  for (const edge of edges) nearest = Math.min(nearest, Math.abs(height - edge));
  const distance = steep > 0 ? nearest / steep : nearest > 0 ? Infinity : 0;
  return edges.length * Math.min(1, Math.max(0, halfLine + 0.5 - distance));
}

/** The colours of all shades as pixels; in high contrast from background to line. */
function ramp(bands: number, theme: Theme): Uint32Array {
  const count = bands * shades + 1;
  const strip = document.createElement('canvas');
  strip.width = count;
  strip.height = 1;
  const pen = strip.getContext('2d', { willReadFrequently: true })!;
  const [from, to] = theme.highContrast ? [0, 100] : [strongest, weakest];
  for (let i = 0; i < count; i++) {
    const percent = from + ((to - from) * i) / Math.max(1, count - 1);
    pen.fillStyle = `color-mix(in srgb, ${theme.lines[0]} ${percent}%, ${theme.background})`;
    pen.fillRect(i, 0, 1, 1);
  }
  return new Uint32Array(pen.getImageData(0, 0, count, 1).data.buffer);
}
