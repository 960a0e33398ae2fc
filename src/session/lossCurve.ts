import { evaluatedLoss } from '../protocol/series';
import type { Trace } from '../trace/trace';

/** Points of a loss curve in order of step; the loss at the last θ stands one step further. */
export interface LossCurve {
  steps: number[];
  losses: number[];
}

/**
 * What the loss of a run is judged by: what is evaluated beside the objective, where that has any
 * value, else the objective itself.
 */
export function isJudgedByEvaluated(trace: Trace): boolean {
  if (!trace.header.evaluated) return false;
  const points = trace.points(evaluatedLoss, 0, 0, trace.length, buckets);
  return points.some((value, k) => k % 2 === 1 && Number.isFinite(value));
}

/** Twice this many points, each bucket's least and largest, describe a run of any length. */
const buckets = 500;

/** Values that are not finite are left out: what they are is said where the run ended. */
export function lossCurve(trace: Trace, finalLoss: number | null): LossCurve {
  const curve: LossCurve = { steps: [], losses: [] };
  const add = (step: number, loss: number) => {
    if (!Number.isFinite(loss)) return;
    curve.steps.push(step);
    curve.losses.push(loss);
  };
  if (isJudgedByEvaluated(trace)) {
    const points = trace.points(evaluatedLoss, 0, 0, trace.length, buckets);
    // At θ of row s, as the loss of step s + 1 is.
    for (let k = 0; k < points.length; k += 2) add(points[k]! + 1, points[k + 1]!);
    return curve;
  }
  const points = trace.points('loss', 0, 1, trace.length, buckets);
  for (let k = 0; k < points.length; k += 2) add(points[k]!, points[k + 1]!);
  if (finalLoss !== null) add(trace.length + 1, finalLoss);
  return curve;
}

/** The lowest loss, the step that has it, and how far the loss fell to it from the first. */
export function lowest({ steps, losses }: LossCurve): { loss: number; step: number; fall: number } {
  let at = 0;
  for (let k = 1; k < losses.length; k++) if (losses[k]! < losses[at]!) at = k;
  return { loss: losses[at]!, step: steps[at]!, fall: losses[0]! - losses[at]! };
}

export interface Spike {
  /** The lowest loss before it. */
  from: number;
  peak: number;
  step: number;
  recovered: boolean;
}

/** A spike rises this many times as far above the lowest loss as the loss had settled. */
const spikeRatio = 1e3;
/**
 * The loss has settled under a level once it stayed there for so many steps: twice the memory of
 * m at β₁ = 0.9. Adam that swings through a minimum dips for a step or two; that is no spike.
 */
const settlingSteps = 20;
/** Below this part of the fall (half the digits of a double) a loss is rounding, not a spike. */
const visiblePart = 1e-8;
/** Above a lowest loss that is not 0, a spike must show in two digits. */
const visibleRise = 0.05;

/** The highest spike of a loss that had settled orders of magnitude lower; null without one. */
export function findSpike(curve: LossCurve): Spike | null {
  const { steps, losses } = curve;
  const { loss: floor, fall } = lowest(curve);
  const visible = Math.max(visiblePart * fall, visibleRise * Math.abs(floor));
  let settled = Infinity;
  let from = Infinity;
  let peak = -1;
  let fromOfPeak = Infinity;
  // Where the last `settlingSteps` steps begin on the curve.
  let oldest = 0;
  for (let k = 0; k < losses.length; k++) {
    const height = losses[k]! - floor;
    if (height > visible && height >= spikeRatio * settled && !(losses[k]! <= losses[peak]!)) {
      peak = k;
      fromOfPeak = from;
    }
    from = Math.min(from, losses[k]!);
    while (oldest < k && steps[oldest + 1]! <= steps[k]! - settlingSteps) oldest++;
    if (steps[k]! - steps[oldest]! < settlingSteps) continue;
    settled = Math.min(settled, Math.max(...losses.slice(oldest, k + 1)) - floor);
  }
  if (peak < 0) return null;
  const low = floor + (losses[peak]! - floor) / spikeRatio;
  return {
    from: fromOfPeak,
    peak: losses[peak]!,
    step: steps[peak]!,
    recovered: losses.slice(peak).some((loss) => loss <= low),
  };
}

/** The first step from which on the loss stays within `tolerance` of the last. */
export function settledSince(curve: LossCurve, trace: Trace, tolerance: number): number {
  const { steps, losses } = curve;
  const last = losses.at(-1)!;
  const outside = (loss: number) => Math.abs(loss - last) > tolerance;
  const at = losses.findLastIndex(outside);
  if (at < 0) return 1;
  if (trace.header.evaluated) return steps[at + 1]!;
  // Between two points of the curve lie steps that it does not show.
  let step = Math.min(trace.length, steps[at + 1]!);
  while (step > steps[at]! && !outside(trace.value('loss', 0, step))) step--;
  return step + 1;
}

export interface Tail {
  /** How much the loss fell over the last tenth of the steps; negative where it rose. */
  fall: number;
  /** Its mean is lower than that of the tenth before by more than the noise within it. */
  falling: boolean;
  /** Not one point of it lies above the one before. */
  smooth: boolean;
}

/** What the loss does at the end: the last tenth of the steps beside the tenth before it. */
export function tail({ steps, losses }: LossCurve): Tail {
  const end = steps.at(-1)!;
  const tenth = Math.max(1, Math.floor(end / 10));
  const between = (from: number, to: number) =>
    losses.filter((_, k) => steps[k]! > from && steps[k]! <= to);
  const last = between(end - tenth, end);
  const previous = between(end - 2 * tenth, end - tenth);
  if (previous.length === 0) return { fall: 0, falling: false, smooth: false };
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const drop = mean(previous) - mean(last);
  const spread = Math.max(...last) - Math.min(...last);
  const fall = previous.at(-1)! - last.at(-1)!;
  return {
    fall,
    falling: fall > 0 && drop > 0 && drop >= spread / 2,
    smooth: last.every((loss, k) => loss <= (k === 0 ? previous.at(-1)! : last[k - 1]!)),
  };
}
