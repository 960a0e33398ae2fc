/**
 * A quadratic bowl with noise on its slope. `random` is seeded: the same seed gives the same run.
 *
 * @optimizer adam lr=0.05
 * @steps 1000
 * @seed 7
 * @minimum [0, 0]
 */
export function noisy(x = 10, y = 1, { random }: { random(): number }) {
  const slope = random() - 0.5;
  return x ** 2 / 2 + 5 * y ** 2 + slope * (x + y);
}
