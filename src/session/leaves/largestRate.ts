import type { LargestRate } from '../../protocol/leavesView';
import type { Trace } from '../../trace/trace';
import { epsOf } from './eps';

export const rate = 'effectiveLearningRate';

/** What optimizers divide by where eps is not beside its root, in the order of preference. */
const divisors = ['vMax', 'vHat', 'v', 'u'];

/**
 * The coordinate with the largest effective learning rate at a step, and why it is that one: every
 * reason is checked on the numbers of the step. Null where no coordinate has one.
 *
 * @param isOut whether a coordinate is left out: without a gradient, lr/eps is all that it has
 */
export function largestRate(
  trace: Trace,
  step: number,
  isOut: (coordinate: number) => boolean,
): LargestRate | null {
  const size = trace.header.start.length;
  let [best, smallest, least] = [-1, Infinity, Infinity];
  let leftOut = 0;
  const eps = epsOf(trace);
  const under = eps?.series ?? divisors.find((each) => trace.series.some((s) => s.name === each));
  for (let i = 0; i < size; i++) {
    if (isOut(i)) {
      leftOut++;
      continue;
    }
    const value = trace.value(rate, i, step);
    if (Number.isNaN(value)) continue;
    if (best < 0 || value > trace.value(rate, best, step)) best = i;
    smallest = Math.min(smallest, value);
    if (under) least = Math.min(least, trace.value(under, i, step));
  }
  if (best < 0) return null;
  const value = trace.value(rate, best, step);
  const divisor = under ? trace.value(under, best, step) : NaN;
  const symbol = trace.series.find(({ name }) => name === under)?.symbol ?? '';
  const about = { coordinate: best, value, symbol, divisor, leftOut };
  if (value === smallest && size - leftOut > 1) return { ...about, reason: 'same' };
  if (eps && Math.sqrt(divisor) < eps.at(best)) {
    return { ...about, divisor: Math.sqrt(divisor), reason: 'epsDecides' };
  }
  return { ...about, reason: divisor === least ? 'smallest' : 'unknown' };
}
