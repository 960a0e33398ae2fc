/**
 * A quadratic bowl, and at step 500 one gradient that is a thousand times too large. Put the cursor
 * there: m takes the blow and carries θ away for some ten steps; v has it for a thousand more, in
 * which the effective learning rate is nearly nothing. `@clip norm=10` mends it.
 *
 * @optimizer adam lr=0.01
 * @steps 3000
 * @minimum [0, 0]
 */
export function spike([x, y] = [10, 8], { step }: { step: number }) {
  const scale = step === 500 ? 1000 : 1;
  return (scale * (x ** 2 + y ** 2)) / 2;
}
