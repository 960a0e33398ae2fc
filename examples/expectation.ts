/**
 * Independent gradients of known variance, for “Why bias correction?”: the gradient of x is a
 * normal number of variance 1, that of y one of variance 4. Unfold the view at step 100: v is the
 * bars, and the grey share is what v₀ = 0 still holds.
 *
 * On average v is σ²·(1 − β₂ᵗ), far below σ² at first, and v̂ is σ² from the first step on. One
 * run scatters around it; `adamscope trace examples/expectation.ts --seed 1` is another one.
 *
 * @optimizer adam lr=0.001
 * @steps 2000
 */
export function expectation([x, y] = [0, 0], { random }: { random(): number }) {
  return normal(random) * x + 2 * normal(random) * y;
}

/** Normal numbers of mean 0 and variance 1 (Box and Muller, 1958). */
function normal(random: () => number) {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
