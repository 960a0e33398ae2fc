import { message } from '../../messages';
import type { Message } from '../../protocol/message';
import type { Program } from '../program';
import { within } from '../store';
import { contributions } from '../tape';

/** Steps whose first evaluation is repeated. */
const checks = 2;
/** Nodes of the tape that a repetition may take, so that the first step need not wait long. */
const mostNodes = 2 ** 19;
/** How far compiled and recorded gradients may lie apart: parts of the absolute contributions. */
const tolerance = 1e-12;
/** Numbers so small are rounded without regard to their size. */
const smallest = 1e-300;

/** Holds compiled code against the tape, at the first steps of a run. */
export class Check {
  private done = 0;
  private last = NaN;

  constructor(private readonly tape: Program) {}

  isDue(t: number): boolean {
    return t !== this.last;
  }

  get isOver(): boolean {
    return this.done === checks;
  }

  /** What differs, worded; null where nothing does, or where the tape would be too long. */
  difference(
    theta: Float64Array,
    t: number,
    value: number,
    gradient: Float64Array,
  ): Message | null {
    this.done++;
    this.last = t;
    const recorded = new Float64Array(gradient.length);
    try {
      const onTape = within(mostNodes, () => this.tape.valueAndGradient(theta, t, recorded));
      if (onTape === null) return null;
      if (!Object.is(onTape, value)) return message('gradient.differs-value', [t]);
    } catch {
      // The tape throws what compiled code did not.
      return message('gradient.differs-value', [t]);
    }
    const worst = deviation(gradient, recorded);
    return worst <= tolerance ? null : message('gradient.differs', [worst.toExponential(1), t]);
  }
}

/**
 * The largest deviation from the gradient that was swept last, relative to the sum of the absolute
 * contributions to each coordinate; infinite where it is none.
 */
function deviation(gradient: Float64Array, recorded: Float64Array): number {
  const sizes = new Float64Array(gradient.length);
  contributions(sizes);
  let worst = 0;
  for (let i = 0; i < sizes.length; i++) {
    const apart = Math.abs(gradient[i]! - recorded[i]!);
    if (apart <= smallest) continue;
    const relative = apart / sizes[i]!;
    worst = relative === relative ? Math.max(worst, relative) : Infinity;
  }
  return worst;
}
