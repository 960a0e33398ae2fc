/**
 * A unit that never fires: max(0, w·x + b) is 0 at every point, for the second unit, and so is its
 * gradient. With g = 0 its m and v stay 0, and no learning rate moves it; the first unit has to
 * learn 2x + 1 alone. Look at the second coordinate of w: −lr·0/(0 + eps). A start of 1 wakes it.
 *
 * @optimizer adam lr=0.02
 * @steps 600
 */
export function deadGradient({ w, b, v } = { w: [0.5, -1], b: [0.2, -0.5], v: [1, 1] }) {
  let loss = 0;
  for (const x of inputs) {
    const output = w.reduce((sum, each, i) => sum + v[i] * Math.max(0, each * x + b[i]), 0);
    loss += (output - (2 * x + 1)) ** 2;
  }
  return loss / inputs.length;
}

const inputs = [0.5, 1, 2, 3];
