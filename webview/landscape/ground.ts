import { contours } from 'd3-contour';
import type { Landscape } from '../../src/protocol/run';
import type { Theme } from '../charts/theme';
import { pixelX, pixelY, type Frame } from './frame';
import type { Levels } from './levels';

/** How much of the accent the lowest and the highest band have, in percent. */
const strongest = 80;
const weakest = 3;

/** Fills the bands of the loss: the lower, the stronger; in high contrast lines alone. */
export function drawGround(
  ctx: CanvasRenderingContext2D,
  frame: Frame,
  landscape: Landscape,
  { levels, logarithmic, max }: Levels,
  theme: Theme,
): void {
  const { nx, ny, values } = landscape;
  // Contours are interpolated on the scale of the levels: linearly, a narrow valley gets beads.
  const scaled = (loss: number) => (logarithmic ? Math.log10(loss) : loss);
  // Where the loss is no number it is drawn as high: a run does not want to go there.
  const heights = Array.from(values, (loss) => scaled(Number.isFinite(loss) ? loss : max));
  const band = (nth: number) => {
    const share = nth / Math.max(1, levels.length);
    const percent = strongest + (weakest - strongest) * share;
    return `color-mix(in srgb, ${theme.lines[0]} ${percent}%, ${theme.background})`;
  };
  ctx.save();
  ctx.beginPath();
  ctx.rect(frame.left, frame.top, frame.width, frame.height);
  ctx.clip();
  ctx.fillStyle = theme.highContrast ? theme.background : band(0);
  ctx.fillRect(frame.left, frame.top, frame.width, frame.height);
  ctx.lineWidth = theme.highContrast ? 1 : 0.5;
  ctx.strokeStyle = theme.highContrast ? theme.lines[0]! : theme.grid;
  const make = contours().size([nx, ny]).smooth(true).thresholds(levels.map(scaled));
  // d3-contour puts the sample (i, j) at (i + 0.5, j + 0.5).
  const x = (column: number) =>
    pixelX(frame, along(landscape.x, (column - 0.5) / Math.max(1, nx - 1)));
  const y = (row: number) => pixelY(frame, along(landscape.y, (row - 0.5) / Math.max(1, ny - 1)));
  make(heights).forEach((contour, nth) => {
    ctx.beginPath();
    for (const ring of contour.coordinates.flat()) {
      ring.forEach((point, i) => {
        if (i === 0) ctx.moveTo(x(point[0]!), y(point[1]!));
        else ctx.lineTo(x(point[0]!), y(point[1]!));
      });
      ctx.closePath();
    }
    if (!theme.highContrast) {
      ctx.fillStyle = band(nth + 1);
      ctx.fill('evenodd');
    }
    ctx.stroke();
  });
  ctx.restore();
}

function along([start, end]: [number, number], share: number): number {
  return start + share * (end - start);
}
