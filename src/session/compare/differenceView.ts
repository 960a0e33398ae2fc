import type { Message } from '../../protocol/message';
import type { DifferenceAt, DifferenceView } from '../../protocol/panel';
import type { Trace } from '../../trace/trace';
import { causesOf } from './causes';
import { followsFromTheta, partingOf, type Difference } from './difference';

/** Smaller relative differences are those of rounding. */
const tolerance = 1e-9;

/** One side: a run and what it is called. */
export interface DifferenceSide {
  title: string;
  trace: Trace;
  finalLoss: number | null;
}

/** Where two runs part, as the panel shows it; `say` puts a message into the user's language. */
export function differenceView(
  [a, b]: [DifferenceSide, DifferenceSide],
  say: (said: Message) => string,
): DifferenceView {
  const { steps, first, firstBit, formulas } = partingOf(a.trace, b.trace, tolerance);
  return {
    titles: [a.title, b.title],
    tolerance,
    steps,
    first: first && at(a.trace, first),
    inherited: first !== null && followsFromTheta(first),
    firstBit: firstBit && at(a.trace, firstBit),
    formulas,
    causes: causesOf(a.trace, b.trace, first?.step ?? 1).map(({ name, values }) => ({
      name: typeof name === 'string' ? name : say(name),
      values,
    })),
    finalLosses: [a.finalLoss, b.finalLoss],
  };
}

function at(trace: Trace, { step, quantity, owner, values, relative }: Difference): DifferenceAt {
  const symbol = trace.series.find(({ name }) => name === quantity)?.symbol ?? quantity;
  return { step, series: quantity, symbol, owner, values, relative };
}
