import { message } from '../messages';
import type { Message } from '../protocol/message';
import { formatNumber } from '../protocol/number';
import type { Hyperparameters } from '../protocol/optimizer';
import type { Trace } from '../trace/trace';
import {
  hasComeToRest,
  largestLearningRate,
  learningRateOf,
  withLearningRate,
  type LearningRate,
} from './learningRate';
import {
  findSpike,
  isJudgedByEvaluated,
  lossCurve,
  lowest,
  settledSince,
  tail,
  type LossCurve,
} from './lossCurve';
import type { Run } from './run';
import { formatCount } from './size';

/** One honest sentence about a run, and what to try next where there is something to try. */
export interface Verdict {
  message: Message;
  action: Action | null;
}

export interface Action {
  label: Message;
  /** All of them: the run's own with what is to be tried. */
  hyperparameters: Hyperparameters;
  /** Where other than the run's. */
  steps?: number;
}

/** Fewer steps than this tell nothing of how the loss goes on. */
const fewSteps = 20;
/** A change below this part of the whole fall cannot be seen on any chart: the loss is flat. */
const flatPart = 1e-6;
/** A gradient below this part of the first one, where the loss is flat, is taken for convergence. */
const smallGradient = 1e-3;
/** The end this many times above the scale of the loss is no detour any more: it diverged. */
const divergence = 10;
/** More steps than this are not proposed: they are no longer a moment's work. */
const mostSteps = 1_000_000;

const known = new WeakMap<Run, { basis: string; verdict: Verdict }>();

/** What can honestly be said of the run now. Cheap for long runs: it looks at buckets. */
export function verdict(run: Run): Verdict {
  const basis = `${run.state} ${run.trace?.length ?? -1} ${run.finalLoss}`;
  const kept = known.get(run);
  if (kept?.basis === basis) return kept.verdict;
  const fresh = judge(run);
  known.set(run, { basis, verdict: fresh });
  return fresh;
}

/** Where the run came from, and whose loss the verdict speaks of, where they are not the objective's. */
export function judgedBy({ trace }: Run): Message[] {
  const { imported } = trace?.header ?? {};
  if (imported) return [message('import.from', [imported.file])];
  const { evaluated } = trace?.header ?? {};
  if (!evaluated || !isJudgedByEvaluated(trace!)) return [];
  return [message('verdict.by', [evaluated.name, formatCount(evaluated.every)])];
}

function judge(run: Run): Verdict {
  const { trace, state } = run;
  if (!trace || (trace.length === 0 && state !== 'done')) return plain(`verdict.${state}-before`);
  const curve = lossCurve(trace, run.finalLoss);
  if (curve.losses.length === 0) {
    if (trace.header.imported) return plain('import.no-loss', formatCount(trace.length));
    return plain(`verdict.${state}-before`);
  }
  const first = formatLoss(curve.losses[0]!);
  const last = formatLoss(curve.losses.at(-1)!);
  if (trace.length === 0) return plain('verdict.start', first);

  const steps = formatCount(trace.length);
  if (state === 'running') return plain('verdict.running', first, last, steps, asked(trace));
  if (hasDiverged(curve)) {
    const lr = isOurs(trace) ? learningRateOf(trace) : null;
    return lr
      ? tryRate('verdict.diverged-try', [first, last, steps], trace, changed(lr, lr.value / 10))
      : plain('verdict.diverged', first, last, steps);
  }
  if (state !== 'done') return plain(`verdict.${state}`, first, last, steps, asked(trace));
  if (trace.length < fewSteps) return plain('verdict.short', first, last, steps);
  return judgeFinished(trace, curve, [first, last, steps]);
}

function judgeFinished(
  trace: Trace,
  curve: LossCurve,
  [first, last, steps]: [string, string, string],
): Verdict {
  const spike = findSpike(curve);
  if (spike) {
    const words = [formatFloor(spike.from), formatNumber(spike.peak, 2), formatNear(spike.step)];
    return spike.recovered
      ? plain('verdict.spike-recovered', ...words)
      : plain('verdict.spike', ...words, last);
  }
  const low = lowest(curve);
  const since = settledSince(curve, trace, flatPart * low.fall);
  if (since === 1) {
    return plain(
      largestGradient(trace, 1) === 0 ? 'verdict.constant' : 'verdict.flat',
      last,
      steps,
    );
  }
  if (since <= 0.9 * trace.length) {
    const still = largestGradient(trace, trace.length);
    const converged = still <= smallGradient * largestGradient(trace, 1);
    const code = converged ? 'verdict.converged' : 'verdict.flat-since';
    return plain(code, first, last, formatCount(since));
  }
  const end = tail(curve);
  if (end.falling) return stillFalling(trace, end, curve.losses.at(-1)!, [first, last, steps]);
  return plain('verdict.ended', first, last, steps, formatLoss(low.loss), formatCount(low.step));
}

