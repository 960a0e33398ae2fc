// Saddles: no minimum at all. The loss falls without end, and the run says so.

/**
 * A saddle: down along y, which starts at almost nothing. Gradient descent hesitates, since its
 * step is as small as the slope; Adam's is not.
 *
 * @optimizer adam lr=0.01
 * @steps 500
 */
export function saddle([x, y] = [1, 0.001]) {
  return x ** 2 - y ** 2;
}

/**
 * A saddle for a monkey, which has a tail: three ways down, and at (0, 0) not even a curvature.
 *
 * @optimizer adam lr=0.01
 * @steps 500
 */
export function monkeySaddle([x, y] = [0.5, 0.1]) {
  return x ** 3 - 3 * x * y ** 2;
}
