// A straight line through points, summed in a loop.
const xs = [0, 1, 2, 3, 4, 5, 6];
const ys = [1.1, 2.9, 5.2, 7.1, 8.8, 11.3, 12.9];

export function leastSquares({ slope, intercept } = { slope: 1, intercept: 0 }) {
  let sum = 0;
  for (let i = 0; i < xs.length; i++) {
    const residual = slope * xs[i] + intercept - ys[i];
    sum += residual * residual;
  }
  return sum / xs.length;
}
