// A linear support vector machine: hinge loss with the classes as strings.
const animals = [
  { weight: 4, ears: 6, label: 'cat' },
  { weight: 30, ears: 10, label: 'dog' },
  { weight: 5, ears: 7, label: 'cat' },
  { weight: 22, ears: 12, label: 'dog' },
  { weight: 12, ears: 9, label: 'dog' },
];

export function hinge({ w = [0.01, -0.02], b = 0.1, softness = 1 } = {}) {
  const margins = animals
    .map(({ weight, ears, label }) => ({ z: w[0] * weight + w[1] * ears + b, y: label === 'dog' ? 1 : -1 }))
    .map(({ z, y }) => 1 - y * z)
    .filter((violation) => violation > 0);
  return 0.5 * (w[0] ** 2 + w[1] ** 2) + softness ** 2 * margins.reduce((a, b) => a + b, 0);
}
