import { quickselect } from './quickselect';

/** So few are not worth distributing. */
const few = 1024;
/** Most bins that numbers are distributed over. */
const mostBins = 1 << 16;

/** Which half of a double in memory has its sign and exponent. */
const highHalf = new Int32Array(Float64Array.of(1).buffer)[1] === 0 ? 0 : 1;

/** See `selector`. */
export type Select = (
  count: number,
  smallest: number,
  largest: number,
  ranks: Int32Array,
  into: Float64Array,
) => void;

/**
 * Finds the numbers that would stand at some ranks were `values` sorted, in a time that grows with
 * their count: each goes into a bin by its leading bits, which order doubles as they order whole
 * numbers (the first pass of a radix sort), and only bins with a rank in them are looked into.
 *
 * The function returned takes how many of `values` count (none of them NaN), their smallest and
 * largest, the ranks from 0 on in ascending order, and writes the number at each to `into`. It may
 * reorder `values`; it allocates nothing.
 */
export function selector(values: Float64Array): Select {
  const high = new Int32Array(values.buffer);
  const isLarge = values.length > few;
  const counts = new Int32Array(isLarge ? mostBins : 0);
  /** Where the next number of a bin goes, and 1; those of bins nobody asks for all go to the end. */
  const places = new Int32Array(isLarge ? mostBins : 0);
  const steps = new Int32Array(isLarge ? mostBins : 0);
  const gathered = new Float64Array(isLarge ? values.length + 1 : 0);
  const edgeValue = new Float64Array(1);
  const edge = new Int32Array(edgeValue.buffer);
  const keyOf = (value: number): number => {
    edgeValue[0] = value;
    return ordered(edge[highHalf]!);
  };

  return (count, smallest, largest, ranks, into) => {
    if (count <= few) {
      pick(values, 0, count, 0, ranks, 0, into);
      return;
    }
    const first = keyOf(smallest);
    const span = keyOf(largest) - first;
    // Eight numbers to a bin were they spread evenly: clearing bins costs time, too.
    let shift = 0;
    while (span >= 2 ** shift * mostBins || span >= (count / 2) * 2 ** shift * 8) shift++;
    const last = span >>> shift;
    for (let bin = 0; bin <= last; bin++) {
      counts[bin] = steps[bin] = 0;
      places[bin] = values.length;
    }
    const end = 2 * count;
    for (let i = highHalf; i < end; i += 2) counts[(ordered(high[i]!) - first) >>> shift]!++;
    makeRoom(last, ranks);
    // Without a branch, which nobody could predict.
    for (let i = highHalf; i < end; i += 2) {
      const bin = (ordered(high[i]!) - first) >>> shift;
      const place = places[bin]!;
      gathered[place] = values[i >> 1]!;
      places[bin] = place + steps[bin]!;
    }
    let [before, k, room] = [0, 0, 0];
    for (let bin = 0; bin <= last && k < ranks.length; bin++) {
      const size = counts[bin]!;
      if (ranks[k]! < before + size) {
        k = pick(gathered, room, size, before, ranks, k, into);
        room += size;
      }
      before += size;
    }
  };

  /** Gives each bin with a rank in it its place. */
  function makeRoom(last: number, ranks: Int32Array): void {
    let [before, k, room] = [0, 0, 0];
    for (let bin = 0; bin <= last && k < ranks.length; bin++) {
      const end = before + counts[bin]!;
      if (ranks[k]! < end) {
        places[bin] = room;
        steps[bin] = 1;
        room += counts[bin]!;
        while (k < ranks.length && ranks[k]! < end) k++;
      }
      before = end;
    }
  }
}

/**
 * Reads the ranks from number `k` on that lie within `size` numbers of `values` at `from`, before
 * which there are `before` smaller ones.
 *
 * @returns the number of the first rank beyond them
 */
function pick(
  values: Float64Array,
  from: number,
  size: number,
  before: number,
  ranks: Int32Array,
  k: number,
  into: Float64Array,
): number {
  const end = from + size;
  // Of zeros there are often many.
  let left = allEqual(values, from, end) ? end : from;
  let next = k;
  while (next < ranks.length && ranks[next]! < before + size) {
    const at = from + ranks[next]! - before;
    if (at >= left) {
      quickselect(values, left, end, at);
      left = at + 1;
    }
    into[next++] = values[at]!;
  }
  return next;
}

function allEqual(values: Float64Array, from: number, to: number): boolean {
  const first = values[from];
  for (let i = from + 1; i < to; i++) if (values[i] !== first) return false;
  return true;
}

/** The leading half of a double's bits as a number that is larger where the double is. */
function ordered(bits: number): number {
  return bits ^ ((bits >> 31) & 0x7fffffff);
}
