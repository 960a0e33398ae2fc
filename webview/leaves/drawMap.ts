import type { Theme } from '../charts/theme';
import { placeOn, type MapGrid, type MapScale } from './mapGrid';

const shades = 256;
/** Of the accent the lowest value has so much, in percent; what has no value has none. */
const weakest = 10;
/** Where on the scale the accent is pure; from there on it turns into the foreground. */
const pure = 0.65;

/** Draws a cell per leaf and column over all of the canvas, rows a line apart. */
export function drawMap(
  canvas: HTMLCanvasElement,
  grid: MapGrid,
  scale: MapScale | null,
  theme: Theme,
): void {
  const ctx = canvas.getContext('2d')!;
  ctx.clearRect(0, 0, canvas.width, canvas.height);
  if (!scale) return;
  const { leaves, columns, values } = grid;
  const cells = document.createElement('canvas');
  cells.width = columns;
  cells.height = leaves;
  const pen = cells.getContext('2d')!;
  const image = pen.createImageData(columns, leaves);
  const pixels = new Uint32Array(image.data.buffer);
  const colours = ramp(theme);
  for (let i = 0; i < values.length; i++) {
    const place = placeOn(scale, values[i]!);
    pixels[i] = Number.isNaN(place) ? 0 : colours[Math.round(place * (shades - 1))]!;
  }
  pen.putImageData(image, 0, 0);
  ctx.imageSmoothingEnabled = false;
  const gap = Math.max(1, Math.round(devicePixelRatio));
  for (let leaf = 0; leaf < leaves; leaf++) {
    const top = Math.round((leaf * canvas.height) / leaves);
    const bottom = Math.round(((leaf + 1) * canvas.height) / leaves);
    ctx.drawImage(cells, 0, leaf, columns, 1, 0, top, canvas.width, bottom - top - gap);
  }
}

/** From nearly the background over the accent to the foreground: lightness goes one way. */
function ramp(theme: Theme): Uint32Array {
  const strip = document.createElement('canvas');
  strip.width = shades;
  strip.height = 1;
  const pen = strip.getContext('2d', { willReadFrequently: true })!;
  const [accent] = theme.lines;
  for (let i = 0; i < shades; i++) {
    const place = i / (shades - 1);
    const low = weakest + ((100 - weakest) * place) / pure;
    const high = (100 * (place - pure)) / (1 - pure);
    pen.fillStyle =
      place <= pure
        ? `color-mix(in srgb, ${accent} ${low}%, ${theme.background})`
        : `color-mix(in srgb, ${theme.foreground} ${high}%, ${accent})`;
    pen.fillRect(i, 0, 1, 1);
  }
  return new Uint32Array(pen.getImageData(0, 0, shades, 1).data.buffer);
}
