// A robust fit by the median of the absolute residuals, with a copy sorted by toSorted.
const temperatures = [12.1, 13.4, 11.9, 30.2, 12.8, 13.1, 12.5];

function median(values: number[]) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export const mad = ({ level, trend } = { level: 11.5, trend: 0.21 }) =>
  median(temperatures.map((t, i) => Math.abs(t - level - trend * i)));
