import { ObjectiveError } from '../autodiff/objectiveError';
import type { Program } from '../autodiff/program';
import { eigenvalues } from '../autodiff/second/eigenvalues';
import { hessian } from '../autodiff/second/hessian';
import type { RecordedEvaluation, SecondOrder } from '../autodiff/second/recorded';
import { message } from '../messages';
import { mostCoordinates, type SharpnessPoints } from '../protocol/sharpness';
import type { EngineOutput } from './output';

const { sqrt } = Math;

/**
 * The preconditioned sharpness of each step (Cohen et al., Adaptive Gradient Methods at the Edge of
 * Stability, arXiv:2207.14484): λmax(E·(H + diag λ)), where H is the Hessian at θ before the step
 * and E the diagonal matrix of its effective learning rates, lr/(√v̂ + eps) for Adam. E·H is not
 * symmetric; √E·H·√E is, and has the same eigenvalues. NaN where the objective throws or a number
 * is not finite.
 *
 * @returns null if `output.evaluating` said to stop
 * @throws ObjectiveError if the points do not fit the objective, or have too many coordinates
 */
export function computeSharpness(
  points: SharpnessPoints,
  program: Pick<Program, 'start' | 'secondOrder'>,
  output: Pick<EngineOutput, 'evaluating'>,
): Float64Array | null {
  const second = secondOrderOf(program, points);
  const { steps, theta, rates, decay } = points;
  const n = program.start.length;
  const values = new Float64Array(steps.length);
  for (let k = 0; k < steps.length; k++) {
    const going = () => output.evaluating(k);
    if (!going()) return null;
    const row = (numbers: Float64Array) => numbers.slice(k * n, (k + 1) * n);
    const at = evaluated(second, row(theta), steps[k]!);
    const matrix = at && hessian(at, n, going);
    if (at && !matrix) return null;
    values[k] = matrix ? largest(matrix, row(rates), decay) : NaN;
  }
  return values;
}

function secondOrderOf(
  program: Pick<Program, 'start' | 'secondOrder'>,
  { steps, theta, rates, decay }: SharpnessPoints,
): SecondOrder {
  const n = program.start.length;
  if (n > mostCoordinates) {
    throw new ObjectiveError(message('sharpness.too-many', [n, mostCoordinates]));
  }
  const numbers = steps.length * n;
  if (theta.length !== numbers || rates.length !== numbers || decay.length !== n) {
    throw new ObjectiveError(message('engine.coordinates', [n]));
  }
  const second = program.secondOrder?.();
  if (!second) throw new ObjectiveError(message('sharpness.numerical'));
  return second;
}

/** Null where the objective throws. */
function evaluated(
  second: SecondOrder,
  theta: Float64Array,
  step: number,
): RecordedEvaluation | null {
  try {
    return second(theta, step);
  } catch (error) {
    if (error instanceof ObjectiveError) return null;
    throw error;
  }
}

/** λmax(√E·(H + diag λ)·√E); overwrites the matrix. */
function largest(matrix: Float64Array, rates: Float64Array, decay: Float64Array): number {
  const n = rates.length;
  const roots = rates.map(sqrt);
  for (let i = 0; i < n; i++) {
    matrix[i * n + i]! += decay[i]!;
    for (let j = 0; j < n; j++) matrix[i * n + j]! *= roots[i]! * roots[j]!;
  }
  return eigenvalues(matrix, n)[n - 1]!;
}
