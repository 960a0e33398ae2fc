import assert from 'node:assert/strict';
import { powersOf } from '../../../src/optimizers/powers';

describe('powers', () => {
  for (const beta of [0.9, 0.999, 0.9999999, 0.5, 1 / 3, 1e-3]) {
    it(`of ${beta} are the exact ones, rounded`, () => {
      const power = powersOf(beta);
      const steps = [0, 1, 2, 3, 63, 64, 65, 127, 128, 1000, 4095, 4096, 10_007, 1_000_000];
      for (const t of steps) assert.equal(power(t), roundedPower(beta, t), `t = ${t}`);
    });
  }

  it('are the same forwards, backwards and out of nowhere', () => {
    const forwards = powersOf(0.999);
    const backwards = powersOf(0.999);
    const steps = Array.from({ length: 3000 }, (_, t) => t);
    const there = steps.map(forwards);
    const back = steps.toReversed().map(backwards).toReversed();
    assert.deepEqual(there, back);
    assert.equal(powersOf(0.999)(2999), there[2999]);
  });

  it('of 0 are 1, 0, 0 …', () => {
    assert.deepEqual([0, 1, 2, 64, 1000].map(powersOf(0)), [1, 0, 0, 0, 0]);
  });
});

/** βᵗ in integers: β is m·2⁻ᵏ; cut to 200 bits now and then, which rounding to 53 does not see. */
function roundedPower(beta: number, t: number): number {
  let [value, exponent] = [1n, 0];
  let [square, squareExponent] = parts(beta);
  for (let rest = t; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) [value, exponent] = cut(value * square, exponent + squareExponent);
    [square, squareExponent] = cut(square * square, 2 * squareExponent);
  }
  const [short, by] = cut(value, exponent, 53);
  // Below the smallest normal number the bits are fewer; the test does not go there but to 0.
  return by < -1074 ? 0 : Number(short) * 2 ** Math.max(by, -1022) * 2 ** Math.min(0, by + 1022);
}

/** A double as an integer times a power of two. */
function parts(x: number): [bigint, number] {
  let exponent = 0;
  while (!Number.isInteger(x)) {
    x *= 2;
    exponent--;
  }
  return [BigInt(x), exponent];
}

/** The nearest integer of so many bits, times a power of two. */
function cut(value: bigint, exponent: number, bits = 200): [bigint, number] {
  const surplus = value.toString(2).length - bits;
  if (surplus <= 0) return [value, exponent];
  const by = BigInt(surplus);
  return [(value + (1n << (by - 1n))) >> by, exponent + surplus];
}
