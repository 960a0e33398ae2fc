/* Typed arrays: whether they are some, and whether they round what is written to them. */

const rounding = [
  ...[Int8Array, Int16Array, Int32Array, Uint8Array, Uint16Array, Uint32Array],
  ...[Uint8ClampedArray, Float32Array],
];

/** Of a typed array of numbers, which bigints are not. */
export function isTyped(x: object): boolean {
  return x instanceof Float64Array || isRounding(x);
}

export function isRounding(x: object): boolean {
  return rounding.some((type) => x instanceof type);
}
