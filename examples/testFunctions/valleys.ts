// Valleys: finding the valley is easy, walking along it is not.

/**
 * Rosenbrock's valley in ten dimensions, each coordinate the square of the one before: the news of
 * the first has to travel to the last (Rosenbrock, 1960; this sum: Goldberg, 1989).
 *
 * @optimizer adam lr=0.02
 * @steps 5000
 * @minimum [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
 */
export function rosenbrockChain(x = [-1.2, 1, -1.2, 1, -1.2, 1, -1.2, 1, -1.2, 1]) {
  let loss = 0;
  for (let i = 0; i < x.length - 1; i++) {
    loss += 100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2;
  }
  return loss;
}

/**
 * Beale's function: flat in the middle, steep in the corners (Beale, 1958).
 *
 * @optimizer adam lr=0.05
 * @minimum [3, 0.5]
 */
export function beale([x, y] = [1, 1]) {
  return (1.5 - x + x * y) ** 2 + (2.25 - x + x * y ** 2) ** 2 + (2.625 - x + x * y ** 3) ** 2;
}

/**
 * Goldstein's and Price's function: from 3 at the minimum to a million at the border, so gradients
 * of very different sizes meet in one v (Goldstein and Price, 1971).
 *
 * Do not start at (-0.4, -0.6), as is often read: it is a saddle, where the gradient is 0.
 *
 * @optimizer adam lr=0.02
 * @minimum [0, -1]
 */
export function goldsteinPrice([x, y] = [0.5, -0.5]) {
  const narrow = 19 - 14 * x + 3 * x ** 2 - 14 * y + 6 * x * y + 3 * y ** 2;
  const wide = 18 - 32 * x + 12 * x ** 2 + 48 * y - 36 * x * y + 27 * y ** 2;
  return (1 + (x + y + 1) ** 2 * narrow) * (30 + (2 * x - 3 * y) ** 2 * wide);
}
