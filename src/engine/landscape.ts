import type { Program } from '../autodiff/program';
import { ObjectiveError } from '../autodiff/objectiveError';
import { message } from '../messages';
import type { LandscapeJob } from '../protocol/engine';
import type { Message } from '../protocol/message';
import type { Landscape } from '../protocol/run';
import type { EngineOutput } from './output';

/** A program, or what is evaluated beside it. */
type Drawable = Pick<Program, 'start' | 'value'>;

/** The longest side of a grid, and how many coarser ones there may be before it. */
const maxSide = 1024;
const mostCoarse = 4;

/**
 * The loss over grids of a plane, coarse ones first; each is given to `found`, row-major. A point
 * where the objective throws or gives no finite number is NaN: holes are part of a landscape.
 *
 * @returns how many points were evaluated; null if `output.evaluating` said to stop.
 * @throws ObjectiveError if the job does not fit the objective.
 */
export function computeLandscapes(
  job: LandscapeJob,
  program: Drawable,
  output: Pick<EngineOutput, 'evaluating'>,
  found: (landscape: Landscape) => void,
): number | null {
  const problem = jobProblem(job, program);
  if (problem) throw new ObjectiveError(problem);
  const coarse = (job.coarse ?? []).map((side) => [side, side] as const);
  let evaluations = 0;
  for (const [nx, ny] of [...coarse, [job.nx, job.ny] as const]) {
    const landscape = computeGrid(job, nx, ny, program, output);
    if (!landscape) return null;
    found(landscape);
    evaluations += nx * ny;
  }
  return evaluations;
}

function computeGrid(
  job: LandscapeJob,
  nx: number,
  ny: number,
  program: Drawable,
  output: Pick<EngineOutput, 'evaluating'>,
): Landscape | null {
  const { x, y, step } = job;
  const theta = Float64Array.from(job.theta);
  const place = placing(job, theta);
  const values = new Float64Array(nx * ny);
  for (let iy = 0; iy < ny; iy++) {
    for (let ix = 0; ix < nx; ix++) {
      if (!output.evaluating(step)) return null;
      place(between(x, ix, nx), between(y, iy, ny));
      values[iy * nx + ix] = valueOrNaN(program, theta, step);
    }
  }
  return { x, y, nx, ny, values, step };
}

/** Writes the point of the plane at x, y into `theta`. */
function placing(job: LandscapeJob, theta: Float64Array): (x: number, y: number) => void {
  const { directions, theta: origin } = job;
  if (directions) {
    const [first, second] = directions;
    return (x, y) => {
      for (let k = 0; k < theta.length; k++) {
        theta[k] = origin[k]! + x * first[k]! + y * second[k]!;
      }
    };
  }
  const [first, second] = job.coordinates!;
  return (x, y) => {
    theta[first] = x;
    theta[second] = y;
  };
}

function jobProblem(job: LandscapeJob, program: Drawable): Message | null {
  const size = program.start.length;
  const { coordinates, directions, coarse = [] } = job;
  const fits = (index: number) => Number.isInteger(index) && index >= 0 && index < size;
  const isSide = (n: number) => Number.isInteger(n) && n >= 2 && n <= maxSide;
  const sides = [job.nx, job.ny, ...coarse].every(isSide) && coarse.length <= mostCoarse;
  const isPlane = directions
    ? directions.every(({ length }) => length === size)
    : coordinates?.every(fits) && coordinates[0] !== coordinates[1];
  if (isPlane && sides && job.theta.length === size) return null;
  return message('engine.coordinates', [size]);
}

/** Point i of n evenly over the range, both ends exact. */
function between([from, to]: [number, number], i: number, n: number): number {
  return i === n - 1 ? to : from + ((to - from) * i) / (n - 1);
}

function valueOrNaN(program: Drawable, theta: Float64Array, step: number): number {
  try {
    const value = program.value(theta, step);
    return isFinite(value) ? value : NaN;
  } catch {
    return NaN;
  }
}
