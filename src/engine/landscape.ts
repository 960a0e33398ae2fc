import type { Program } from '../autodiff/program';
import { ObjectiveError } from '../autodiff/objectiveError';
import { message } from '../messages';
import type { LandscapeJob } from '../protocol/engine';
import type { Message } from '../protocol/message';
import type { Landscape } from '../protocol/run';
import type { EngineOutput } from './output';

/** A program, or what is evaluated beside it. */
type Drawable = Pick<Program, 'start' | 'value'>;

/** The longest side of a grid. */
const maxSide = 1024;

/**
 * The loss over a grid of two coordinates, row-major, the others as in `job.theta`. A point where
 * the objective throws or gives no finite number is NaN: holes are part of a landscape.
 *
 * @returns null if `output.evaluating` said to stop.
 * @throws ObjectiveError if the job does not fit the objective.
 */
export function computeLandscape(
  job: LandscapeJob,
  program: Drawable,
  output: Pick<EngineOutput, 'evaluating'>,
): Landscape | null {
  const problem = jobProblem(job, program);
  if (problem) throw new ObjectiveError(problem);
  const { nx, ny, x, y, coordinates, step } = job;
  const [first, second] = coordinates;
  const theta = Float64Array.from(job.theta);
  const values = new Float64Array(nx * ny);
  for (let iy = 0; iy < ny; iy++) {
    theta[second] = between(y, iy, ny);
    for (let ix = 0; ix < nx; ix++) {
      if (!output.evaluating(step)) return null;
      theta[first] = between(x, ix, nx);
      values[iy * nx + ix] = valueOrNaN(program, theta, step);
    }
  }
  return { x, y, nx, ny, values };
}

function jobProblem(job: LandscapeJob, program: Drawable): Message | null {
  const size = program.start.length;
  const [first, second] = job.coordinates;
  const fits = (index: number) => Number.isInteger(index) && index >= 0 && index < size;
  const sides = [job.nx, job.ny].every((n) => Number.isInteger(n) && n >= 2 && n <= maxSide);
  if (fits(first) && fits(second) && first !== second && sides && job.theta.length === size) {
    return null;
  }
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
