type Set = (this: Float64Array, from: Float64Array, at?: number) => void;

// Captured: user code may run in this realm, and put something else there.
const { set } = Float64Array.prototype as { set: Set };

/** to ← from, of the same length. */
export const copy = Function.prototype.call.bind(set) as (
  to: Float64Array,
  from: Float64Array,
) => void;

/** to[at], to[at + 1], … ← from. */
export const copyAt = Function.prototype.call.bind(set) as (
  to: Float64Array,
  from: Float64Array,
  at: number,
) => void;
