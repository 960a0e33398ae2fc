import { tolerance, type GradientVerdict } from '../../protocol/gradientCheck';
import {
  consistent,
  quotient,
  stepSize,
  type Derivative,
  type Line,
  type Quotient,
} from './difference';

/** Step sizes tried at first; and those that are tried where they decide nothing. */
const first = [-1, 0, 1];
const further = [2, 3, 4];

export interface Judgement extends Derivative {
  verdict: GradientVerdict;
}

/** gradcheck's test. */
export function isClose(exact: number, numerical: number): boolean {
  return Math.abs(exact - numerical) <= tolerance(numerical);
}

/**
 * Holds an exact derivative against differences of f.
 *
 * - `kink`: the quotients from the right and from the left stay apart, whatever the step: there is
 *   no derivative, and whatever the exact one says is a choice.
 * - `unclear`: no two step sizes agree on a derivative: a kink closer than the steps, or rounding.
 * - `fails`: two step sizes agree, and on something else.
 *
 * @param at f(x)
 */
export function judge(f: Line, x: number, at: number, exact: number): Judgement {
  const quotients = first.map((k) => quotient(f, x, at, stepSize(x, k)));
  let found = consistent(quotients);
  if (!agrees(exact, found) || isKink(quotients)) {
    quotients.push(...further.map((k) => quotient(f, x, at, stepSize(x, k))));
    found = consistent(quotients);
  }
  return { ...found, verdict: verdictOf(exact, found, quotients) };
}

function verdictOf(
  exact: number,
  found: Derivative,
  quotients: readonly Quotient[],
): GradientVerdict {
  if (isKink(quotients)) return 'kink';
  if (agrees(exact, found)) return 'agrees';
  return isSettled(found) ? 'fails' : 'unclear';
}

function agrees(exact: number, found: Derivative): boolean {
  return isSettled(found) && isClose(exact, found.value);
}

/** Whether the differences know it themselves, to the tolerance that they are to judge by. */
export function isSettled({ value, uncertainty }: Derivative): boolean {
  return uncertainty <= tolerance(value);
}

/**
 * What parts right from left is h·f″ where f is smooth, and falls with the step; at a kink it stays,
 * or grows as of √|x|, and slower than at a jump. At an edge of what f is defined on there is no
 * other side.
 */
function isKink(quotients: readonly Quotient[]): boolean {
  const [before, ...finer] = quotients.slice(-4);
  const finest = finer.at(-1)!;
  if (!Number.isFinite(finest.right) || !Number.isFinite(finest.left)) return true;
  const size = Math.max(Math.abs(finest.right), Math.abs(finest.left));
  if (Math.abs(jump(finest)) <= tolerance(size) + 32 * finest.noise) return false;
  let coarser = jump(before!);
  for (const each of finer) {
    // Where f only swings faster than the steps, signs and sizes are anything.
    const stays = jump(each) / coarser;
    if (!(stays >= 0.7 && stays <= 3)) return false;
    coarser = jump(each);
  }
  return true;
}

function jump({ right, left }: Quotient): number {
  return right - left;
}
