import assert from 'node:assert/strict';
import { correctedBeta2, expectation, unrolled } from '../../../src/session/biasCorrection';
import { rosenbrock, runOf } from './handMade';

const near = (actual: number, expected: number, part = 1e-12) =>
  assert.ok(Math.abs(actual - expected) <= part * Math.abs(expected), `${actual} ≠ ${expected}`);

function sums(bars: Float64Array): { weight: number; value: number } {
  let [weight, value] = [0, 0];
  for (let k = 0; k < bars.length; k += 4) {
    weight += bars[k + 2]!;
    value += bars[k + 3]!;
  }
  return { weight, value };
}

describe('v unrolled', () => {
  const { trace } = runOf(rosenbrock, { hyperparameters: { lr: 0.01 }, steps: 3000 });

  it('has a bar per step, whose weights sum to 1 − β₂ᵗ and whose parts to v', () => {
    const { bars, missing, v } = unrolled(trace!, 0, 50, 0.999);
    assert.equal(bars.length, 4 * 50);
    assert.deepEqual([...bars.subarray(0, 2)], [1, 1]);
    assert.deepEqual([...bars.subarray(-4, -2)], [50, 50]);
    near(bars.at(-2)!, 0.001);
    near(bars.at(-1)!, 0.001 * trace!.value('grad', 0, 50) ** 2);
    const { weight, value } = sums(bars);
    near(weight, 1 - missing);
    near(missing, 0.999 ** 50);
    near(value, v);
    assert.equal(v, trace!.value('v', 0, 50));
  });

  it('has few bars where there are many steps, without a gap, and the same sums', () => {
    const { bars, missing, v } = unrolled(trace!, 1, 2999, 0.999);
    assert.ok(bars.length <= 4 * 121);
    let next = 1;
    for (let k = 0; k < bars.length; k += 4) {
      assert.equal(bars[k], next);
      next = bars[k + 1]! + 1;
    }
    assert.equal(next, 3000);
    const { weight, value } = sums(bars);
    near(weight, 1 - missing);
    near(value, v);
  });

  it('puts what is long forgotten into one bar', () => {
    const fast = runOf(rosenbrock, { hyperparameters: { lr: 0.01, beta2: 0.9 }, steps: 1000 });
    const { bars, v } = unrolled(fast.trace!, 0, 1000, 0.9);
    assert.deepEqual([...bars.subarray(0, 2)], [1, 629]);
    assert.ok(bars[2]! < 2 ** -53);
    near(sums(bars).value, v);
    near(sums(bars).weight, 1);
  });

  it('is there for optimizers with a corrected v alone', () => {
    assert.equal(correctedBeta2(trace!), 0.999);
    const h = { biasCorrection: false, beta2: 0.99 };
    assert.equal(correctedBeta2(runOf(rosenbrock, { hyperparameters: h, steps: 1 }).trace!), 0.99);
    const sgd = runOf(rosenbrock, { optimizer: 'sgd', steps: 1 });
    assert.equal(correctedBeta2(sgd.trace!), null);
  });
});

describe('expectation of v', () => {
  it('is σ²·(1 − β₂ᵗ) within what 200 runs can show', () => {
    const { points, seeds } = expectation(0.99);
    assert.equal(seeds, 200);
    assert.equal(points[0], 1);
    for (let k = 0; k < points.length; k += 3) {
      const [t, mean, expected] = points.subarray(k, k + 3);
      near(expected!, 1 - 0.99 ** t!);
      // Var v_t = 2·(1−β₂)²·Σβ₂²ⁱ ≤ 2·(1−β₂)/(1+β₂)·…: five standard deviations of the mean.
      const variance = (2 * 0.01 ** 2 * (1 - 0.99 ** (2 * t!))) / (1 - 0.99 ** 2);
      assert.ok(Math.abs(mean! - expected!) < 5 * Math.sqrt(variance / 200), `step ${t}`);
    }
    assert.ok(points.at(-1)! > 0.94);
  });

  it('is the same every time', () => {
    assert.deepEqual(expectation(0.999), expectation(0.999));
  });
});
