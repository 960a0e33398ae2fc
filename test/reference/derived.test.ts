import assert from 'node:assert/strict';
import { createOptimizer } from '../../src/optimizers/make';
import { registry } from '../../src/optimizers/registry';
import type { Precision } from '../../src/protocol/optimizer';
import { referenceCases, type ReferenceCase } from './data';
import { Worst } from './deviations';
import { digits, leavesOf, replay, worstUlps } from './replay';

/**
 * What may differ, in ulp of a series' largest value. Where more than rounding of the last operation
 * is to be expected, it says why.
 */
function allowed(each: ReferenceCase, precision: Precision): (series: string) => number {
  const made = createOptimizer(each, leavesOf(each.leaves));
  const decays = 'optimizer' in made && made.optimizer.series.some(isDecay);
  return (series) => {
    if (precision === 'float64') {
      // Made of v/(1 − β₂ᵗ) where t is small: of 1 − β₂ᵗ, there, up to 9 bits are lost to
      // cancellation, since here, as in all frameworks, it is worked out from the rounded β₂ᵗ.
      const cancels = series === 'trustRatio' || (series === 'vMax' && each.dialect === 'optax');
      return cancels ? 64 : 10;
    }
    // Frameworks round θ twice a step where they first decay it, or take NAdam's two terms from it
    // one by one; here Δθ is one sum. Each of twelve steps may so differ by a rounding, up or down.
    const twice = decays || each.optimizer === 'nadam';
    if (twice && (series === 'theta' || series === 'slow')) return 6;
    // Two norms, each a sum in an order of its own.
    return series === 'trustRatio' ? 4 : 2;
  };
}

const isDecay = ({ name }: { name: string }) => name === 'decayPart';

/** Each series' distance from the reference, in ulp of its largest value. */
function distances(each: ReferenceCase, precision: Precision): [string, number][] {
  const { start, gradients, leaves } = each;
  const replayed = replay(
    { ...each, precision },
    leavesOf(leaves),
    start,
    gradients.length,
    (_theta, t) => gradients[t - 1]!,
  );
  return Object.entries(each.expected[precision]).map(([name, rows]) => [
    name,
    worstUlps(replayed[name], rows, digits[precision]),
  ]);
}

describe('Numbers worked out independently', () => {
  const cases = referenceCases().filter(({ optimizer }) =>
    registry.some(({ name }) => name === optimizer),
  );

  const worst = new Worst();
  after(() => worst.finish());

  for (const { name, dialects } of registry) {
    it(`there are cases of ${name} in ${dialects.join(', ')}`, () => {
      const worked = cases.filter(({ optimizer }) => optimizer === name);
      assert.deepEqual(new Set(worked.map(({ dialect }) => dialect)), new Set(dialects));
    });
  }

  for (const each of cases) {
    for (const precision of ['float64', 'float32'] as const) {
      const reference = precision === 'float64' ? '50 digits' : 'NumPy’s float32';
      it(`${each.title} agrees with ${reference}`, () => {
        const limit = allowed(each, precision);
        for (const [name, ulps] of distances(each, precision)) {
          assert.ok(ulps <= limit(name), `${name}: ${ulps} ulp`);
          const kind = precision === 'float64' ? 'digits50' : 'numpy32';
          worst.see(each.optimizer, kind, { ulps, series: name, run: each.title });
        }
      });
    }
  }
});
