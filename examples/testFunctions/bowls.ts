// Bowls: one minimum and no trap. They differ in how steep they are in each direction, and that is
// what an adaptive optimizer is about.

/**
 * The smallest objective there is. The loss falls to 1e-69, and then, from step 1,570 on, it grows
 * to 5e-6: v forgets, and the effective learning rate creeps past what the curvature allows.
 *
 * @optimizer adam lr=0.01 beta2=0.99
 * @steps 2000
 * @minimum [0]
 */
export function quadratic(x = 1) {
  return x ** 2 / 2;
}

/**
 * A hundred times steeper in y than in x (condition number 100). Gradient descent must go at the
 * pace that y allows; Adam takes equal steps in both.
 *
 * @optimizer adam lr=0.1
 * @minimum [0, 0]
 */
export function illConditioned([x, y] = [10, 1]) {
  return (x ** 2 + 100 * y ** 2) / 2;
}

/**
 * Booth's function, an easy bowl that lies aslant (Jamil and Yang, 2013, no. 17).
 *
 * @optimizer adam lr=0.1
 * @minimum [1, 3]
 */
export function booth([x, y] = [-5, -5]) {
  return (x + 2 * y - 7) ** 2 + (2 * x + y - 5) ** 2;
}

/**
 * Matyas' function: convex, and nearly flat along x = y (Jamil and Yang, 2013, no. 71).
 *
 * @optimizer adam lr=0.1
 * @minimum [0, 0]
 */
export function matyas([x, y] = [-8, 7]) {
  return 0.26 * (x ** 2 + y ** 2) - 0.48 * x * y;
}

/**
 * A degenerate minimum: the curvature is 0 there as well. Gradient descent crawls (x falls like
 * 1/√t), while Adam, whose effective learning rate grows as the gradient fades, keeps its pace
 * (arXiv 2603.09581).
 *
 * @optimizer adam lr=0.01
 * @minimum [0]
 */
export function degenerate(x = 1) {
  return x ** 4 / 4;
}