/**
 * What a loss that is still falling asks for. Where it falls without a wobble the steps are too
 * short: lr × 10, or × 100 where at this pace ten more such runs would not bring it to 0, but at
 * most what is worth trying unseen. Where it wobbles, or lr is there already, it needs more steps:
 * ten times as many, unless the schedule has brought lr to nothing.
 */
function stillFalling(
  trace: Trace,
  end: { fall: number; smooth: boolean },
  loss: number,
  words: [string, string, string],
): Verdict {
  if (!isOurs(trace)) return plain('verdict.falling', ...words);
  const lr = learningRateOf(trace);
  if (lr && end.smooth) {
    const wanted = lr.value * (loss / (10 * end.fall) > 10 ? 100 : 10);
    const raised = changed(lr, Math.min(wanted, largestLearningRate(trace)));
    if (raised.value > lr.value) return tryRate('verdict.falling-try-lr', words, trace, raised);
  }
  const more = trace.length * 10;
  if (more > mostSteps || (lr && hasComeToRest(trace, lr))) {
    return plain('verdict.falling', ...words);
  }
  const { hyperparameters } = trace.header;
  return tryThis('verdict.falling-try-steps', [...words, formatCount(more)], hyperparameters, more);
}

/** Nothing can be tried with what another program has made. */
function isOurs({ header }: Trace): boolean {
  return header.imported === undefined;
}

/** Ended far above the start, measured by the start or by how far it had fallen in between. */
export function hasDiverged(curve: LossCurve): boolean {
  const first = curve.losses[0]!;
  const rise = curve.losses.at(-1)! - first;
  const scale = Math.max(Math.abs(first), lowest(curve).fall);
  return scale > 0 && rise > (divergence - 1) * scale;
}

function largestGradient(trace: Trace, step: number): number {
  let largest = 0;
  const known = trace.lastFull(step);
  for (let i = 0; i < trace.header.start.length; i++) {
    largest = Math.max(largest, Math.abs(trace.value('grad', i, known)));
  }
  return largest;
}

/** 0.001 · 10 must not be tried, nor shown, as 0.010000000000000002. */
function changed({ name }: LearningRate, value: number): LearningRate {
  return { name, value: Number(value.toPrecision(12)) };
}

type Code = Parameters<typeof message>[0];

function plain(code: Code, ...words: string[]): Verdict {
  return { message: message(code, words), action: null };
}

function tryThis(code: Code, words: string[], h: Hyperparameters, steps?: number): Verdict {
  const action = { label: message('verdict.try'), hyperparameters: h };
  return { message: message(code, words), action: steps ? { ...action, steps } : action };
}

function tryRate(code: Code, words: string[], trace: Trace, lr: LearningRate): Verdict {
  const said = [...words, `${lr.name} ${formatNumber(lr.value)}`];
  return tryThis(code, said, withLearningRate(trace, lr));
}

const asked = (trace: Trace) => formatCount(trace.header.steps);

/** Three digits, but none before the point hidden: `1540`, not `1.54e+3`. */
function formatLoss(loss: number): string {
  const size = Math.abs(loss);
  return formatNumber(size >= 1e3 && size < 1e6 ? Math.round(loss) : loss, 3);
}

/** Where a loss has reached the floor that rounding makes, its order of magnitude is all it says. */
function formatFloor(loss: number): string {
  if (!(loss > 0 && loss < 1e-3)) return formatNumber(loss, 2);
  return formatNumber(10 ** Math.round(Math.log10(loss)), 1);
}

/** Rounding in the last bit moves a spike by a step or two: three digits are what can be said. */
const formatNear = (step: number) => formatCount(Number(step.toPrecision(3)));
