type Sort = (this: Float64Array) => void;
type Part = (this: Float64Array, from: number, to: number) => Float64Array;

// Captured: user code may run in this realm, and put something else there.
const { sort, subarray } = Float64Array.prototype as unknown as { sort: Sort; subarray: Part };
const sorted = Function.prototype.call.bind(sort) as (values: Float64Array) => void;
const part = Function.prototype.call.bind(subarray) as (
  values: Float64Array,
  from: number,
  to: number,
) => Float64Array;

/** Rounds after which a stretch that is still long has met bad pivots only. */
const mostRounds = 64;
/** So few are put in order one by one. */
const few = 16;

/**
 * Brings the number that has this rank among `values[from … to − 1]` to `values[rank]`, all smaller
 * ones before it and all larger ones behind it (Hoare, Algorithm 65: FIND, CACM 4, 1961; the pivot
 * is the middle one of three, and where that fails again and again what is left is sorted).
 */
export function quickselect(values: Float64Array, from: number, to: number, rank: number): void {
  let [low, high] = [from, to - 1];
  for (let round = 0; high - low >= few; round++) {
    if (round === mostRounds) return sorted(part(values, low, high + 1));
    const pivot = middleOf(values[low]!, values[(low + high) >> 1]!, values[high]!);
    let [i, j] = [low, high];
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const value = values[i]!;
      values[i++] = values[j]!;
      values[j--] = value;
    }
    if (rank <= j) high = j;
    else if (rank >= i) low = i;
    else return;
  }
  insertionSort(values, low, high);
}

function middleOf(a: number, b: number, c: number): number {
  if (a < b) return b < c ? b : a < c ? c : a;
  return a < c ? a : b < c ? c : b;
}

function insertionSort(values: Float64Array, from: number, to: number): void {
  for (let i = from + 1; i <= to; i++) {
    const value = values[i]!;
    let at = i;
    while (at > from && values[at - 1]! > value) {
      values[at] = values[at - 1]!;
      at--;
    }
    values[at] = value;
  }
}
