import type { Trace } from '../../trace/trace';
import { epsOf } from '../leaves/eps';

/** Values that are read at most: what cannot be told with these is not told. */
const mostReads = 100_000;

/** The first step in which eps is larger than the root it is added to, and the coordinate. */
export function firstOfEps(trace: Trace): { step: number; coordinate: number } | null {
  const eps = epsOf(trace);
  const coordinates = trace.header.start.length;
  // It takes the rows of all steps, and of a large model there is no end to coordinates.
  if (!eps || trace.header.checkpoints || trace.header.logged || coordinates > 1000) return null;
  const decay = fastestDecay(trace);
  const keeps = trace.series.some(({ name }) => name === 'v') ? 'v' : eps.series;
  let first: { step: number; coordinate: number } | null = null;
  let reads = 0;
  for (let i = 0; i < coordinates; i++) {
    const level = eps.at(i) ** 2;
    let step = trace.origin + 1;
    while (step <= trace.length && (first === null || step < first.step)) {
      if (++reads > mostReads) return null;
      const under = trace.value(eps.series, i, step);
      if (under < level) {
        first = { step, coordinate: i };
        break;
      }
      step += untilBelow(trace.value(keeps, i, step), level, decay);
    }
  }
  return first;
}

/**
 * The number of steps before which an average that loses at most the factor `decay` a step cannot
 * have come down to a level: v after k steps is at least decayᵏ·v, and v̂ is no smaller than v.
 */
function untilBelow(v: number, level: number, decay: number): number {
  if (decay === 1) return Infinity;
  // Rounding may have taken a little more in every step, in float32 most of all.
  const steps = Math.floor((0.99 * Math.log(level / v)) / Math.log(decay)) - 1;
  return Number.isFinite(steps) ? Math.max(1, steps) : 1;
}

/** The smallest factor that an average of squares may be multiplied by in a step; 1 of a sum; 0 unknown. */
function fastestDecay({ header }: Trace): number {
  const { optimizer, hyperparameters, groups } = header;
  if (optimizer === 'adagrad') return 1;
  const all = [hyperparameters, ...groups.map((group) => group.hyperparameters)];
  const factors = all.flatMap((h) =>
    ['beta2', 'inner.beta2', 'alpha', 'rho'].flatMap((name) => {
      const value = h[name];
      return typeof value === 'number' ? [value] : [];
    }),
  );
  return factors.length > 0 ? Math.min(...factors) : 0;
}
