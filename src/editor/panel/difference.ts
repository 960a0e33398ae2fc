import type { DifferenceAt, HostToPanel } from '../../protocol/panel';
import { causesOf } from '../../session/compare/causes';
import { followsFromTheta, partingOf, type Difference } from '../../session/compare/difference';
import { optimizerTitle } from '../../session/optimizerInShort';
import type { Run } from '../../session/session';
import type { Trace } from '../../trace/trace';
import type { RunBehind } from '../runsBehind';
import { say } from '../words';

/** Smaller relative differences are those of rounding. */
const tolerance = 1e-9;

/** How the shown run and one behind it part; null before both have begun. */
export function differenceOf(front: Run, { run: other, title }: RunBehind): HostToPanel | null {
  const [a, b] = [front.trace, other.trace];
  if (!a || !b) return null;
  const { steps, first, firstBit, formulas } = partingOf(a, b, tolerance);
  return {
    type: 'difference',
    run: front.id,
    other: other.id,
    titles: [optimizerTitle(front.request.optimizer), title],
    tolerance,
    steps,
    first: first && at(a, first),
    inherited: first !== null && followsFromTheta(first),
    firstBit: firstBit && at(a, firstBit),
    formulas,
    causes: causesOf(a, b, first?.step ?? 1).map(({ name, values }) => ({
      name: typeof name === 'string' ? name : say(name),
      values,
    })),
    finalLosses: [front.finalLoss, other.finalLoss],
  };
}

function at(trace: Trace, { step, quantity, owner, values, relative }: Difference): DifferenceAt {
  const symbol = trace.series.find(({ name }) => name === quantity)?.symbol ?? quantity;
  return { step, series: quantity, symbol, owner, values, relative };
}
