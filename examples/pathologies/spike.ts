/**
 * A quadratic bowl, and at step 500 one gradient that is a thousand times too large. Put the cursor
 * there: m takes the blow, and yet the step is no more than twice lr, since v takes it as well. But
 * m forgets it within some twenty steps; v keeps it for two thousand, in which the effective
 * learning rate is a fraction of what it was. `@clip norm=10` mends it.
 *
 * @optimizer adam lr=0.01
 * @steps 3000
 * @minimum [0, 0]
 */
export function spike([x, y] = [10, 8], { step }: { step: number }) {
  const scale = step === 500 ? 1000 : 1;
  return (scale * (x ** 2 + y ** 2)) / 2;
}
