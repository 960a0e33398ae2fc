import type { Run } from '../run';
import { lossCurve } from '../lossCurve';
import { hasDiverged } from '../verdict';

/** Codes of the engine that end a run because a number is no longer finite. */
const notFinite = [
  'engine.loss-not-finite',
  'engine.gradient-not-finite',
  'engine.quantity-not-finite',
];

/** It ended far above its start, as the run's verdict has it, or where numbers are not finite. */
export function isDiverged({ trace, finalLoss, error }: Run): boolean {
  if (error && error.step > 0 && notFinite.includes(error.message.code)) return true;
  if (!trace) return false;
  if (finalLoss !== null && !Number.isFinite(finalLoss)) return true;
  const curve = lossCurve(trace, finalLoss);
  return curve.losses.length > 0 && hasDiverged(curve);
}
