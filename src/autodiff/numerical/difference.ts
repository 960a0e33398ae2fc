/** f along one coordinate. */
export type Line = (x: number) => number;

/** Difference quotients of one step size. */
export interface Quotient {
  central: number;
  /** From the right and from the left; at a kink they part. */
  right: number;
  left: number;
  /** What rounding f once may add. */
  noise: number;
}

/** A derivative by central differences, and how far two step sizes disagree on it. */
export interface Derivative {
  value: number;
  uncertainty: number;
}

/** From one step size to the next. */
const ratio = 4;

/**
 * The step that balances truncation (h²) and rounding (ε/h): ∛ε·max(1, |x|), times 4^−k (Press et
 * al., Numerical Recipes, 5.7; on Rosenbrock's function it is right to 5e-9).
 */
export function stepSize(x: number, k: number): number {
  return Math.cbrt(Number.EPSILON) * Math.max(1, Math.abs(x)) * ratio ** -k;
}

/**
 * @param at f(x)
 * @returns quotients by the steps that were really made: x ± h is rounded
 */
export function quotient(f: Line, x: number, at: number, h: number): Quotient {
  const above = x + h;
  const below = x - h;
  const up = f(above);
  const down = f(below);
  return {
    central: (up - down) / (above - below),
    right: (up - at) / (above - x),
    left: (at - down) / (x - below),
    noise: (Number.EPSILON * Math.max(Math.abs(up), Math.abs(at), Math.abs(down))) / h,
  };
}

/**
 * The derivative on which two neighbouring step sizes agree best, with one step of Richardson's
 * extrapolation: differences that do not agree with themselves are no witness. NaN where no two are
 * finite.
 *
 * @param quotients of step sizes that fall by 4 each
 */
export function consistent(quotients: readonly Quotient[]): Derivative {
  let best: Derivative = { value: NaN, uncertainty: Infinity };
  for (let k = 1; k < quotients.length; k++) {
    const { central, noise } = quotients[k]!;
    const change = central - quotients[k - 1]!.central;
    // Where f is rounded away (1e12 + x²) all step sizes agree, on nothing.
    const uncertainty = Math.max(Math.abs(change), noise);
    if (uncertainty < best.uncertainty) {
      best = { value: central + change / (ratio ** 2 - 1), uncertainty };
    }
  }
  return best;
}
