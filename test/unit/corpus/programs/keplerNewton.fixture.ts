// Kepler's equation solved by Newton's method until it converges, for each observation.
const observations = [
  { t: 0.3, x: 0.45 },
  { t: 1.1, x: -0.35 },
  { t: 2.4, x: -1.25 },
  { t: 4, x: -1.05 },
];

function eccentricAnomaly(mean: number, e: number): number {
  let E = mean;
  for (let i = 0; i < 50; i++) {
    const step = (E - e * Math.sin(E) - mean) / (1 - e * Math.cos(E));
    E -= step;
    if (Math.abs(step) < 1e-12) break;
  }
  return E;
}

export function orbit({ a, e, n } = { a: 1, e: 0.3, n: 1.1 }) {
  let residuals = 0;
  for (const { t, x } of observations) {
    const E = eccentricAnomaly(n * t, e);
    residuals += (a * (Math.cos(E) - e) - x) ** 2;
  }
  return residuals;
}
