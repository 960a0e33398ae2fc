// The Bessel function J₀ by its power series, with bigint factorials.
const target = 0.2238907791412357;

function factorial(n: bigint): bigint {
  let product = 1n;
  for (let k = 2n; k <= n; k++) product *= k;
  return product;
}

export function bessel(x = 1.7) {
  let sum = 0;
  for (let m = 0n; m < 15n; m++) {
    const sign = m % 2n === 0n ? 1 : -1;
    sum += (sign * (x / 2) ** Number(2n * m)) / Number(factorial(m) ** 2n);
  }
  return (sum - target) ** 2;
}
