import { partials } from '../mathematics';
import { powByBase, powByExponent } from '../operators';

// Captured before any user code ran, and out of its reach.
const { apply } = Reflect;
const sort: unknown = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Float64Array.prototype),
  'sort',
)?.value;
const { sqrt, hypot } = Math;
const own = Object.freeze(
  Object.create(Object.prototype, Object.getOwnPropertyDescriptors(Math)) as Math,
);

/** As on the tape: r² cannot overflow, and the origin gives 0/0. */
function atan2ByY(y: number, x: number): number {
  const r = hypot(x, y);
  return x / r / r;
}

function atan2ByX(y: number, x: number): number {
  const r = hypot(x, y);
  return -(y / r / r);
}

/** The part of one argument in the gradient of an extreme, which those who tie share evenly. */
function shareOf(x: number, extreme: number, ...all: number[]): number {
  const isExtreme = (each: number) => each === extreme || (each !== each && extreme !== extreme);
  if (!isExtreme(x)) return 0;
  let ties = 0;
  for (const each of all) if (isExtreme(each)) ties++;
  return 1 / ties;
}

/** Sorts the indices of some keys, by the keys times `sign`; stable. None of the keys is NaN. */
function sortOrder(A: Float64Array, keys: number, order: number, n: number, sign: number): void {
  const all = A.subarray(order, order + n);
  for (let i = 0; i < n; i++) all[i] = i;
  // Two infinities differ by NaN, and are equal to the language too.
  const compare = (i: number, j: number) => sign * (A[keys + i]! - A[keys + j]!) || i - j;
  apply(sort as () => void, all, [compare]);
}

/** What compiled code calls by these names. */
export const helpers = {
  Math: own,
  Number,
  partials,
  powByBase,
  powByExponent,
  atan2ByY,
  atan2ByX,
  shareOf,
  sortOrder,
  sqrt,
};
