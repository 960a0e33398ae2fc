/**
 * The second partial derivatives of the operations on the tape. Only nodes that are curved have an
 * entry, in the order of the nodes; all others are linear in their parents. Like the tape there is
 * one record per thread, for the evaluation that began last.
 */

let capacity = 256;
let nodes = new Int32Array(capacity);
let seconds = new Float64Array(3 * capacity);
let count = 0;

/** Starts an evaluation; to be called along with `startTape`. */
export function startCurvature(): void {
  count = 0;
}

/**
 * Notes ∂²f/∂a², ∂²f/∂a∂b and ∂²f/∂b² of the node made last, where a and b are its first and its
 * second parent.
 */
export function curve(node: number, aa: number, ab: number, bb: number): void {
  if (count === capacity) grow();
  nodes[count] = node;
  seconds[3 * count] = aa;
  seconds[3 * count + 1] = ab;
  seconds[3 * count + 2] = bb;
  count++;
}

/** The entries: entry k belongs to `nodes[k]` and has three numbers from `seconds[3k]` on. */
export function curvature(): { nodes: Int32Array; seconds: Float64Array; count: number } {
  return { nodes, seconds, count };
}

function grow(): void {
  capacity *= 2;
  const moreNodes = new Int32Array(capacity);
  const moreSeconds = new Float64Array(3 * capacity);
  moreNodes.set(nodes);
  moreSeconds.set(seconds);
  nodes = moreNodes;
  seconds = moreSeconds;
}
