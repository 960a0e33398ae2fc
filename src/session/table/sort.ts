/** Bits of one pass. */
const digitBits = 8;
const digits = 1 << digitBits;

/**
 * The places of numbers in ascending order, or descending; equal ones in the order in which they
 * stand, NaN last either way. A radix sort (least significant digit first) of the numbers' bits, for
 * large models: no comparison is a call.
 *
 * @param values not changed
 */
export function sortedPlaces(values: Float64Array, descending: boolean): Uint32Array {
  const { length } = values;
  // −0 becomes 0, which it equals.
  const bits = new Uint32Array(values.map((value) => value + 0).buffer);
  const [low, high] = [new Uint32Array(length), new Uint32Array(length)];
  for (let i = 0; i < length; i++) {
    const [lower, upper] = [bits[2 * i]!, bits[2 * i + 1]!];
    if (Number.isNaN(values[i]!)) {
      low[i] = high[i] = ~0;
      continue;
    }
    // Unsigned integers in the order of the numbers: those of negative ones count backwards.
    const isNegative = upper >>> 31 === 1;
    const turn = isNegative !== descending ? ~0 : 0;
    low[i] = lower ^ turn;
    // Positive ones are the larger integers, or the smaller where it descends.
    high[i] = upper ^ turn ^ (isNegative ? 0 : 0x80000000);
  }
  let places = Uint32Array.from({ length }, (_, i) => i);
  let next = new Uint32Array(length);
  for (const key of [low, high]) {
    for (let shift = 0; shift < 32; shift += digitBits) {
      if (pass(key, shift, places, next)) [places, next] = [next, places];
    }
  }
  return places;
}

/** Orders places by one digit of their keys; false where all have the same. */
function pass(key: Uint32Array, shift: number, from: Uint32Array, into: Uint32Array): boolean {
  const starts = new Uint32Array(digits + 1);
  for (const each of key) starts[((each >>> shift) & (digits - 1)) + 1]!++;
  if (starts.includes(key.length)) return false;
  for (let digit = 1; digit <= digits; digit++) starts[digit]! += starts[digit - 1]!;
  for (const place of from) into[starts[(key[place]! >>> shift) & (digits - 1)]!++] = place;
  return true;
}
