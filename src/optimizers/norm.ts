/** ‖x‖₂ over the coordinates `from` to `to` (excluded), not overflowing where x² would. */
export function normOf(
  x: Float64Array,
  round: (x: number) => number,
  from = 0,
  to = x.length,
): number {
  let largest = 0;
  for (let i = from; i < to; i++) largest = Math.max(largest, Math.abs(x[i]!));
  const scale = largest > 1e150 || (largest < 1e-150 && largest > 0) ? largest : 1;
  let sum = 0;
  for (let i = from; i < to; i++) sum = round(sum + round((x[i]! / scale) ** 2));
  return round(Math.sqrt(sum) * scale);
}
