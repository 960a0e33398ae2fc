// GARCH(1,1): a recursion over returns, constraints by a penalty in a helper with early returns.
const returns = [0.3, -0.5, 0.1, 0.9, -1.2, 0.4, 0.2, -0.1, 0.7, -0.3];

function penalty(omega: number, alpha: number, beta: number): number {
  if (omega <= 0) return 1e3 * (1 - omega);
  if (alpha < 0) return 1e3 * alpha ** 2;
  if (alpha + beta >= 1) return 1e3 * (alpha + beta - 1) ** 2;
  return 0;
}

export function garch(omega = 0.05, alpha = 0.1, beta = 0.8) {
  let variance = returns.reduce((s, r) => s + r * r, 0) / returns.length;
  let total = penalty(omega, alpha, beta);
  for (const r of returns) {
    total += 0.5 * (Math.log(variance) + r ** 2 / variance);
    variance = omega + alpha * r ** 2 + beta * variance;
  }
  return total;
}
