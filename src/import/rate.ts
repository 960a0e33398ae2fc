import { message } from '../messages';
import { parseSchedule } from '../optimizers/schedule';
import type { Message } from '../protocol/message';
import { formatNumber } from '../protocol/number';
import type { OptimizerSpec } from '../protocol/optimizer';

/** Beyond float32's rounding it is another one. */
const tolerance = 1e-6;

/** The stated optimizer with the learning rate that is logged, where it is one and none was said. */
export function withLoggedRate(
  { optimizer, isRateStated }: { optimizer: OptimizerSpec | null; isRateStated: boolean },
  rates: ReadonlyMap<number, number>,
): OptimizerSpec | null {
  const [first] = rates.values();
  if (!optimizer || isRateStated || first === undefined) return optimizer;
  const isOne = [...rates.values()].every((rate) => rate === first);
  if (!isOne || !('lr' in optimizer.hyperparameters) || optimizer.schedule !== '') return optimizer;
  return { ...optimizer, hyperparameters: { ...optimizer.hyperparameters, lr: first } };
}

/**
 * Says where the logged learning rate is not the stated one; null where it is, or one is not known.
 * @param shift from steps of the file to those that are shown
 */
export function rateDifference(
  { hyperparameters: { lr }, schedule }: OptimizerSpec,
  rates: ReadonlyMap<number, number>,
  shift: number,
): Message | null {
  if (typeof lr !== 'number') return null;
  const parsed = parseSchedule(schedule);
  const factor = ('factor' in parsed && parsed.factor) || (() => 1);
  for (const [step, logged] of rates) {
    const t = step + shift;
    if (t === 0) continue;
    const stated = lr * factor(t);
    if (Math.abs(logged - stated) <= tolerance * Math.abs(stated)) continue;
    return message('import.rate-differs', [t, formatNumber(logged), formatNumber(stated)]);
  }
  return null;
}
