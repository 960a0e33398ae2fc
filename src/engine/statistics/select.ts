import { quickselect } from './quickselect';

/** So few are not worth distributing. */
const few = 1024;
/** Bins that numbers are distributed over: a quarter of a power of two each, and a cache holds them. */
const bins = 1 << 14;

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
 * largest, at most `most` ranks from 0 on in ascending order, and writes the number at each to
 * `into`. It may reorder `values`; it allocates nothing.
 */
export function selector(values: Float64Array, most: number): Select {
  const high = new Int32Array(values.buffer);
  const isLarge = values.length > few;
  /** All 0 between two calls. */
  const counts = new Int32Array(isLarge ? bins : 0);
  /** Of each bin the number of its stretch of `gathered`; 0: no rank is in it. */
  const stretches = new Uint8Array(isLarge ? bins : 0);
  const gathered = new Float64Array(isLarge ? values.length + 1 : 0);
  // Of each stretch: how many numbers are smaller, its first place, the next free one, and 1.
  const [before, from, next, step] = [0, 1, 2, 3].map(() => new Int32Array(most + 2)) as Four;
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
    let shift = 0;
    while (span >= 2 ** shift * bins) shift++;
    const end = 2 * count;
    for (let i = highHalf; i < end; i += 2) counts[(ordered(high[i]!) - first) >>> shift]!++;
    const found = makeRoom(span >>> shift, ranks);
    // Without a branch, which nobody could predict: the others all go to the end.
    next[0] = values.length;
    for (let i = highHalf; i < end; i += 2) {
      const stretch = stretches[(ordered(high[i]!) - first) >>> shift]!;
      const place = next[stretch]!;
      gathered[place] = values[i >> 1]!;
      next[stretch] = place + step[stretch]!;
    }
    for (let stretch = 1, k = 0; stretch <= found; stretch++) {
      const size = next[stretch]! - from[stretch]!;
      k = pick(gathered, from[stretch]!, size, before[stretch]!, ranks, k, into);
    }
  };

  /** Gives each bin with a rank in it a stretch, and says how many there are. */
  function makeRoom(last: number, ranks: Int32Array): number {
    let [smaller, k, room, found] = [0, 0, 0, 0];
    for (let bin = 0; bin <= last; bin++) {
      const size = counts[bin]!;
      counts[bin] = stretches[bin] = 0;
      if (size === 0) continue;
      if (k < ranks.length && ranks[k]! < smaller + size) {
        stretches[bin] = ++found;
        before[found] = smaller;
        from[found] = next[found] = room;
        step[found] = 1;
        room += size;
        while (k < ranks.length && ranks[k]! < smaller + size) k++;
      }
      smaller += size;
    }
    return found;
  }
}

type Four = [Int32Array, Int32Array, Int32Array, Int32Array];

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
