import {
  edge,
  heldParents,
  heldPartials,
  now,
  parents,
  partials,
  places,
  recorded,
  usual,
  writeLate,
} from './store';

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

let adjoints = new Float64Array(1024);
/** So many of them are exactly -0 between sweeps, which says that nothing has arrived. */
let prepared = 0;
/** The result's node of the last sweep. */
let lastRoot = none;

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
  now[0] = 1;
  // At 1e7 evaluations a second it would take 200 s to come round, and an active number would have
  // to be kept for exactly that many.
  now[1] = (now[1]! + 1) & 0x3fffffff;
}

/** Another number for each evaluation. */
export function evaluation(): number {
  return now[1]!;
}

/** The node of an active number, 0 where it is a constant of an earlier evaluation. */
export function nodeOf(x: Active): number {
  return x.$epoch === now[1] ? x.$node : none;
}

/** Nodes recorded since `startTape`. */
export function tapeLength(): number {
  return now[0]! - 1;
}

/** A new independent number; leaves are made first and so have nodes 1, 2, 3 … */
export function leaf(value: number): Active {
  return node1(value, none, 0);
}

/**
 * Records an operation of one active operand, given by its node; what the user's code does most
 * goes through recorder.ts instead.
 */
export function node1(value: number, parent: number, partial: number): Active {
  return node2(value, parent, partial, none, 0);
}

/** Records an operation of two active operands. */
export function node2(
  value: number,
  parentA: number,
  partialA: number,
  parentB: number,
  partialB: number,
): Active {
  let [a, byA, b, byB] = [parentA, partialA, parentB, partialB];
  if (a < 0) [a, byA] = [heldParents[~a]!, byA * heldPartials[~a]!];
  if (b < 0) [b, byB] = [heldParents[~b]!, byB * heldPartials[~b]!];
  const i = now[0]!++;
  if (i < usual) {
    parents[2 * i] = a;
    parents[2 * i + 1] = b;
    partials[2 * i] = byA;
    partials[2 * i + 1] = byB;
  } else writeLate(i, a, byA, b, byB);
  return new Active(value, i, now[1]!);
}

/**
 * A number for results that are consumed at once, in place of a new object, which costs more than
 * all the rest. It is no node: at its place, of which `~$node` is the number, stand the last node
 * before it and the partial derivative to that, so that `100 * (1 - x) ** 2` is one node, not three.
 * Evaluations never nest, so all programs share the places.
 *
 * @param depth how many others hold a number at the same time; undefined where that is too many
 */
export function scratch(depth: number): Active | undefined {
  // Not an integer, so that V8 keeps the field as a double that is changed in place.
  return depth < places ? new Active(0.5, ~depth, -1) : undefined;
}

/** Whether the node made last has a second parent. */
export function hasTwoParents(): boolean {
  return edge(tapeLength(), 1).parent !== none;
}

/** Reads ∂result/∂leaf of the first `gradient.length` leaves; 0 where the result does not depend. */
export function sweep(result: unknown, gradient: Float64Array): void {
  const n = gradient.length;
  const root = result instanceof Active ? nodeOf(result) : none;
  lastRoot = root;
  prepare(Math.max(root, n) + 1);
  const { parents, partials } = recorded();
  // What arrives at the node before: most have it as a parent, and memory would be waited for.
  let carried = root > n ? 1 : -0;
  if (root !== none && root <= n) adjoints[root] = 1;
  for (let i = root; i > n; i--) {
    const adjoint = adjoints[i]! + carried;
    carried = -0;
    // A node that the result does not depend on must not spoil the gradient with 0 · Infinity. Its
    // adjoint is still -0: adding +0 to -0 gives +0, so any real contribution is told apart.
    if (adjoint === 0 && 1 / adjoint < 0) continue;
    adjoints[i] = -0;
    const a = parents[2 * i]!;
    const toA = adjoint * partials[2 * i]!;
    if (a === i - 1) carried = toA;
    else adjoints[a] = adjoints[a]! + toA;
    const b = parents[2 * i + 1]!;
    if (b === none) continue;
    const toB = adjoint * partials[2 * i + 1]!;
    if (b === i - 1) carried += toB;
    else adjoints[b] = adjoints[b]! + toB;
  }
  adjoints[n] = adjoints[n]! + carried;
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
  const { parents, partials } = recorded();
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

/** Makes the first adjoints ready for a sweep. */
function prepare(count: number): void {
  if (count <= prepared) return;
  if (count > adjoints.length) {
    adjoints = new Float64Array(2 * count);
    prepared = 0;
  }
  adjoints.fill(-0, prepared, count);
  prepared = count;
}

/** Whether the last operation on the way to `x` has a derivative that is no finite number. */
export function singularPartial(x: Active): number | undefined {
  const i = nodeOf(x);
  if (i === none) return undefined;
  for (const side of [0, 1] as const) {
    const { parent, partial } = edge(i, side);
    if ((side === 0 || parent !== none) && !Number.isFinite(partial)) return partial;
  }
  return undefined;
}
