import assert from 'node:assert/strict';
import { createOptimizer } from '../../src/optimizers/make';
import { registry } from '../../src/optimizers/registry';
import type { Precision } from '../../src/protocol/optimizer';
import { referenceCases, type ReferenceCase } from './data';
import { leavesOf, replay, worstUlps } from './replay';

/**
 * What may differ, in ulp of a series' largest value. Where more than rounding of the last operation
 * is to be expected, it says why.
 */
function allowed(each: ReferenceCase, precision: Precision): (series: string) => number {
  const made = createOptimizer(each, leavesOf(each.leaves));
  const decays = 'optimizer' in made && made.optimizer.series.some(isDecay);
  return (series) => {
    if (precision === 'float32') {
      // Frameworks round θ·(1 − lr·λ) before they step; here Δθ is one sum that θ is rounded with.
      // Each of the twelve steps may so differ by one rounding, up or down.
      return decays && (series === 'theta' || series === 'slow') ? 6 : 2;
    }
    // optax's v̂ max is divided by 1 − β₂ᵗ, of whose bits 8 are lost to cancellation at t = 5: as
    // everyone does, it is worked out from the rounded β₂ᵗ.
    return each.dialect === 'optax' && series === 'vMax' ? 32 : 10;
  };
}

const isDecay = ({ name }: { name: string }) => name === 'decayPart';

const digits: Record<Precision, number> = { float64: 53, float32: 24 };

/** Each series' distance from the reference, in ulp of its largest value. */
function distances(each: ReferenceCase, precision: Precision): [string, number][] {
  const { start, gradients, leaves } = each;
  const replayed = replay({ ...each, precision }, leavesOf(leaves), start, gradients);
  return Object.entries(each.expected[precision]).map(([name, rows]) => [
    name,
    worstUlps(replayed[name], rows, digits[precision]),
  ]);
}

describe('Numbers worked out independently', () => {
  const cases = referenceCases().filter(({ optimizer }) =>
    registry.some(({ name }) => name === optimizer),
  );

  const worst: Record<Precision, Record<string, { ulps: number; where: string }>> = {
    float64: {},
    float32: {},
  };
  after(() => console.log(worst));

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
          if (ulps > (worst[precision][each.optimizer]?.ulps ?? 0)) {
            worst[precision][each.optimizer] = { ulps, where: `${name} of ${each.title}` };
          }
        }
      });
    }
  }
});
