// Kinks and cliffs: where the slope jumps, or grows without bound.

/**
 * The gradient is the sign of x and never gets small: Adam swings around the minimum for ever,
 * unless a schedule takes lr down.
 *
 * @optimizer adam lr=0.05
 * @minimum [0]
 */
export function absolute(x = 1) {
  return Math.abs(x);
}

/**
 * Huber's loss: a parabola inside, |x| outside (Huber, 1964). Beside `absolute`, see how the swing
 * dies out.
 *
 * @optimizer adam lr=0.05
 * @minimum [0]
 */
export function huber(x = 1) {
  const width = 0.25;
  return Math.abs(x) <= width ? x ** 2 / 2 : width * (Math.abs(x) - width / 2);
}

/**
 * A cliff: the first gradient is 147, that at 0 is 0. v remembers the cliff long after x has left
 * it.
 *
 * @optimizer adam lr=0.1
 * @minimum [0]
 */
export function cliff(x = 5) {
  return Math.exp(x) - x;
}

/**
 * log(1 + eˣ), written so that it does not overflow. It has no minimum: the loss goes down for ever
 * and so does x.
 *
 * @optimizer adam lr=0.1
 */
export function softplus(x = 5) {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}
