type Set = (this: Float64Array, from: Float64Array) => void;

// Captured: user code may run in this realm, and put something else there.
const { set } = Float64Array.prototype as { set: Set };

/** to ← from, of the same length. */
export const copy = Function.prototype.call.bind(set) as (
  to: Float64Array,
  from: Float64Array,
) => void;
