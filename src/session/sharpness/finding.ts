import { message } from '../../messages';
import type { Message } from '../../protocol/message';
import { formatNumber } from '../../protocol/number';
import { sharpness } from '../../protocol/sharpness';
import type { Trace } from '../../trace/trace';
import { findSpike, lossCurve } from '../lossCurve';
import type { Run } from '../run';
import { formatCount } from '../size';

/** Sharpness that dips below the bound for so many steps has not left it: it swings too. */
const shortDip = 20;

/** One sentence on the sharpness of a run against its bound; null where none was computed. */
export function sharpnessFinding({
  trace,
  finalLoss,
}: Pick<Run, 'trace' | 'finalLoss'>): Message | null {
  const declared = trace?.series.find(({ name }) => name === sharpness);
  if (!trace || !declared) return null;
  const steps = stepsWithValue(trace);
  if (steps.length === 0) return message('sharpness.nowhere');
  const at = (step: number) => trace.value(sharpness, 0, step);
  const peak = steps.reduce((most, step) => (at(step) > at(most) ? step : most));
  const highest = [formatNumber(at(peak), 3), formatCount(peak)];
  const bound = declared.level?.value;
  if (bound === undefined) return message('sharpness.no-bound', highest);
  const said = formatNumber(bound, 3);

  const spike = findSpike(lossCurve(trace, finalLoss));
  const before = spike && crossingBefore(steps, at, bound, spike.step);
  if (spike && before !== null) {
    const near = Number(spike.step.toPrecision(3));
    const words = [said, formatCount(before), formatCount(near), formatCount(near - before)];
    return message('sharpness.spike', words);
  }
  const first = firstAbove(trace, bound);
  return first === undefined
    ? message('sharpness.below', [said, ...highest])
    : message('sharpness.crossed', [said, formatCount(first), ...highest]);
}

/** The first step whose sharpness is above a bound. */
export function firstAbove(trace: Trace, bound: number): number | undefined {
  return stepsWithValue(trace).find((step) => trace.value(sharpness, 0, step) > bound);
}

function stepsWithValue(trace: Trace): number[] {
  const steps: number[] = [];
  for (let step = 1; step <= trace.length; step++) {
    if (Number.isFinite(trace.value(sharpness, 0, step))) steps.push(step);
  }
  return steps;
}

/**
 * Where the last stretch above the bound began that reached into the steps before the spike; null
 * where there was none, or it was over long before.
 */
function crossingBefore(
  steps: readonly number[],
  at: (step: number) => number,
  bound: number,
  spike: number,
): number | null {
  let crossing: number | null = null;
  let last = spike;
  for (let k = steps.length - 1; k >= 0; k--) {
    const step = steps[k]!;
    if (step > spike) continue;
    if (at(step) > bound) crossing = last = step;
    else if (last - step > shortDip) break;
  }
  return crossing;
}
