import assert from 'node:assert/strict';
import { referenceCases } from './data';
import { derivedRows } from './derivedSeries';
import { digits, leavesOf, replay, worstUlps } from './replay';

/**
 * What may differ, in ulp of a series' largest value. Where t is small up to 9 bits are lost in
 * 1 − β₂ᵗ, since here, as in all frameworks, it is worked out from the rounded β₂ᵗ; v̂ is largest
 * there where the gradients are clipped. RAdam's ρ is what is left of two numbers near 2/(1 − β₂),
 * the second of which has that error, and its rate is made of ρ.
 */
function allowed(optimizer: string, series: string): number {
  if (optimizer === 'radam' && ofRho.has(series)) return 2 ** 15;
  return series === 'vHat' ? 128 : 64;
}

const ofRho = new Set(['rho', 'effectiveLearningRate', 'directionPart']);

describe('What is derived, worked out independently', () => {
  for (const each of referenceCases()) {
    it(`${each.title} agrees with 50 digits`, () => {
      const { start, gradients, derived } = each;
      const leaves = leavesOf(each.leaves);
      const rows = replay(each, leaves, start, gradients.length, (_, t) => gradients[t - 1]!);
      const names = Object.keys(derived);
      const ours = derivedRows(each, leaves, rows, gradients, names);
      for (const name of names) {
        const ulps = worstUlps(ours[name], derived[name]!, digits.float64);
        assert.ok(ulps <= allowed(each.optimizer, name), `${name}: ${ulps} ulp`);
      }
    });
  }
});
