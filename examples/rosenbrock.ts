/**
 * The curved valley of Rosenbrock (1960): its minimum is at (1, 1), where the loss is 0.
 *
 * Adam gets there, sits at a loss of 1e-29, and near step 2,740 explodes. Press → in the panel to
 * see why: v has forgotten the early gradients, and the effective learning rate has crept up.
 *
 * @optimizer adam lr=0.1
 * @steps 3000
 * @minimum [1, 1]
 */
export function rosenbrock([x, y] = [-1.2, 1]) {
  return (1 - x) ** 2 + 100 * (y - x ** 2) ** 2;
}
