import { lossCurve } from '../lossCurve';
import type { Run } from '../run';
import { hasDiverged } from '../verdict';
import { drawsRandomNumbers } from './random';

/** Codes of the engine that end a run because a number is no longer finite. */
const notFinite = [
  'engine.loss-not-finite',
  'engine.gradient-not-finite',
  'engine.quantity-not-finite',
];
/** One draw of a noisy loss may be next to nothing; so many show what it is made of. */
const fewLosses = 10;

/**
 * It ended far above its start, as the run's verdict has it, or where numbers are not finite. Where
 * random numbers are drawn the start counts as the highest of the first losses, unless something is
 * evaluated beside the objective: that draws none.
 */
export function isDiverged({ trace, finalLoss, error, request }: Run): boolean {
  if (error && error.step > 0 && notFinite.includes(error.message.code)) return true;
  if (!trace) return false;
  if (finalLoss !== null && !Number.isFinite(finalLoss)) return true;
  const { steps, losses } = lossCurve(trace, finalLoss);
  if (losses.length === 0) return false;
  if (trace.header.evaluated || !drawsRandomNumbers(request)) return hasDiverged({ steps, losses });
  const first = Math.max(...losses.slice(0, fewLosses));
  return hasDiverged({ steps, losses: [first, ...losses.slice(1)] });
}
