// Exponential smoothing with trend and season; the season is an array that is written to in turn.
const sales = [30, 21, 29, 31, 40, 25, 33, 37, 47, 30, 38, 44];
const period = 4;

export function holtWinters([alpha, beta, gamma] = [0.4, 0.1, 0.3]) {
  let level = sales.slice(0, period).reduce((a, b) => a + b) / period;
  let trend = 0.5;
  const season = sales.slice(0, period).map((s) => s - level);
  let error = 0;
  for (let t = period; t < sales.length; t++) {
    const at = t % period;
    const forecast = level + trend + season[at];
    error += (sales[t] - forecast) ** 2;
    const last = level;
    level = alpha * (sales[t] - season[at]) + (1 - alpha) * (level + trend);
    trend = beta * (level - last) + (1 - beta) * trend;
    season[at] = gamma * (sales[t] - level) + (1 - gamma) * season[at];
  }
  return error / (sales.length - period);
}
