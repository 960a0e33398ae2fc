import type { Landscape } from '../../src/protocol/run';
import type { StepInPlane } from '../../src/protocol/landscape';
import type { MapPart } from '../state/mapState';
import type { Theme } from '../charts/theme';
import { drawAxes, lyingTicks, uprightTicks } from './axes';
import type { Contours } from './contours';
import { drawBehind, drawPath, type PathBehind } from './figure';
import { boxOf, nearestStep, type Box, type Frame } from './frame';
import { drawGround } from './ground';
import { drawStep } from './stepMarks';

/** All that the map is drawn from. */
export interface MapInput {
  /** Of the canvas, in CSS pixels. */
  width: number;
  height: number;
  landscape: Landscape | null | undefined;
  /** Of the landscape. */
  contours: Contours | null;
  /** The part that is shown; null: all of the landscape, or of the path where there is none. */
  window: Box | null;
  path: Float64Array;
  names: readonly [string, string];
  /** The one under the cursor. */
  step: StepInPlane | null;
  /** What is not drawn. */
  hidden: ReadonlySet<MapPart>;
  /** Of the runs behind the shown one. */
  behind: readonly PathBehind[];
  minimum: readonly number[] | null;
  theme: Theme;
}

/** Pixels around the frame; on the left more where labels are long. */
const margin = { left: 46, right: 10, top: 8, bottom: 24 };

/**
 * Draws loss, path and marks into a canvas. The ground is kept as a picture: contours cost a
 * hundred times what moving the cursor does.
 */
export class LandscapeMap {
  readonly #canvas: HTMLCanvasElement;
  readonly #ground = document.createElement('canvas');
  #groundOf: readonly unknown[] = [];
  #frame: Frame | null = null;
  #path: Float64Array = new Float64Array();

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
  }

  /** What was drawn last, and where; null before that. */
  get frame(): Frame | null {
    return this.#frame;
  }

  draw(input: MapInput): void {
    const canvas = this.#canvas;
    const ratio = window.devicePixelRatio || 1;
    const ctx = canvas.getContext('2d');
    const height = input.height - margin.top - margin.bottom;
    if (!ctx || height <= 0) return;
    const { x, y } = input.window ?? input.landscape ?? boxOf(input.path);
    const upright = uprightTicks(ctx, y, height, input.theme);
    const left = Math.max(margin.left, upright.width + 10);
    const width = input.width - left - margin.right;
    if (width <= 0) return;
    const ticks = { x: lyingTicks(ctx, x, width, input.theme), y: upright };
    const frame = { x, y, left, top: margin.top, width, height };
    this.#frame = frame;
    this.#path = input.path;
    resize(canvas, input.width * ratio, input.height * ratio);
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.clearRect(0, 0, input.width, input.height);
    if (input.landscape && input.contours) {
      this.#drawGround(input, frame, ratio);
      ctx.drawImage(this.#ground, left, margin.top, width, height);
    }
    drawAxes(ctx, frame, ticks, input.names, input.theme);
    for (const behind of input.behind) drawBehind(ctx, frame, behind, input.theme);
    const { step } = input;
    const cursor = step ? step.after : null;
    const marks = { cursor, step: step?.step ?? 0, minimum: input.minimum };
    drawPath(ctx, frame, input.path, marks, input.theme);
    if (step) drawStep(ctx, frame, step, input.hidden, input.theme);
  }

  /** The step of the path's point nearest to a place on the canvas. */
  stepAt(x: number, y: number): number | null {
    return this.#frame && nearestStep(this.#frame, this.#path, x, y);
  }

  #drawGround({ landscape, contours, theme, hidden }: MapInput, frame: Frame, ratio: number) {
    const labelled = !hidden.has('labels');
    const [width, height] = [frame.width * ratio, frame.height * ratio];
    const dependsOn = [contours, theme, labelled, width, height, ...frame.x, ...frame.y];
    if (dependsOn.every((value, i) => value === this.#groundOf[i])) return;
    this.#groundOf = dependsOn;
    resize(this.#ground, width, height);
    const ctx = this.#ground.getContext('2d')!;
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.clearRect(0, 0, frame.width, frame.height);
    const own = { ...frame, left: 0, top: 0 };
    drawGround(ctx, contours!, landscape!, own, theme, labelled);
  }
}

/** Sets the size only where it differs: setting it clears the canvas. */
function resize(canvas: HTMLCanvasElement, width: number, height: number): void {
  if (canvas.width !== Math.round(width)) canvas.width = Math.round(width);
  if (canvas.height !== Math.round(height)) canvas.height = Math.round(height);
}
