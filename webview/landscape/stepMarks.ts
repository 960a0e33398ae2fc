import type { StepInPlane } from '../../src/protocol/landscape';
import type { Theme } from '../charts/theme';
import type { MapPart } from '../state/mapState';
import { arrowsOf, ellipseOf, type Arrow, type Ellipse } from './arrows';
import type { Frame } from './frame';

/** How each part is drawn: told apart by dashes, heads and widths, not by colour alone. */
export const stepLooks = {
  gradient: { line: 3, dash: [] as number[], width: 2, head: 'open' },
  moment: { line: 2, dash: [5, 3], width: 2, head: 'filled' },
  update: { line: -1, dash: [] as number[], width: 3, head: 'filled' },
  effectiveLearningRate: { line: 5, dash: [2, 2.5], width: 1.5, head: null },
} as const;

/** A step that is shorter than this is a dot, in pixels. */
const visible = 4;
const dot = 3;
const headLength = 8;

/** Arrows and ellipse of a step, all that is not hidden. */
export function drawStep(
  ctx: CanvasRenderingContext2D,
  frame: Frame,
  step: StepInPlane,
  hidden: ReadonlySet<MapPart>,
  theme: Theme,
): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(frame.left, frame.top, frame.width, frame.height);
  ctx.clip();
  const ellipse = hidden.has('effectiveLearningRate') ? null : ellipseOf(step, frame);
  if (ellipse) drawEllipse(ctx, ellipse, theme);
  for (const arrow of arrowsOf(step, frame)) {
    if (!hidden.has(arrow.part)) drawArrow(ctx, arrow, theme);
  }
  ctx.restore();
}

function colourOf(line: number, theme: Theme): string {
  return line < 0 ? theme.cursor : theme.lines[line]!;
}

function drawEllipse(
  ctx: CanvasRenderingContext2D,
  { centre: [x, y], radii: [long, short], angle }: Ellipse,
  theme: Theme,
): void {
  const { line, dash, width } = stepLooks.effectiveLearningRate;
  ctx.beginPath();
  ctx.ellipse(x, y, long, short, angle, 0, 2 * Math.PI);
  stroke(ctx, theme.background, width + 2.5, []);
  stroke(ctx, colourOf(line, theme), width, dash);
}

function drawArrow(ctx: CanvasRenderingContext2D, { part, from, to }: Arrow, theme: Theme): void {
  const { line, dash, width, head } = stepLooks[part];
  const colour = colourOf(line, theme);
  const [across, down] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(across, down);
  if (length < visible) {
    ctx.beginPath();
    ctx.arc(from[0], from[1], dot, 0, 2 * Math.PI);
    stroke(ctx, theme.background, 2, []);
    ctx.fillStyle = colour;
    ctx.fill();
    return;
  }
  const [x, y] = [across / length, down / length];
  const size = Math.min(headLength, length);
  // A filled head covers the line's end, which would look out of its tip.
  const end = head === 'filled' ? size * 0.8 : 0;
  const shaft = () => {
    ctx.beginPath();
    ctx.moveTo(...from);
    ctx.lineTo(to[0] - end * x, to[1] - end * y);
  };
  const point = () => {
    ctx.beginPath();
    ctx.moveTo(to[0] - size * (x + 0.5 * y), to[1] - size * (y - 0.5 * x));
    ctx.lineTo(...to);
    ctx.lineTo(to[0] - size * (x - 0.5 * y), to[1] - size * (y + 0.5 * x));
    if (head === 'filled') ctx.closePath();
  };
  for (const outline of [shaft, point]) {
    outline();
    stroke(ctx, theme.background, width + 2.5, []);
  }
  shaft();
  stroke(ctx, colour, width, dash);
  point();
  stroke(ctx, colour, head === 'filled' ? 1 : width, []);
  if (head === 'filled') {
    ctx.fillStyle = colour;
    ctx.fill();
  }
}

function stroke(
  ctx: CanvasRenderingContext2D,
  colour: string,
  width: number,
  dash: readonly number[],
): void {
  ctx.setLineDash([...dash]);
  ctx.lineWidth = width;
  ctx.strokeStyle = colour;
  ctx.stroke();
  ctx.setLineDash([]);
}
