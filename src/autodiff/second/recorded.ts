import { recorded } from '../store';
import { Active, nodeOf } from '../tape';
import { curvature } from './curvature';

// Kept for the next evaluation: fresh ones would cost more than the sweeps.
let adjoints = new Float64Array(1024);
let tangents = new Float64Array(1024);
let dots = new Float64Array(1024);

/** Evaluates f at θ with the context at step t, with its derivatives. Throws ObjectiveError. */
export type SecondOrder = (theta: Float64Array, t: number) => RecordedEvaluation;

/**
 * An evaluation that was recorded with its curvature: gradient and Hessian-vector products there.
 * It is valid until the next evaluation begins.
 *
 * Forward over reverse (Pearlmutter, Fast exact multiplication by the Hessian, Neural Computation
 * 6, 1994; Griewank and Walther, Evaluating Derivatives, 2nd edition, chapter 5): the tangent of
 * the sweep that gives the gradient. With a dot for the derivative along the direction d, and node
 * i = φ(a, b),
 *
 *     forward    i̇ = φₐ·ȧ + φ_b·ḃ            (θ̇ = d)
 *     backward   ā += φₐ·ī
 *                ā̇ += φₐ·ī̇ + (φₐₐ·ȧ + φₐ_b·ḃ)·ī   and so for b; then H·d = θ̄̇
 *
 * A term is left out where one factor is 0 because nothing depends on it, lest it become 0 · ∞.
 */
export class RecordedEvaluation {
  private readonly root: number;

  /** @param size how many coordinates θ has: they are the nodes 1 … size */
  constructor(
    readonly value: number,
    result: unknown,
    private readonly size: number,
  ) {
    this.root = result instanceof Active ? nodeOf(result) : 0;
    const needed = Math.max(this.root, size) + 1;
    if (adjoints.length < needed) {
      adjoints = new Float64Array(2 * needed);
      tangents = new Float64Array(2 * needed);
      dots = new Float64Array(2 * needed);
    }
    this.sweep();
  }

  /** ∂f/∂θ. */
  gradient(into: Float64Array): void {
    for (let i = 0; i < this.size; i++) into[i] = adjoints[i + 1]! + 0;
  }

  /** H·direction; both have as many numbers as θ. */
  product(direction: Float64Array, into: Float64Array): void {
    this.forward(direction);
    this.backward();
    for (let i = 0; i < this.size; i++) into[i] = dots[i + 1]!;
  }

  private sweep(): void {
    const { root, size } = this;
    const { parents, partials } = recorded();
    // -0 is where nothing has arrived, as on the tape.
    adjoints.fill(-0, 0, Math.max(root, size) + 1);
    if (root !== 0) adjoints[root] = 1;
    for (let i = root; i > size; i--) {
      const adjoint = adjoints[i]!;
      if (nothing(adjoint)) continue;
      const a = parents[2 * i]!;
      adjoints[a] = adjoints[a]! + adjoint * partials[2 * i]!;
      const b = parents[2 * i + 1]!;
      if (b !== 0) adjoints[b] = adjoints[b]! + adjoint * partials[2 * i + 1]!;
    }
  }

  private forward(direction: Float64Array): void {
    const { root, size } = this;
    const { parents, partials } = recorded();
    tangents[0] = 0;
    for (let i = 0; i < size; i++) tangents[i + 1] = direction[i]!;
    for (let i = size + 1; i <= root; i++) {
      const a = tangents[parents[2 * i]!]!;
      const b = tangents[parents[2 * i + 1]!]!;
      let tangent = a === 0 ? 0 : partials[2 * i]! * a;
      if (b !== 0) tangent += partials[2 * i + 1]! * b;
      tangents[i] = tangent;
    }
  }

  private backward(): void {
    const { root, size } = this;
    const { parents, partials } = recorded();
    const { nodes, seconds, count } = curvature();
    let entry = count - 1;
    dots.fill(0, 0, Math.max(root, size) + 1);
    for (let i = root; i > size; i--) {
      const adjoint = adjoints[i]!;
      while (entry >= 0 && nodes[entry]! > i) entry--;
      const a = parents[2 * i]!;
      const b = parents[2 * i + 1]!;
      const dot = dots[i]!;
      if (dot !== 0) {
        dots[a] = dots[a]! + dot * partials[2 * i]!;
        if (b !== 0) dots[b] = dots[b]! + dot * partials[2 * i + 1]!;
      }
      // A contribution of -0 looks as nothing does: that is no matter to what adjoints multiply,
      // but to the dots above it is.
      if (entry < 0 || nodes[entry] !== i || nothing(adjoint)) continue;
      const [ofA, ofB] = [tangents[a]!, tangents[b]!];
      if (ofA !== 0) {
        dots[a] = dots[a]! + adjoint * (seconds[3 * entry]! * ofA);
        if (b !== 0) dots[b] = dots[b]! + adjoint * (seconds[3 * entry + 1]! * ofA);
      }
      if (ofB !== 0) {
        dots[a] = dots[a]! + adjoint * (seconds[3 * entry + 1]! * ofB);
        dots[b] = dots[b]! + adjoint * (seconds[3 * entry + 2]! * ofB);
      }
    }
  }
}

/** Whether nothing has arrived: -0, which no sum of contributions is. */
function nothing(adjoint: number): boolean {
  return adjoint === 0 && 1 / adjoint < 0;
}
