import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Expectation, Unrolled } from '../protocol/biasCorrection';
import type { Trace } from '../trace/trace';

/** Bars that can still be told apart on a screen. */
const mostBars = 120;
/** Steps back, in units of 1/(1−β₂), beyond which all of them together weigh less than 2⁻⁵³. */
const memory = 37;
/** More steps than this are one bar by themselves, so that asking costs no more than a glance. */
const mostSteps = 50_000;

/** The β₂ and the switch that the view explains; null where the optimizer has no such v. */
export function correctedBeta2(trace: Trace): number | null {
  const { beta2, biasCorrection } = trace.header.hyperparameters;
  const names = trace.header.series.map(({ name }) => name);
  const averages = names.includes('v') && (names.includes('vHat') || biasCorrection === false);
  return averages && typeof beta2 === 'number' ? beta2 : null;
}

/**
 * v of one coordinate at step t, taken apart into what each past step put in:
 *
 *     v_t = Σ (1−β₂)·β₂ᵗ⁻ⁱ·g̃ᵢ² over i = 1 … t,  the weights' sum is 1 − β₂ᵗ
 *
 * which holds for any gradients. Neighbouring steps share a bar where there are many; what lies
 * further back than anything that still counts is the oldest bar.
 */
export function unrolled(trace: Trace, coordinate: number, t: number, beta2: number): Unrolled {
  const used = trace.header.series.some(({ name }) => name === 'gradientUsed');
  const gradient = used ? 'gradientUsed' : 'grad';
  const steps = Math.min(t, mostSteps, Math.ceil(memory / (1 - beta2)));
  const oldest = t - steps + 1;
  const perBar = Math.ceil(steps / mostBars);
  const bars: number[] = [];
  if (oldest > 1) {
    const left = beta2 ** steps;
    bars.push(1, oldest - 1, left - beta2 ** t, left * trace.value('v', coordinate, oldest - 1));
  }
  // The newest bars are the finest: they begin at t and end where the steps do.
  for (let from = t - Math.floor((steps - 1) / perBar) * perBar - perBar + 1; from <= t;) {
    const to = from + perBar - 1;
    let [weight, value] = [0, 0];
    for (let i = Math.max(from, oldest); i <= to; i++) {
      const own = (1 - beta2) * beta2 ** (t - i);
      weight += own;
      value += own * trace.value(gradient, coordinate, i) ** 2;
    }
    bars.push(Math.max(from, oldest), to, weight, value);
    from = to + 1;
  }
  return {
    step: t,
    beta2,
    bars: Float64Array.from(bars),
    missing: beta2 ** t,
    v: trace.value('v', coordinate, t),
  };
}

/** Runs that are averaged. */
export const seeds = 200;

/**
 * For independent gradients of variance σ² = 1 the mean of v over many runs, beside what it is
 * expected to be: E[v_t] = σ²·(1−β₂ᵗ) (Kingma and Ba, arXiv:1412.6980, section 3).
 *
 * @returns t, mean of v, 1 − β₂ᵗ, t, … for about `points` steps up to where 1 − β₂ᵗ is 0.95
 */
export function expectation(beta2: number, points = 100): Expectation {
  const steps = Math.min(2000, Math.max(10, Math.ceil(Math.log(0.05) / Math.log(beta2 || 0.5))));
  const v = new Float64Array(seeds);
  const normals = Array.from({ length: seeds }, (_, seed) => normal(seed));
  const rows: number[] = [];
  const every = Math.max(1, Math.floor(steps / points));
  for (let t = 1; t <= steps; t++) {
    let sum = 0;
    for (let k = 0; k < seeds; k++) {
      v[k] = beta2 * v[k]! + (1 - beta2) * normals[k]!() ** 2;
      sum += v[k]!;
    }
    if (t === 1 || t % every === 0) rows.push(t, sum / seeds, 1 - beta2 ** t);
  }
  return { beta2, seeds, points: Float64Array.from(rows) };
}

/** Normal numbers of a seed (Box and Muller, 1958). */
function normal(seed: number): () => number {
  const random = xoroshiro128plus(seed);
  // Small seeds begin alike; after some draws nothing of that is left.
  for (let k = 0; k < 64; k++) uniformFloat64(random);
  return () => {
    const [u, w] = [1 - uniformFloat64(random), uniformFloat64(random)];
    return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * w);
  };
}
