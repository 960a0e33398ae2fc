import { message } from '../../messages';
import type { Message } from '../../protocol/message';
import { judge } from './judge';
import { mostCoordinates } from './program';
import type { Program } from '../program';
import { foreign } from '../unsupported';

/** One evaluation on the tape at the start. */
export interface Probe {
  value: number;
  gradient: Float64Array;
  /** Where a number first left what is differentiated. */
  lost: Message | null;
}

/**
 * Why the tape's gradient is not that of the objective; null: it is, as far as the start tells.
 *
 * What built-in code does with a number may have no gradient to lose: an array's length, say. So
 * where numbers leave the tape, differences tell whether the derivative is another one without them.
 *
 * @param probe evaluates on the tape; may throw what it refuses
 * @param again is called before each evaluation
 */
export function unseenBy(
  program: Program,
  probe: () => Probe | Message,
  again: () => void,
): Message | null {
  const seen = probe();
  if ('code' in seen) {
    return seen.code === foreign.refused
      ? message('gradient.numerical-memory', seen.arguments, seen.place)
      : null;
  }
  const { lost, value, gradient } = seen;
  if (!lost) return null;
  const at = { theta: program.start, t: 1, value, gradient };
  return isContradicted(program, at, again)
    ? message('gradient.numerical-lost', [], lost.place)
    : null;
}

/** What the tape gave at a point. */
export interface Seen {
  theta: Float64Array;
  t: number;
  value: number;
  gradient: Float64Array;
}

/** Whether differences agree with each other, and on something else than the tape. */
export function isContradicted(
  program: Program,
  { theta: at, t, value, gradient }: Seen,
  again: () => void,
): boolean {
  if (!Number.isFinite(value)) return false;
  const theta = at.slice();
  for (let i = 0; i < Math.min(theta.length, mostCoordinates); i++) {
    const x = theta[i]!;
    const along = (y: number) => {
      again();
      theta[i] = y;
      return program.value(theta, t);
    };
    const { verdict } = judge(along, x, value, gradient[i]!);
    theta[i] = x;
    if (verdict === 'fails') return true;
  }
  return false;
}
