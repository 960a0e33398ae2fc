import assert from 'node:assert/strict';
import { registry } from '../../../src/optimizers/registry';
import type { GivenOptimizer } from '../../../src/optimizers/complete';
import type { Trace } from '../../../src/trace/trace';
import { traceOf, type Slope } from './run';

/** Rosenbrock's valley with 5 in place of 100, so that no default lr flies out of it. */
const valley: Slope = {
  start: [-1.2, 1],
  leaves: [{ name: 'x', length: 2 }],
  gradient: ([x, y]) => [-2 * (1 - x!) - 20 * x! * (y! - x! ** 2), 10 * (y! - x! ** 2)],
};

/** Bowls of unlike widths on two leaves, under noise that t alone decides. */
const noisy: Slope = {
  start: [3, -0.7, 0.02],
  leaves: [
    { name: 'a', length: 2 },
    { name: 'b', length: 1 },
  ],
  gradient: (theta, t) =>
    Array.from(theta, (x, i) => 10 ** (i - 1) * x + Math.sin(12.9898 * t + 78.233 * i)),
};

const ulp = (x: number) => 2 ** Math.max(-1074, Math.floor(Math.log2(Math.abs(x))) - 52);

/**
 * The largest rounding term, in ulp of the largest of θ before, θ after, Δθ and the parts: of θ, that
 * is, but where θ goes through 0 and the step is longer than what is left. The parts and it are Δθ.
 */
function worstRounding(trace: Trace): number {
  const names = trace.series.map(({ name }) => name);
  const parts = ['directionPart', 'momentumPart', 'decayPart', 'syncPart', 'projectionPart'];
  const there = parts.filter((part) => names.includes(part));
  assert.ok(there.includes('directionPart'));
  let worst = 0;
  for (let t = 1; t <= trace.length; t++) {
    for (let i = 0; i < trace.header.start.length; i++) {
      const of = (name: string) => trace.value(name, i, t);
      const sizes = [trace.value('theta', i, t - 1), of('theta'), of('update'), ...there.map(of)];
      const unit = ulp(Math.max(...sizes.map(Math.abs)));
      const sum = there.reduce((total, part) => total + of(part), 0);
      assert.ok(Number.isFinite(of('rounding')), `step ${t}`);
      assert.ok(Math.abs(of('update') - sum - of('rounding')) <= unit / 2, `step ${t}`);
      worst = Math.max(worst, Math.abs(of('rounding')) / unit);
    }
  }
  return worst;
}

const decayed = (name: string) =>
  name === 'lookahead' ? { inner: { name: 'adamw', weightDecay: 0.05 } } : { weightDecay: 0.05 };

/** What changes the parts, beside each optimizer as it is. */
const variants: Record<string, (name: string) => Omit<GivenOptimizer, 'optimizer'> | null> = {
  'as it is': () => ({}),
  decay: (name) => ({ hyperparameters: decayed(name) }),
  schedule: () => ({ schedule: 'warmup(10) cosine(50) rsqrt' }),
  clipping: () => ({ clip: { norm: 0.5, value: 0.4 } }),
  momentum: (name) =>
    name === 'rmsprop' || name === 'sgd' ? { hyperparameters: { momentum: 0.9 } } : null,
  centered: (name) =>
    name === 'rmsprop' ? { hyperparameters: { centered: true, momentum: 0.5 } } : null,
  lrDecay: (name) => (name === 'adagrad' ? { hyperparameters: { lrDecay: 0.1 } } : null),
  'no correction': (name) =>
    registry
      .find((entry) => entry.name === name)!
      .hyperparameters.some((each) => each.name === 'biasCorrection')
      ? { hyperparameters: { biasCorrection: false } }
      : null,
  'around Nesterov': (name) =>
    name === 'lookahead' ? { hyperparameters: { k: 3, inner: { name: 'nesterov' } } } : null,
  'around RMSProp with momentum': (name) =>
    name === 'lookahead'
      ? { hyperparameters: { inner: { name: 'rmsprop', momentum: 0.9, lr: 0.001 } } }
      : null,
};

/** NAdam's direction is a sum of its own, of numbers that may be larger than it. */
const allowed = (name: string) => (name === 'nadam' ? 4 : 2);

describe('The parts of Δθ add up to it, with at most 2 ulp for rounding', () => {
  for (const { name, dialects } of registry) {
    for (const dialect of dialects) {
      it(`${name} in ${dialect}`, () => {
        for (const [title, variant] of Object.entries(variants)) {
          const given = variant(name);
          if (!given) continue;
          for (const [slope, bounds] of [
            [valley, null],
            [noisy, null],
            [noisy, [-0.5, 2.5] as [number, number]],
          ] as const) {
            const asked = { optimizer: name, dialect, ...given };
            const worst = worstRounding(traceOf(asked, slope, 120, bounds));
            assert.ok(
              worst <= allowed(name),
              `${title}, ${slope.leaves.length} leaves: ${worst} ulp`,
            );
          }
        }
      });
    }
  }
});
