import type { Theme } from '../charts/theme';
import { shownValue } from '../text';
import type { Contours } from './contours';
import type { Frame } from './frame';

/** One line in so many is labelled. */
const oneIn = 3;
const mostLabels = 5;
const mostDigits = 8;
/** Pixels between a label and the frame, and between two labels. */
const inset = 26;
const apart = 64;
/** A line shorter than this within the frame gets no label. */
const shortest = 90;

interface Label {
  x: number;
  y: number;
  /** Of the line there, in radians, so that it reads from left to right. */
  angle: number;
  level: number;
}

/**
 * Draws a few of the contour lines with their loss on them.
 *
 * @param place where a share of the contours' box stands on the canvas
 */
export function drawLabels(
  ctx: CanvasRenderingContext2D,
  contours: Contours,
  place: (share: readonly [number, number]) => [number, number],
  frame: Frame,
  theme: Theme,
): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(frame.left, frame.top, frame.width, frame.height);
  ctx.clip();
  const labels: Label[] = [];
  contours.lines.forEach(({ level, rings }, nth) => {
    if (nth % oneIn !== 1 || labels.length === mostLabels) return;
    const lines = rings.map((ring) => ring.map(place));
    if (!theme.highContrast) strokeInside(ctx, lines, frame, theme);
    const label = labelOf(lines, frame, labels);
    if (label) labels.push({ ...label, level });
  });
  const texts = textsOf(labels.map(({ level }) => level));
  ctx.font = `10px ${theme.numberFont}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.lineJoin = 'round';
  labels.forEach(({ x, y, angle }, nth) => {
    const text = texts[nth]!;
    ctx.save();
    ctx.translate(x, y);
    ctx.rotate(angle);
    ctx.strokeStyle = theme.background;
    ctx.lineWidth = 4;
    ctx.strokeText(text, 0, 0);
    ctx.fillStyle = theme.foreground;
    ctx.fillText(text, 0, 0);
    ctx.restore();
  });
  ctx.restore();
}

/** As few digits as tell them apart. */
export function textsOf(levels: readonly number[]): string[] {
  for (let digits = 2; ; digits++) {
    const texts = levels.map((level) => shownValue(Number(level.toPrecision(digits)), digits + 2));
    if (digits === mostDigits || new Set(texts).size === texts.length) return texts;
  }
}

/** The lines without what of them is the frame's own edge. */
function strokeInside(
  ctx: CanvasRenderingContext2D,
  lines: [number, number][][],
  frame: Frame,
  theme: Theme,
): void {
  ctx.beginPath();
  for (const line of lines) {
    line.forEach(([x, y], i) => {
      const isInside = i > 0 && inner(line[i - 1]!, frame, 2) && inner([x, y], frame, 2);
      if (isInside) ctx.lineTo(x, y);
      else ctx.moveTo(x, y);
    });
  }
  ctx.strokeStyle = theme.foreground;
  ctx.globalAlpha = 0.35;
  ctx.lineWidth = 1;
  ctx.stroke();
  ctx.globalAlpha = 1;
}

/** Where the line is most level, far from the frame and from other labels; null where nowhere. */
function labelOf(
  lines: [number, number][][],
  frame: Frame,
  others: readonly Label[],
): Omit<Label, 'level'> | null {
  let best: Omit<Label, 'level'> | null = null;
  let steepest = Infinity;
  for (const line of lines) {
    if (lengthInside(line, frame) < shortest) continue;
    // The line's direction over some pixels, not over one cell of the grid.
    const span = Math.max(1, Math.floor(line.length / 60));
    for (let i = span; i + span < line.length; i += span) {
      const [x, y] = line[i]!;
      if (!inner([x, y], frame, inset)) continue;
      if (others.some((other) => Math.hypot(other.x - x, other.y - y) < apart)) continue;
      const [[x0, y0], [x1, y1]] = [line[i - span]!, line[i + span]!];
      const angle = Math.atan((y1 - y0) / (x1 - x0 || 1e-9));
      // The middle of the map is the run's: labels stand rather at the side.
      const steep = Math.abs(angle) - 0.3 * Math.abs((x - frame.left) / frame.width - 0.5);
      if (steep < steepest) {
        steepest = steep;
        best = { x, y, angle };
      }
    }
  }
  return best;
}

function lengthInside(line: readonly [number, number][], frame: Frame): number {
  let length = 0;
  for (let i = 1; i < line.length; i++) {
    const [[x0, y0], [x1, y1]] = [line[i - 1]!, line[i]!];
    if (inner([x1, y1], frame, 2)) length += Math.hypot(x1 - x0, y1 - y0);
  }
  return length;
}

function inner([x, y]: readonly [number, number], frame: Frame, by: number): boolean {
  return (
    x >= frame.left + by &&
    x <= frame.left + frame.width - by &&
    y >= frame.top + by &&
    y <= frame.top + frame.height - by
  );
}
