// Counts and an offset; log-factorials from a table that is filled when first asked for.
const table: number[] = [0];
function logFactorial(n: number): number {
  for (let k = table.length; k <= n; k++) table.push(table[k - 1] + Math.log(k));
  return table[n];
}

const days = [
  { hours: 8, temperature: 0.2, count: 3 },
  { hours: 10, temperature: 0.6, count: 9 },
  { hours: 6, temperature: -0.4, count: 1 },
  { hours: 12, temperature: 1.1, count: 17 },
];

export function poisson(intercept = -1, slope = 0.5) {
  return days.reduce((sum, { hours, temperature, count }) => {
    const logRate = Math.log(hours) + intercept + slope * temperature;
    return sum + Math.exp(logRate) - count * logRate + logFactorial(count);
  }, 0);
}
