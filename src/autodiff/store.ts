/*
 * Where the nodes of the tape stand: node i has the parents 2i and 2i + 1 (0: none), and the partial
 * derivatives to them at the same places.
 */

/** Nodes that most programs are content with: arrays that never change are the fastest to reach. */
export const usual = 2 ** 18;
// Of what is not used the system has to find no memory.
export const parents = new Int32Array(2 * usual);
export const partials = new Float64Array(2 * usual);

/** Scratch numbers that may be in use at a time; see `scratch` in tape.ts. */
export const places = 64;
export const heldParents = new Int32Array(places);
export const heldPartials = new Float64Array(places);

/** The number of the next node, and of the evaluation; longer, because V8 moves short arrays about. */
export const now = new Int32Array(32);
now[0] = 1;

/** The nodes behind the usual ones; their places stand empty, until all are read. */
let all = { parents: new Int32Array(0), partials: new Float64Array(0) };
/** No more than so many nodes find room, and whether more were asked for. */
let most = Infinity;
let isFull = false;

/** Writes a node behind the usual ones. */
export function writeLate(i: number, a: number, byA: number, b: number, byB: number): void {
  if (2 * i >= all.parents.length) grow();
  all.parents[2 * i] = a;
  all.parents[2 * i + 1] = b;
  all.partials[2 * i] = byA;
  all.partials[2 * i + 1] = byB;
}

function grow(): void {
  const doubled = Math.max(4 * usual, 2 * all.parents.length);
  if (doubled > 2 * most) {
    isFull = true;
    throw new RangeError('The tape is full.');
  }
  const grown = { parents: new Int32Array(doubled), partials: new Float64Array(doubled) };
  grown.parents.set(all.parents);
  grown.partials.set(all.partials);
  all = grown;
}

/** What was recorded since the evaluation began, to be read until more is. */
export function recorded(): { parents: Int32Array; partials: Float64Array } {
  if (now[0]! <= usual) return { parents, partials };
  all.parents.set(parents);
  all.partials.set(partials);
  return all;
}

/** A parent of a node, the first or the second, and the partial to it. */
export function edge(node: number, side: 0 | 1): { parent: number; partial: number } {
  const from = node < usual ? { parents, partials } : all;
  return { parent: from.parents[2 * node + side]!, partial: from.partials[2 * node + side]! };
}

/** What an evaluation gives on a tape of at most so many nodes; null where they are too few. */
export function within<Result>(nodes: number, evaluate: () => Result): Result | null {
  most = nodes;
  isFull = false;
  try {
    const result = evaluate();
    return isFull ? null : result;
  } catch (error) {
    // However the error was wrapped on its way.
    if (isFull) return null;
    throw error;
  } finally {
    most = Infinity;
  }
}
