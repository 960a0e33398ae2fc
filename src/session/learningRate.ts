import type { Hyperparameters } from '../protocol/optimizer';
import type { Trace } from '../trace/trace';

/** The hyper-parameter that the length of a step hangs on. */
export interface LearningRate {
  /** `lr`; of an optimizer within another one `inner.lr`. */
  name: string;
  value: number;
}

/** A step of 0.1 in each coordinate is the largest that is worth proposing unseen. */
const largestStep = 0.1;
/** Steps whose gradients are looked at for the curvature of the loss. */
const mostSteps = 500;

/** The learning rate of a run, before any schedule; null where there is none, or it is 0. */
export function learningRateOf(trace: Trace): LearningRate | null {
  const { hyperparameters } = trace.header;
  const name = ['lr', 'inner.lr'].find((each) => typeof hyperparameters[each] === 'number');
  const value = name === undefined ? 0 : Number(hyperparameters[name]);
  return name === undefined || value === 0 ? null : { name, value };
}

/** The run's hyper-parameters with another learning rate; all else of it stays, its schedule too. */
export function withLearningRate(trace: Trace, { name, value }: LearningRate): Hyperparameters {
  return { ...trace.header.hyperparameters, [name]: value };
}

/**
 * The largest learning rate that is worth proposing unseen. Where the optimizer divides by the size
 * of the gradient, lr is about the length of a step: 0.1. Where it does not, a step is as long as
 * the gradient makes it, and 1/L the most that gradient descent takes well: L is the largest
 * ‖g′ − g‖/‖Δθ‖ along the path, a bound from below on the curvature of the loss (Nesterov,
 * Introductory Lectures on Convex Optimization, theorem 2.1.14).
 */
export function largestLearningRate(trace: Trace): number {
  const divides = trace.series.some(({ name }) => ['v', 'u', 'signAgreement'].includes(name));
  return divides ? largestStep : roundDown(1 / curvature(trace));
}

/** Whether the schedule has brought the learning rate down so far that more steps move nothing. */
export function hasComeToRest(trace: Trace, lr: LearningRate): boolean {
  const last = trace.value('lr', 0, trace.length);
  return last < lr.value / 100;
}

/** Infinity where the rows that there are tell nothing. */
function curvature(trace: Trace): number {
  let largest = -1;
  for (const [from, to] of pairs(trace)) {
    let [rise, run] = [0, 0];
    for (let i = 0; i < trace.header.start.length; i++) {
      // g of step t is that at θ of row t − 1.
      rise += (trace.value('grad', i, to) - trace.value('grad', i, from)) ** 2;
      run += (trace.value('theta', i, to - 1) - trace.value('theta', i, from - 1)) ** 2;
    }
    if (run > 0) largest = Math.max(largest, Math.sqrt(rise / run));
  }
  return largest < 0 ? Infinity : largest;
}

/**
 * Steps whose gradients are held against each other, spread over the run: one and the next; where
 * only those of checkpoints have full rows, one of these and the next. Any two will do, and near
 * ones see more.
 */
function* pairs({ header, length, origin }: Trace): Generator<[number, number]> {
  const every = header.checkpoints?.every ?? 1;
  const first = every === 1 ? origin + 1 : (Math.floor(origin / every) + 1) * every;
  const stride = every * Math.max(1, Math.floor((length - origin) / every / mostSteps));
  for (let step = first; step + every <= length; step += stride) yield [step, step + every];
}

/** To 1, 2 or 5 times a power of ten: more digits would claim more than is known. */
function roundDown(value: number): number {
  if (!(value > 0 && value < Infinity)) return value;
  const power = Math.floor(Math.log10(value));
  const first = [5, 2, 1].find((digit) => digit * 10 ** power <= value) ?? 1;
  return Number(`${first}e${power}`);
}
