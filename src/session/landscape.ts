import type { LandscapeJob } from '../protocol/engine';
import type { Run } from './run';

/** What of a landscape job depends on the trace and the cursor. */
export type LandscapePlan = Pick<
  LandscapeJob,
  'theta' | 'coordinates' | 'x' | 'y' | 'nx' | 'ny' | 'step'
>;

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
/** Milliseconds that a landscape may take where the objective is fast enough. */
const budget = 250;

/**
 * The box around the path of two coordinates, with the known minimum where it is near, and how
 * finely to sample it. Null without a trace or where the coordinates are not two of its own.
 */
export function planLandscape(run: Run, coordinates: [number, number]): LandscapePlan | null {
  const { trace } = run;
  if (!trace) return null;
  const count = trace.header.start.length;
  const [i, j] = coordinates;
  if (i === j || ![i, j].every((k) => Number.isInteger(k) && k >= 0 && k < count)) return null;

  // Where its row is not at hand, the last one before it.
  const surroundings = trace.lastFull(run.cursor);
  const { x, y } = boundingBox(run, coordinates);
  // The landscape is that of what is evaluated beside the loss, where something is.
  const side = sideLength(
    run.request.bundle.evaluated
      ? (run.millisecondsPerEvaluated ?? null)
      : run.millisecondsPerEvaluation,
  );
  return {
    theta: Float64Array.from({ length: count }, (_, k) => trace.value('theta', k, surroundings)),
    coordinates,
    x,
    y,
    nx: side,
    ny: side,
    step: Math.max(1, run.cursor),
  };
}

/** Whether the landscape of `kept` also answers `wanted`: same surroundings, box not left. */
export function serves(kept: LandscapePlan, wanted: LandscapePlan): boolean {
  const inside = (outer: Range, inner: Range) => {
    // The path grows while a run streams; within the margin the picture need not change.
    const slack = (margin / (1 + 2 * margin)) * (outer[1] - outer[0]);
    return inner[0] >= outer[0] - slack && inner[1] <= outer[1] + slack;
  };
  return (
    inside(kept.x, wanted.x) &&
    inside(kept.y, wanted.y) &&
    kept.theta.every(
      (value, k) => kept.coordinates.includes(k) || Object.is(value, wanted.theta[k]),
    )
  );
}

function boundingBox(run: Run, [i, j]: [number, number]): { x: Range; y: Range } {
  const x = pathRange(run, i);
  const y = pathRange(run, j);
  const size = (range: Range) => range[1] - range[0];
  // A path that does not move (no steps, lr = 0) gets a box of the size of θ around it.
  const moved = Math.max(size(x), size(y));
  const long = moved || Math.max(1, Math.abs(x[0]), Math.abs(y[0]));
  const short = moved ? squareness * long : long;
  widen(x, short);
  widen(y, short);

  const { minimum } = run.request;
  const known = minimum?.length === run.trace?.header.start.length ? minimum : null;
  const near = (range: Range, value: number) =>
    value >= range[0] - long && value <= range[1] + long;
  if (known && near(x, known[i]!) && near(y, known[j]!)) {
    include(x, known[i]!);
    include(y, known[j]!);
  }
  widen(x, size(x) * (1 + 2 * margin));
  widen(y, size(y) * (1 + 2 * margin));
  return { x, y };
}

/**
 * Least and largest value of a coordinate over the path, without the steps at which the loss had
 * left for far above the start: a diverged run would shrink everything else to a point.
 */
function pathRange(run: Run, coordinate: number): Range {
  const trace = run.trace!;
  const first = trace.value('loss', 0, trace.origin + 1);
  let least = first;
  const losses = trace.points('loss', 0, 1, trace.length, pathBuckets);
  for (let k = 1; k < losses.length; k += 2) if (losses[k]! < least) least = losses[k]!;
  const ceiling = first + 10 * Math.max(Math.abs(first), first - least);

  const start = trace.value('theta', coordinate, trace.origin);
  const range: Range = [start, start];
  const path = trace.points('theta', coordinate, 0, trace.length, pathBuckets);
  for (let k = 0; k < path.length; k += 2) {
    // The loss of step t + 1 is f at θ of row t.
    const loss = trace.value('loss', 0, Math.min(path[k]! + 1, trace.length));
    if (!(loss > ceiling) && Number.isFinite(path[k + 1]!)) include(range, path[k + 1]!);
  }
  return range;
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
