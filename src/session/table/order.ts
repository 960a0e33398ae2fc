import { coordinateName } from '../../protocol/leaf';
import type { Operator, TableQuery } from '../../protocol/table';
import type { Trace } from '../../trace/trace';
import { columnReader } from './columns';
import { sortedPlaces } from './sort';

/** Coordinates that are looked at between two pauses. */
const piece = 8192;

const holds: Record<Operator, (a: number, b: number) => boolean> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '=': (a, b) => a === b,
  // What is no number is not another one.
  '!=': (a, b) => a < b || a > b,
  '>=': (a, b) => a >= b,
  '>': (a, b) => a > b,
};

const known = new WeakMap<Trace, { key: string; order: Uint32Array }>();

/**
 * The coordinates of a table's rows in their order, by the exact numbers of the step. In pieces of
 * some milliseconds, between which others can have their turn; the last order of each trace is kept.
 */
export function* orderInPieces(trace: Trace, query: TableQuery): Generator<undefined, Uint32Array> {
  const { step, sort, bySize, filter } = query;
  const at = [trace.length, trace.has(step), trace.has(step - 1), trace.series.length];
  const key = JSON.stringify([at, query]);
  const kept = known.get(trace);
  if (kept?.key === key) return kept.order;
  const size = (value: number) => (bySize ? Math.abs(value) : value);
  let order = yield* named(trace, query);
  if (filter) {
    const read = columnReader(trace, filter.column, step);
    const isIn = holds[filter.operator];
    const found: number[] = [];
    for (const [nth, i] of order.entries()) {
      if (isIn(size(read(i)), filter.value)) found.push(i);
      if (nth % piece === piece - 1) yield;
    }
    order = Uint32Array.from(found);
  }
  if (sort?.column === 'coordinate') {
    if (sort.descending) order.reverse();
  } else if (sort) {
    const read = columnReader(trace, sort.column, step);
    const values = new Float64Array(order.length);
    for (const [nth, i] of order.entries()) {
      values[nth] = size(read(i));
      if (nth % piece === piece - 1) yield;
    }
    const unsorted = order;
    order = sortedPlaces(values, sort.descending).map((place) => unsorted[place]!);
  }
  known.set(trace, { key, order });
  return order;
}

/** The same at one go. */
export function orderOf(trace: Trace, query: TableQuery): Uint32Array {
  const pieces = orderInPieces(trace, query);
  for (;;) {
    const { done, value } = pieces.next();
    if (done) return value;
  }
}

/** Those whose names hold the text that is looked for, in the order of θ. */
function* named(
  { header: { leaves, start } }: Trace,
  { name, only }: TableQuery,
): Generator<undefined, Uint32Array> {
  const wanted = name.trim().toLowerCase();
  const may = only && new Set(only);
  if (wanted === '' && !may) return Uint32Array.from(start.keys());
  const found: number[] = [];
  let index = 0;
  for (const leaf of leaves) {
    for (let i = 0; i < leaf.length; i++, index++) {
      if (index % piece === piece - 1) yield;
      if (may && !may.has(index)) continue;
      if (wanted === '' || coordinateName(leaf, i).toLowerCase().includes(wanted))
        found.push(index);
    }
  }
  return Uint32Array.from(found);
}
