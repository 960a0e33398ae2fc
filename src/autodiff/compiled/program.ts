import type { Leaf } from '../../protocol/leaf';
import type { Message } from '../../protocol/message';
import type { Program } from '../program';
import type { Evaluate } from './compile';
import { Bail, Grow } from './decline';

/** The tape's program, with value and gradient by compiled code wherever that holds good. */
export class CompiledProgram implements Program {
  readonly gradientSource = 'compiled';
  readonly leaves: Leaf[];
  readonly start: Float64Array;
  /** Evaluations that the tape did in its place. */
  fallbacks = 0;
  /** Of them, those that no assumption foresaw: the compiler was wrong. */
  faults = 0;

  constructor(
    /** What evaluates where compiled code does not. */
    readonly tape: Program,
    private readonly run: Evaluate,
    private readonly begin: (t: number) => void,
  ) {
    this.leaves = tape.leaves;
    this.start = tape.start;
  }

  valueAndGradient(theta: Float64Array, t: number, gradient: Float64Array): number {
    for (;;) {
      this.begin(t);
      try {
        const value = this.run(theta, gradient, t);
        if (isFinite(value) && areFinite(gradient)) return value;
        break;
      } catch (error) {
        if (error instanceof Grow) continue;
        if (!(error instanceof Bail)) this.faults++;
        break;
      }
    }
    // Whatever is thrown, is NaN or infinite: the tape knows exactly what and where.
    this.fallbacks++;
    return this.tape.valueAndGradient(theta, t, gradient);
  }

  value(theta: Float64Array, t: number): number {
    return this.tape.value(theta, t);
  }

  examine(theta: Float64Array, t: number): Message[] {
    return this.tape.examine(theta, t);
  }
}

const { isFinite } = Number;

function areFinite(numbers: Float64Array): boolean {
  for (let i = 0; i < numbers.length; i++) {
    const x = numbers[i]!;
    // NaN where x is infinite or NaN; no call, since this runs at every evaluation.
    if (x - x !== 0) return false;
  }
  return true;
}
