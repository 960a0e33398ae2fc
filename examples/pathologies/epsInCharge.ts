/**
 * Two coordinates alike, but the loss of y is counted in units a billion times smaller. Adam takes
 * equal steps whatever the unit, until √v̂ falls below eps: of y's denominator eps is nine tenths,
 * and y creeps at a tenth of x's pace. Show Algorithm has the two side by side in the line of Δθ.
 * Write eps=1e-15 into the tag, and both go alike.
 *
 * @optimizer adam lr=0.01
 * @steps 1500
 * @minimum [0, 0]
 */
export function epsInCharge([x, y] = [1, 1]) {
  return (x ** 2 + 1e-9 * y ** 2) / 2;
}
