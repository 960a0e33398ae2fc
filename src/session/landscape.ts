import type { LandscapeJob } from '../protocol/engine';
import type { Plane, PlaneBox } from '../protocol/landscape';
import { drawsRandomNumbers } from './compare/random';
import { isPlaneOf, pathInPlane, pointInPlane } from './plane/inPlane';
import { principalPlane } from './plane/principal';
import { valuesAt } from './plane/rows';
import type { Run, RunRequest } from './run';

/** What of a landscape job depends on the trace and the cursor. */
export type LandscapePlan = Pick<
  LandscapeJob,
  'theta' | 'coordinates' | 'directions' | 'x' | 'y' | 'nx' | 'ny' | 'coarse' | 'step'
>;

/** What of a plane is wanted. */
export interface LandscapeWish {
  /** The step whose θ it goes through; where nothing is said, that of the cursor. */
  step?: number | undefined;
  /** Null: the box around the path. */
  window?: PlaneBox | null | undefined;
}

type Range = [number, number];

/** Enough points of a path to find its ends: `points` keeps every bucket's extremes. */
const pathBuckets = 500;
/** Free space around the path, as a part of the box. */
const margin = 0.15;
/** The short side of the box is at least this part of the long one, else valleys look like walls. */
const squareness = 0.25;
/** Fewer points per side and the contours of Rosenbrock's valley fall to pieces. */
const coarsest = 64;
const finest = 256;
/** Points a side of what is shown meanwhile, and how many times as many the next one must have. */
const passes = [24, 64];
const worthwhile = 1.5;
/** Milliseconds that a landscape may take where the objective is fast enough. */
const budget = 250;

/**
 * A part of a plane, by itself the box around the path with the known minimum where it is near, and
 * how finely to sample it. Null without a trace or where the plane is none of its own.
 */
export function planLandscape(
  run: Run,
  plane: Plane,
  { step = run.cursor, window }: LandscapeWish = {},
): LandscapePlan | null {
  const { trace } = run;
  if (!trace || !isPlaneOf(trace, plane)) return null;
  // Where its row is not at hand, the last one before it.
  const surroundings = trace.lastFull(Math.min(step, trace.length));
  const { x, y } = window ?? boundingBox(run, plane);
  // The landscape is that of what is evaluated beside the loss, where something is.
  const side = sideLength(
    run.request.bundle.evaluated
      ? (run.millisecondsPerEvaluated ?? null)
      : run.millisecondsPerEvaluation,
  );
  const coarse = passes.filter((each) => each * worthwhile <= side);
  const grid = { x, y, nx: side, ny: side, coarse, step: Math.max(1, step) };
  const theta = valuesAt(trace, 'theta', surroundings);
  if (plane !== 'principal') return { theta, coordinates: plane, ...grid };
  const { directions } = principalPlane(trace);
  const [a, b] = pointInPlane(trace, plane, surroundings);
  const [first, second] = directions;
  const origin = theta.map((value, k) => value - a * first[k]! - b * second[k]!);
  return { theta: origin, coordinates: null, directions, ...grid };
}

/** Whether each step has a loss of its own: that of a batch, or with noise in it. */
export function lossVaries({ bundle }: Pick<RunRequest, 'bundle'>): boolean {
  return !bundle.evaluated && (bundle.context >= 0 || drawsRandomNumbers({ bundle }));
}

/** Whether a landscape is another one at each step: the loss varies, or there are more coordinates. */
export function followsCursor({ request, trace }: Run): boolean {
  return lossVaries(request) || (trace?.header.start.length ?? 0) > 2;
}

/**
 * Whether the landscape of `kept` also answers `wanted`: same surroundings, box not left, and where
 * `varies` says that each step has a loss of its own, the same step.
 */
