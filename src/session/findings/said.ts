import type { Message } from '../../protocol/message';
import type { Run } from '../run';

/** Messages that speak of a step, and which of their arguments it is. */
const stepOf: Record<string, number> = {
  'engine.loss-not-finite': 1,
  'engine.gradient-not-finite': 2,
  'engine.quantity-not-finite': 2,
  'engine.overflow': 2,
  'engine.evaluated-failed': 1,
  'engine.evaluated-not-finite': 1,
  'replay.differs': 0,
};

/** What was said of single steps while the run went on: its error, and remarks that name a step. */
export function saidOfSteps({ error, notes }: Run): { step: number; said: Message }[] {
  const remarks = notes.flatMap((said) => {
    const at = Object.hasOwn(stepOf, said.code) ? said.arguments[stepOf[said.code]!] : undefined;
    // A step in words has separators.
    const step = Number(String(at).replaceAll(',', ''));
    return Number.isInteger(step) ? [{ step, said }] : [];
  });
  return error ? [...remarks, { step: error.step, said: error.message }] : remarks;
}
