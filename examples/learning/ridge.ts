/**
 * Logistic regression on all points at once, with an L2 penalty (Cox, 1958): convex, and since the
 * penalty grows in all directions, with one minimum. It starts at the loss of knowing nothing,
 * log 2. Without the penalty these points can be told apart by a line, and the minimum would be at
 * infinity: set `penalty` to 0 and watch the weights grow.
 *
 * @optimizer adam lr=0.05
 * @steps 1500
 * @minimum [-0.37719324488681294, 0.9354816805787993, 0.9667791854734936]
 */
export function ridge(w = [0, 0, 0]) {
  let loss = 0;
  for (const { x, y } of points) {
    const margin = y * (w[0] + w[1] * x[0] + w[2] * x[1]);
    loss += Math.log1p(Math.exp(-margin));
  }
  return loss / points.length + (penalty / 2) * w.reduce((sum, each) => sum + each ** 2, 0);
}

const penalty = 0.1;
const points = [
  { x: [2, 1], y: 1 },
  { x: [1, 3], y: 1 },
  { x: [3, 2], y: 1 },
  { x: [0.5, 1.5], y: 1 },
  { x: [-1, -2], y: -1 },
  { x: [-2, 0.5], y: -1 },
  { x: [0, -1], y: -1 },
  { x: [-0.5, -0.5], y: -1 },
];
