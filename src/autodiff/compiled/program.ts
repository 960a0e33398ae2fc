import type { Leaf } from '../../protocol/leaf';
import type { Message } from '../../protocol/message';
import type { GradientSource } from '../../protocol/run';
import type { Program } from '../program';
import { within } from '../store';
import { Check } from './check';
import type { Evaluate } from './compile';
import { Bail, Grow } from './decline';

/** Nodes that a careful evaluation may take: compiled code may do more than a tape has room for. */
const examinedNodes = 2 ** 23;

/**
 * The tape's program, with value and gradient by compiled code wherever that holds good. Should the
 * check at the first steps find a difference, the tape goes on alone, and `declined` says so.
 */
export class CompiledProgram implements Program {
  declined?: Message;
  readonly leaves: Leaf[];
  readonly start: Float64Array;
  /** Evaluations that the tape did in its place. */
  fallbacks = 0;
  /** Of them, those that no assumption foresaw: the compiler was wrong. */
  faults = 0;
  /** Null when the first steps are behind. */
  private check: Check | null;

  constructor(
    /** What evaluates where compiled code does not. */
    readonly tape: Program,
    private readonly run: Evaluate,
    private readonly begin: (t: number) => void,
    checked = false,
  ) {
    this.leaves = tape.leaves;
    this.start = tape.start;
    this.check = checked ? null : new Check(tape);
  }

  get gradientSource(): GradientSource {
    return this.declined ? 'tape' : 'compiled';
  }

  valueAndGradient(theta: Float64Array, t: number, gradient: Float64Array): number {
    const value = this.declined ? NaN : this.compiled(theta, t, gradient);
    if (value === value) {
      if (!this.check?.isDue(t)) return value;
      this.declined = this.check.difference(theta, t, value, gradient) ?? undefined;
      if (this.check.isOver) this.check = null;
      if (!this.declined) return value;
    }
    // Whatever is thrown, is NaN or infinite: the tape knows exactly what and where.
    this.fallbacks++;
    return this.tape.valueAndGradient(theta, t, gradient);
  }

  /** By compiled code; NaN where it gives up, or where a number is not finite. */
  private compiled(theta: Float64Array, t: number, gradient: Float64Array): number {
    for (;;) {
      this.begin(t);
      try {
        const value = this.run(theta, gradient, t);
        return isFinite(value) && areFinite(gradient) ? value : NaN;
      } catch (error) {
        if (error instanceof Grow) continue;
        if (!(error instanceof Bail)) this.faults++;
        return NaN;
      }
    }
  }

  value(theta: Float64Array, t: number): number {
    return this.tape.value(theta, t);
  }

  examine(theta: Float64Array, t: number): Message[] {
    return within(examinedNodes, () => this.tape.examine(theta, t)) ?? [];
  }
}

const { isFinite } = Number;

/** No calls, and four sums at a time, since this runs at every evaluation. */
function areFinite(numbers: Float64Array): boolean {
  const n = numbers.length;
  // Each is NaN where one of its numbers is infinite or NaN, and 0 elsewhere.
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let i = 0;
  for (; i + 3 < n; i += 4) {
    a += numbers[i]! * 0;
    b += numbers[i + 1]! * 0;
    c += numbers[i + 2]! * 0;
    d += numbers[i + 3]! * 0;
  }
  for (; i < n; i++) a += numbers[i]! * 0;
  return a + b + c + d === 0;
}
