/**
 * The tape: every operation on an active number is a node with at most two parents and the local
 * partial derivative to each. Nodes are numbered in the order of evaluation, so one sweep from the
 * result downwards gives all adjoints.
 *
 * There is one tape per thread: evaluations are synchronous and never nest. It lives in module
 * variables, not in an object, because every arithmetic operation of the user's code comes here.
 */

/** Node 0 stands for "no parent"; nothing is ever read from its adjoint. */
const none = 0;

let capacity = 1024;
let parents = new Int32Array(2 * capacity);
let partials = new Float64Array(2 * capacity);
/** Exactly -0 where nothing has arrived; see `sweep`. */
let adjoints = new Float64Array(capacity).fill(-0);
let length = 1;
let epoch = 0;
/** The result's node of the last sweep. */
let lastRoot = none;
/** No more than so many nodes find room, and whether more were asked for. */
let most = Infinity;
let isFull = false;

/**
 * A number that the result may depend on. To the user's code it is a number: it inherits from
 * Number.prototype, `typeof` and comparisons are rewritten, and foreign code gets its value. The
 * fields have unusual names because user code may ask any value for `.value` or `.index`.
 */
export class Active {
  // `declare`, because a field that is first undefined is no double to V8 ever after.
  declare $value: number;
  declare $node: number;
  /** The evaluation it belongs to. One kept from an earlier evaluation counts as a constant. */
  declare $epoch: number;

  constructor(value: number, node: number, epoch: number) {
    this.$value = value;
    this.$node = node;
    this.$epoch = epoch;
  }
}

/** Starts an evaluation: all active numbers made before become constants. */
export function startTape(): void {
  length = 1;
  // A small integer for ever: at 1e7 evaluations a second it would take 200 s to come round, and
  // an active number would have to be kept for exactly that many.
  epoch = (epoch + 1) & 0x3fffffff;
}

/** Another number for each evaluation. */
export function evaluation(): number {
  return epoch;
}

/** The node of an active number, 0 where it is a constant of an earlier evaluation. */
export function nodeOf(x: Active): number {
  return x.$epoch === epoch ? x.$node : none;
}

/** Nodes recorded since `startTape`. */
export function tapeLength(): number {
  return length - 1;
}

/** A new independent number; leaves are made first and so have nodes 1, 2, 3 … */
export function leaf(value: number): Active {
  return node1(value, none, 0);
}

/**
 * Records an operation of one active operand.
 *
 * @param into takes the result in place of a new object, which costs more than all the rest; only
 * for results that nobody keeps
 */
export function node1(value: number, parent: number, partial: number, into?: Active): Active {
  const i = length++;
  if (i >= capacity) grow();
  parents[2 * i] = parent;
  parents[2 * i + 1] = none;
  partials[2 * i] = partial;
  return into === undefined ? new Active(value, i, epoch) : fill(into, value, i);
}

/** Records an operation of two active operands. */
export function node2(
  value: number,
  parentA: number,
  partialA: number,
  parentB: number,
  partialB: number,
  into?: Active,
): Active {
  const i = length++;
  if (i >= capacity) grow();
  parents[2 * i] = parentA;
  parents[2 * i + 1] = parentB;
  partials[2 * i] = partialA;
  partials[2 * i + 1] = partialB;
  return into === undefined ? new Active(value, i, epoch) : fill(into, value, i);
}

function fill(into: Active, value: number, node: number): Active {
  into.$value = value;
  into.$node = node;
  into.$epoch = epoch;
  return into;
}

/** A number for results that are consumed at once; see `node1`. */
export function scratch(): Active {
  // Not an integer, so that V8 keeps the field as a double that is changed in place.
  return new Active(0.5, none, -1);
}

/**
 * What was recorded since `startTape`, to be read until more is: node i, counted from 1, has the
 * parents 2i and 2i + 1 (0: none) and the partials to them at the same places.
 */
export function recorded(): { parents: Int32Array; partials: Float64Array } {
  return { parents, partials };
}

/** Whether the node made last has a second parent. */
export function hasTwoParents(): boolean {
  return parents[2 * length - 1] !== none;
}

/** Reads ∂result/∂leaf of the first `gradient.length` leaves; 0 where the result does not depend. */
export function sweep(result: unknown, gradient: Float64Array): void {
  const n = gradient.length;
  const root = result instanceof Active ? nodeOf(result) : none;
  lastRoot = root;
  if (root !== none) adjoints[root] = 1;
  for (let i = root; i > n; i--) {
    const adjoint = adjoints[i]!;
    // A node that the result does not depend on must not spoil the gradient with 0 · Infinity. Its
    // adjoint is still -0: adding +0 to -0 gives +0, so any real contribution is told apart.
    if (adjoint === 0 && 1 / adjoint < 0) continue;
    adjoints[i] = -0;
    const a = parents[2 * i]!;
    adjoints[a] = adjoints[a]! + adjoint * partials[2 * i]!;
    const b = parents[2 * i + 1]!;
    if (b !== none) adjoints[b] = adjoints[b]! + adjoint * partials[2 * i + 1]!;
  }
  for (let i = 0; i < n; i++) {
    gradient[i] = adjoints[i + 1]! + 0;
    adjoints[i + 1] = -0;
  }
  adjoints[none] = -0;
}

/**
 * For the evaluation that was swept last: the sum of the absolute contributions to each coordinate
 * of its gradient. Against it, and not against their sum, rounding has to be measured.
 */
export function contributions(gradient: Float64Array): void {
  const n = gradient.length;
  if (lastRoot !== none) adjoints[lastRoot] = 1;
  for (let i = lastRoot; i > n; i--) {
    const adjoint = adjoints[i]!;
    adjoints[i] = -0;
    if (adjoint === 0 && 1 / adjoint < 0) continue;
    for (const side of [0, 1]) {
      const parent = parents[2 * i + side]!;
      if (parent === none) continue;
      adjoints[parent] = adjoints[parent]! + adjoint * Math.abs(partials[2 * i + side]!);
    }
  }
  for (let i = 0; i < n; i++) {
    gradient[i] = adjoints[i + 1]! + 0;
    adjoints[i + 1] = -0;
  }
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

function grow(): void {
  const doubled = 2 * capacity;
  if (doubled > most) {
    isFull = true;
    throw new RangeError('The tape is full.');
  }
  const moreParents = new Int32Array(2 * doubled);
  const morePartials = new Float64Array(2 * doubled);
  const moreAdjoints = new Float64Array(doubled).fill(-0);
  moreParents.set(parents);
  morePartials.set(partials);
  parents = moreParents;
  partials = morePartials;
  adjoints = moreAdjoints;
  capacity = doubled;
}

/** Whether the last operation on the way to `x` has a derivative that is no finite number. */
export function singularPartial(x: Active): number | undefined {
  const i = nodeOf(x);
  if (i === none) return undefined;
  const a = partials[2 * i]!;
  if (!Number.isFinite(a)) return a;
  const b = parents[2 * i + 1] === none ? 0 : partials[2 * i + 1]!;
  return Number.isFinite(b) ? undefined : b;
}
