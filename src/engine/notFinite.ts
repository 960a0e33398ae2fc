import { message } from '../messages';
import type { State } from '../optimizers/optimizer';
import type { Leaf } from '../protocol/leaf';
import type { Message } from '../protocol/message';
import type { Slot } from './rows';

/** One step whose row holds a number that is not finite. */
export interface Suspect {
  /** Steps completed before it. */
  completed: number;
  loss: number;
  gradient: Float64Array;
  state: State;
  /** θ after the step. */
  theta: Float64Array;
}

/** `evaluation`: the loss or the gradient is at fault, so the objective itself can tell where. */
export interface Finding {
  kind: 'evaluation' | 'step' | 'frozen';
  said: Message;
}

/**
 * Names the first number that is not finite, in the order in which they are made: loss, gradient,
 * the optimizer's slots, θ. A slot that overflowed to Infinity while θ stayed finite is `frozen`:
 * the step divides by it, so the coordinate no longer moves but the run is sound (numerics: g² is
 * beyond float64 from |g| = 1.3e154 on).
 */
export function findNotFinite(
  suspect: Suspect,
  slots: readonly Slot[],
  leaves: readonly Leaf[],
): Finding {
  const { completed, loss, gradient, state, theta } = suspect;
  if (!isFinite(loss)) {
    const said = message('engine.loss-not-finite', [String(loss), completed]);
    return { kind: 'evaluation', said };
  }
  const badGradient = firstNotFinite(gradient, gradient.length);
  if (badGradient >= 0) {
    const args = [coordinateName(leaves, badGradient), String(gradient[badGradient]), completed];
    return { kind: 'evaluation', said: message('engine.gradient-not-finite', args) };
  }
  const badTheta = firstNotFinite(theta, theta.length);
  for (const slot of slots) {
    const values = state[slot.name]!;
    const index = firstNotFinite(values, slot.width);
    if (index < 0) continue;
    const owner = ownerName(slot, leaves, index);
    if (badTheta < 0 && values[index] === Infinity && !hasNaN(state, slots)) {
      const said = message('engine.overflow', [slot.symbol, owner, completed + 1]);
      return { kind: 'frozen', said };
    }
    const args = [slot.symbol, owner, String(values[index]), completed + 1];
    return { kind: 'step', said: message('engine.quantity-not-finite', args) };
  }
  const args = ['θ', coordinateName(leaves, badTheta), String(theta[badTheta]), completed + 1];
  return { kind: 'step', said: message('engine.quantity-not-finite', args) };
}

function firstNotFinite(values: Float64Array, length: number): number {
  for (let i = 0; i < length; i++) if (!isFinite(values[i]!)) return i;
  return -1;
}

function hasNaN(state: State, slots: readonly Slot[]): boolean {
  return slots.some((slot) => {
    const values = state[slot.name]!;
    for (let i = 0; i < slot.width; i++) if (values[i] !== values[i]) return true;
    return false;
  });
}

function ownerName(slot: Slot, leaves: readonly Leaf[], index: number): string {
  if (slot.per === 'coordinate') return coordinateName(leaves, index);
  return slot.per === 'leaf' ? leaves[index]!.name : 'θ';
}

function coordinateName(leaves: readonly Leaf[], index: number): string {
  let rest = index;
  for (const leaf of leaves) {
    if (rest < leaf.length) return leaf.coordinates[rest]!;
    rest -= leaf.length;
  }
  return String(index);
}

/** The remark that tells where a number that is not finite came from. */
export function firstCause(remarks: readonly Message[]): Message | undefined {
  const causes = ['gradient.not-a-number', 'gradient.infinite'];
  return causes.flatMap((code) => remarks.find((remark) => remark.code === code) ?? [])[0];
}
