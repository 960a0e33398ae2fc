// A guard in try and catch: a transform that refuses values outside of its domain.
class DomainError extends Error {}

function logit(p: number): number {
  if (p <= 0 || p >= 1) throw new DomainError(`logit of ${p}`);
  return Math.log(p / (1 - p));
}

const probabilities = [0.2, 0.5, 0.7, 1, 0.9];

export function calibrate(scale = 0.9, shift = 0.05) {
  let loss = 0;
  for (const p of probabilities) {
    let z: number;
    try {
      z = logit(p * scale + shift);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      z = 5;
    }
    loss += (z - 2 * p) ** 2;
  }
  return loss;
}
