import { message } from '../../messages';
import { tolerance } from '../../protocol/gradientCheck';
import type { Leaf } from '../../protocol/leaf';
import type { Message } from '../../protocol/message';
import { ObjectiveError } from '../objectiveError';
import type { Program } from '../program';
import { isForeign } from '../unsupported';
import { consistent, quotient, stepSize, type Line, type Quotient } from './difference';

/** More coordinates are refused: each costs four evaluations or more. */
export const mostCoordinates = 200;

/** The lowest rung: central differences over the whole objective, seen from outside. */
export class NumericalProgram implements Program {
  readonly gradientSource = 'numerical';
  readonly leaves: Leaf[];
  readonly start: Float64Array;

  /**
   * @param program what evaluates
   * @param declined what cannot be seen into, and where
   * @param again is called before each evaluation but the first of a gradient
   * @throws ObjectiveError where there are too many coordinates
   */
  constructor(
    private readonly program: Program,
    readonly declined: Message,
    private readonly again: () => void,
  ) {
    this.leaves = program.leaves;
    this.start = program.start;
    const { length } = program.start;
    if (length > mostCoordinates) {
      const args = [length, mostCoordinates];
      throw new ObjectiveError(message('gradient.too-many', args, declined.place));
    }
  }

  valueAndGradient(theta: Float64Array, t: number, gradient: Float64Array): number {
    const value = this.program.value(theta, t);
    const moved = theta.slice();
    for (let i = 0; i < moved.length; i++) {
      const x = theta[i]!;
      // Every evaluation begins the random streams of step t anew.
      const along = (y: number) => {
        this.again();
        moved[i] = y;
        return this.program.value(moved, t);
      };
      gradient[i] = derivative(along, x, value);
      moved[i] = x;
    }
    return value;
  }

  value(theta: Float64Array, t: number): number {
    return this.program.value(theta, t);
  }

  examine(theta: Float64Array, t: number): Message[] {
    // What the tape would lose is what the differences are for.
    return this.program.examine(theta, t).filter(({ code }) => !isForeign(code));
  }
}

/**
 * By the two step sizes that agree best; smaller steps are tried until they agree to a hundredth of
 * what gradcheck allows.
 */
function derivative(f: Line, x: number, at: number): number {
  const quotients: Quotient[] = [];
  let found = consistent(quotients);
  for (let k = -1; k <= 3; k++) {
    quotients.push(quotient(f, x, at, stepSize(x, k)));
    found = consistent(quotients);
    if (found.uncertainty <= tolerance(found.value) / 100) break;
  }
  return found.value;
}
