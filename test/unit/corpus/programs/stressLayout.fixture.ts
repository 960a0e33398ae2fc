// Multidimensional scaling: distances between cities, coordinates in one flat array.
const distances = [
  [0, 2.1, 3.4, 1.2],
  [2.1, 0, 1.9, 2.6],
  [3.4, 1.9, 0, 3.8],
  [1.2, 2.6, 3.8, 0],
];

export const stress = (p = Float64Array.of(0, 0, 2, 0.3, 3, 1.4, -0.2, 1.1)) => {
  let total = 0;
  distances.forEach((row, i) =>
    row.forEach((wanted, j) => {
      if (j <= i) return;
      const found = Math.hypot(p[2 * i] - p[2 * j], p[2 * i + 1] - p[2 * j + 1]);
      total += (found - wanted) ** 2 / wanted;
    }),
  );
  return total;
};
