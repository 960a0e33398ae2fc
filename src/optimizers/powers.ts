/** Powers are kept for 2⁶ steps in a row; those of a block's start are made anew. */
const shift = 6;
const block = 1 << shift;

/** Veltkamp's constant 2²⁷ + 1: splits a double into two halves whose products are exact. */
const splitter = 134217729;

/**
 * t ↦ βᵗ, correctly rounded but for one case in 2⁴⁰ or so, for 0 ≤ β < 1 and t = 0, 1, 2 … 2³¹ − 1.
 *
 * `beta ** t` takes half the time of a whole small step and is off by up to an ulp, in another
 * place with every version of V8. Here βᵗ is the product of two kept powers in double-double
 * arithmetic (Dekker, A floating-point technique for extending the available precision, 1971).
 * The result depends on t alone and not on what was asked before, so that a replay gives the same
 * bits. Allocates nothing when called.
 */
export function powersOf(beta: number): (t: number) => number {
  // β⁰ … β⁶³ and, behind them, β to the start of the block, its square's scratch and the result.
  const powers = new Float64Array(2 * (block + 3));
  const [start, square, result] = [2 * block, 2 * (block + 1), 2 * (block + 2)];
  powers[0] = 1;
  for (let k = 1; k < block; k++) {
    if (k === 1) powers[2] = beta;
    else multiply(powers, 2 * (k - 1), 2, 2 * k);
  }
  let current = -1;
  // Series are derived coordinate by coordinate, all at the same step.
  let last = -1;
  return (t) => {
    if (t === last) return powers[result]!;
    const nth = t >> shift;
    if (nth !== current) {
      raise(nth);
      current = nth;
    }
    multiply(powers, start, 2 * (t & (block - 1)), result);
    last = t;
    return powers[result]!;
  };

  /** `start` ← (β⁶⁴)ⁿ, by squaring. */
  function raise(n: number): void {
    multiply(powers, 2 * (block - 1), 2, square);
    powers[start] = 1;
    powers[start + 1] = 0;
    for (let rest = n; rest > 0; rest = Math.floor(rest / 2)) {
      if (rest % 2 === 1) multiply(powers, start, square, start);
      multiply(powers, square, square, square);
    }
  }
}

/** x[c] ← x[a]·x[b], where x holds pairs high, low. */
function multiply(x: Float64Array, a: number, b: number, c: number): void {
  const p = x[a]!;
  const q = x[b]!;
  const product = p * q;
  let t = splitter * p;
  const pHigh = t - (t - p);
  const pLow = p - pHigh;
  t = splitter * q;
  const qHigh = t - (t - q);
  const qLow = q - qHigh;
  const error = pLow * qLow - (product - pHigh * qHigh - pLow * qHigh - pHigh * qLow);
  const low = error + (p * x[b + 1]! + q * x[a + 1]!);
  const high = product + low;
  x[c] = high;
  x[c + 1] = low - (high - product);
}
