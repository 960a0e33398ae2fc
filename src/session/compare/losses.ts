import { evaluatedLoss } from '../../protocol/series';
import type { Run } from '../run';

/**
 * The losses that comparisons go by: of what is evaluated beside the objective, where something is
 * (the loss of one batch says little of the next), else the objective's own.
 *
 * @param visit gets each one with the steps completed by then: f(start), …, f(last θ)
 */
export function eachLoss(
  { trace, finalLoss }: Run,
  visit: (loss: number, step: number) => void,
): void {
  const length = trace?.length ?? 0;
  if (trace?.header.evaluated) {
    for (let step = 0; step <= length; step++) {
      const loss = trace.value(evaluatedLoss, 0, step);
      if (!Number.isNaN(loss)) visit(loss, step);
    }
    return;
  }
  for (let step = 1; step <= length; step++) visit(trace!.value('loss', 0, step), step - 1);
  if (finalLoss !== null) visit(finalLoss, length);
}

/** At the last θ; null where it was not evaluated. */
export function finalLossOf({ trace, finalLoss }: Run): number | null {
  if (!trace?.header.evaluated) return finalLoss;
  return numberOrNull(trace.value(evaluatedLoss, 0, trace.length));
}

/** At the start; null where it was not evaluated. */
export function firstLoss({ trace, finalLoss }: Run): number | null {
  if (trace?.header.evaluated) return numberOrNull(trace.value(evaluatedLoss, 0, 0));
  return trace && trace.length > 0 ? trace.value('loss', 0, 1) : finalLoss;
}

function numberOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