export function serves(kept: LandscapePlan, wanted: LandscapePlan, varies: boolean): boolean {
  const inside = (outer: Range, inner: Range) => {
    // The path grows while a run streams; within the margin the picture need not change.
    const slack = (margin / (1 + 2 * margin)) * (outer[1] - outer[0]);
    return inner[0] >= outer[0] - slack && inner[1] <= outer[1] + slack;
  };
  return (
    inside(kept.x, wanted.x) &&
    inside(kept.y, wanted.y) &&
    (!varies || kept.step === wanted.step) &&
    kept.directions?.[0] === wanted.directions?.[0] &&
    kept.theta.every(
      (value, k) => kept.coordinates?.includes(k) || Object.is(value, wanted.theta[k]),
    )
  );
}

function boundingBox(run: Run, plane: Plane): PlaneBox {
  const { x, y } = pathBox(run, plane);
  const size = (range: Range) => range[1] - range[0];
  // A path that does not move (no steps, lr = 0) gets a box of the size of θ around it.
  const moved = Math.max(size(x), size(y));
  const long = moved || Math.max(1, Math.abs(x[0]), Math.abs(y[0]));
  const short = moved ? squareness * long : long;
  widen(x, short);
  widen(y, short);

  const { minimum } = run.request;
  const isKnown = minimum?.length === run.trace?.header.start.length && plane !== 'principal';
  const near = (range: Range, value: number) =>
    value >= range[0] - long && value <= range[1] + long;
  if (isKnown && near(x, minimum![plane[0]]!) && near(y, minimum![plane[1]]!)) {
    include(x, minimum![plane[0]]!);
    include(y, minimum![plane[1]]!);
  }
  widen(x, size(x) * (1 + 2 * margin));
  widen(y, size(y) * (1 + 2 * margin));
  return { x, y };
}

/**
 * The least box around the path, without the steps at which the loss had left for far above the
 * start: a diverged run would shrink everything else to a point.
 */
function pathBox(run: Run, plane: Plane): PlaneBox {
  const trace = run.trace!;
  const first = trace.value('loss', 0, trace.origin + 1);
  let least = first;
  const losses = trace.points('loss', 0, 1, trace.length, pathBuckets);
  for (let k = 1; k < losses.length; k += 2) if (losses[k]! < least) least = losses[k]!;
  const ceiling = first + 10 * Math.max(Math.abs(first), first - least);
  const counts = (step: number, value: number) => {
    // The loss of step t + 1 is f at θ of row t.
    const loss = trace.value('loss', 0, Math.min(step + 1, trace.length));
    return !(loss > ceiling) && Number.isFinite(value);
  };
  const around = (start: number, steps: Iterable<[step: number, value: number]>): Range => {
    const range: Range = [start, start];
    for (const [step, value] of steps) if (counts(step, value)) include(range, value);
    return range;
  };
  if (plane !== 'principal') {
    // Every bucket's extremes.
    const [x, y] = plane.map((coordinate) =>
      around(
        trace.value('theta', coordinate, trace.origin),
        pairs(trace.points('theta', coordinate, 0, trace.length, pathBuckets), 2, 1),
      ),
    );
    return { x: x!, y: y! };
  }
  const path = pathInPlane(trace, plane);
  return { x: around(path[1]!, pairs(path, 3, 1)), y: around(path[2]!, pairs(path, 3, 2)) };
}

/** Of numbers that stand in rows: the first of each and the one at `offset`. */
function* pairs(data: Float64Array, width: number, offset: number): Generator<[number, number]> {
  for (let k = 0; k < data.length; k += width) yield [data[k]!, data[k + offset]!];
}

function include(range: Range, value: number): void {
  range[0] = Math.min(range[0], value);
  range[1] = Math.max(range[1], value);
}

/** Makes the range at least `size` long, about its middle. */
function widen(range: Range, size: number): void {
  const missing = size - (range[1] - range[0]);
  if (missing <= 0) return;
  range[0] -= missing / 2;
  range[1] += missing / 2;
}

function sideLength(millisecondsPerEvaluation: number | null): number {
  if (!millisecondsPerEvaluation) return coarsest;
  const affordable = Math.floor(Math.sqrt(budget / millisecondsPerEvaluation));
  return Math.min(finest, Math.max(coarsest, affordable));
}
