/** θ onto [lower, upper], coordinate by coordinate; NaN stays NaN. */
export function project(theta: Float64Array, [lower, upper]: [number, number]): void {
  for (let i = 0; i < theta.length; i++) {
    if (theta[i]! < lower) theta[i] = lower;
    else if (theta[i]! > upper) theta[i] = upper;
  }
}
