// Horner's scheme by reduceRight, over a table of points.
const points: [number, number][] = [
  [-1, 0.5],
  [-0.5, 0.2],
  [0, 0.1],
  [0.5, 0.7],
  [1, 1.9],
];

const horner = (coefficients: number[], x: number) =>
  coefficients.reduceRight((value, c) => value * x + c, 0);

export const fit = (coefficients = [0.1, 0.2, 0.3, 0.4]) =>
  points.map(([x, y]) => (horner(coefficients, x) - y) ** 2).reduce((a, b) => a + b);
