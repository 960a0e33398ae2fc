import type { Box } from './frame';

type Range = [number, number];

/** How often the whole landscape is as wide as the narrowest window, and the widest as it. */
const deepest = 1e9;
const widest = 32;

/** How many times as wide or narrow a press of a key or a button makes the window. */
export const zoomStep = 2;
/** How much of the window a press of an arrow key moves it by. */
export const panStep = 1 / 8;

/**
 * The window `factor` times as wide and as high, a point keeping its place in it.
 *
 * @param whole what is shown without a window; null for a window like it
 */
export function zoomedBox(
  { x, y }: Box,
  whole: Box,
  at: readonly [number, number],
  factor: number,
): Box | null {
  const across = size(x) / size(whole.x);
  const wanted = Math.min(widest, Math.max(1 / deepest, across * factor));
  const by = wanted / across;
  const zoom = ([from, to]: Range, keep: number): Range => [
    keep + (from - keep) * by,
    keep + (to - keep) * by,
  ];
  const box = { x: zoom(x, at[0]), y: zoom(y, at[1]) };
  return isLike(box, whole) || !hasRoom(box) ? null : box;
}

/** The window moved by shares of its width and its height. */
export function pannedBox({ x, y }: Box, across: number, up: number): Box {
  const move = ([from, to]: Range, by: number): Range => [from + by, to + by];
  return { x: move(x, across * size(x)), y: move(y, up * size(y)) };
}

function size([from, to]: Range): number {
  return to - from;
}

/** Enough different numbers in it to draw between. */
function hasRoom({ x, y }: Box): boolean {
  return [x, y].every(
    ([from, to]) => to - from > 1e4 * Number.EPSILON * Math.max(Math.abs(from), Math.abs(to)),
  );
}

function isLike(a: Box, b: Box): boolean {
  const near = (i: Range, j: Range) =>
    Math.max(Math.abs(i[0] - j[0]), Math.abs(i[1] - j[1])) < 1e-3 * size(j);
  return near(a.x, b.x) && near(a.y, b.y);
}
