import { message } from '../messages';
import type { Message } from '../protocol/message';
import { ownOptimizer, type Hyperparameters, type OptimizerSpec } from '../protocol/optimizer';
import { divide } from './groups';
import type { Leaves } from './optimizer';
import { findOptimizer } from './registry';

/** From which sharpness on a step overshoots further than the last one, and how the field writes it. */
export interface Bound {
  value: number;
  formula: string;
}

/** What the stability of a step depends on beside H and the effective learning rates. */
export interface Stability {
  /** Null where it is not known, or not the same for all leaves. */
  bound: Bound | null;
  /** λ of the L2 penalty; one per coordinate. */
  decay: Float64Array;
}

/**
 * On a quadratic with a preconditioner that stands still, x ← x − E·d with d the direction, the
 * iteration is stable as long as λmax(E·H) stays below
 *
 *     2                   d = g̃                       gradient descent
 *     2 + 2μ              d = m, m ← μ·m + g̃          heavy ball
 *     (2 + 2μ)/(1 + 2μ)   d = g̃ + μ·m                 Nesterov
 *     (2 + 2β)/(1 − β)    d = m, m ← β·m + (1 − β)·g̃  Adam
 *
 * (Cohen et al., arXiv:2103.00065, section 2 and appendix B; arXiv:2207.14484, section 2.)
 *
 * @returns or why sharpness says nothing of this optimizer
 */
export function stabilityOf(spec: OptimizerSpec, leaves: Leaves): Stability | { reason: Message } {
  const reason = reasonAgainst(spec.optimizer);
  if (reason) return { reason };
  const divided = divide(spec, leaves);
  if ('problems' in divided) return { reason: divided.problems[0]! };
  const bounds = divided.map(({ hyperparameters: h }) => boundOf(spec, h));
  const same = bounds.every((bound) => bound?.value === bounds[0]?.value);
  const decay = divided.flatMap(({ hyperparameters: h, leaves: own }) =>
    own.flatMap(({ length }) => new Array<number>(length).fill(penalty(spec.optimizer, h))),
  );
  return { bound: same ? (bounds[0] ?? null) : null, decay: Float64Array.from(decay) };
}

function reasonAgainst(name: string): Message | null {
  if (ownOptimizer(name)) return message('sharpness.own');
  const title = findOptimizer(name)?.title ?? name;
  if (name === 'lookahead') return message('sharpness.sync', [title]);
  // Lion takes signs; LAMB's trust ratio depends on the length of the step itself.
  if (name === 'lion' || name === 'lamb') return message('sharpness.not-linear', [title]);
  return null;
}

function boundOf({ optimizer, dialect }: OptimizerSpec, h: Hyperparameters): Bound | null {
  const [momentum, dampening] = [Number(h.momentum ?? 0), Number(h.dampening ?? 0)];
  switch (optimizer) {
    case 'sgd':
    case 'sgdm':
    case 'nesterov':
      if (momentum === 0) return plain;
      if (h.nesterov) return nesterov(momentum);
      // In Keras the effective learning rate has the factor 1 − dampening already.
      return dampening === 0 || dialect === 'keras'
        ? heavyBall(momentum)
        : { value: (2 + 2 * momentum) / (1 - dampening), formula: '(2+2μ)/(1−dampening)' };
    case 'rmsprop':
      return momentum === 0 ? plain : heavyBall(momentum);
    case 'adagrad':
    case 'adadelta':
      return plain;
    case 'adam':
    case 'amsgrad':
    case 'adamax':
    case 'adamw':
    case 'radam':
      return average(Number(h.beta1));
    default:
      return null;
  }
}

const plain: Bound = { value: 2, formula: '2' };

function heavyBall(momentum: number): Bound {
  return { value: 2 + 2 * momentum, formula: '2+2μ' };
}

function nesterov(momentum: number): Bound {
  return { value: (2 + 2 * momentum) / (1 + 2 * momentum), formula: '(2+2μ)/(1+2μ)' };
}

function average(beta1: number): Bound {
  // 38 where β₁ is 0.9, not 37.99999999999999.
  const value = Number(((2 + 2 * beta1) / (1 - beta1)).toPrecision(15));
  return { value, formula: '(2+2β₁)/(1−β₁)' };
}

/** λ where it is a part of g̃. */
function penalty(name: string, h: Hyperparameters): number {
  const isPenalty = findOptimizer(name)?.decay === 'switch' && !h.decoupledWeightDecay;
  return isPenalty ? Number(h.weightDecay ?? 0) : 0;
}
