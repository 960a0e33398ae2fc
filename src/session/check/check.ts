import { message } from '../../messages';
import { completeOptimizer } from '../../optimizers/complete';
import { makeOptimizer } from '../../optimizers/make';
import type { Optimizer } from '../../optimizers/optimizer';
import type { Limits } from '../../protocol/engine';
import type { Message } from '../../protocol/message';
import type { OptimizerBundle } from '../../protocol/objective';
import type { OptimizerSpec } from '../../protocol/optimizer';
import { baseSeries, type SeriesReader } from '../../protocol/series';
import { seriesWidth } from '../../protocol/run';
import { runToEnd } from '../compare/race';
import type { Run, RunRequest, Session } from '../session';
import { firstDifference, type Difference, type Quantity } from './difference';
import { checkGradients, coordinates, leaves, linearObjective } from './gradients';
import { hintsFor } from './hints';
import { referenceSpec } from './reference';
import { simulate } from './simulate';
import { twoNumbers } from './twoNumbers';

/** What is to be checked against what. */
export interface CheckRequest {
  /** As people write it: `./mine.ts#myAdam`. */
  name: string;
  own: OptimizerBundle;
  against: string;
  dialect: string | null;
  hyperparameters: Record<string, unknown>;
  steps: number;
  limits: Limits;
}

/** `problems`: nothing could be checked. `failed`: the user's code. */
export type CheckResult =
  | { kind: 'problems'; problems: Message[] }
  | { kind: 'matches'; said: Message; compared: Message }
  | { kind: 'differs'; said: Message; hints: Message[]; compared: Message }
  | { kind: 'failed'; said: Message; hints: Message[] };

/**
 * Runs a user's own optimizer on gradients that are the same wherever θ is, and looks for the first
 * number in which it differs from one of ours: state by state where names agree, and Δθ.
 */
export async function checkOptimizer(
  session: Session,
  asked: CheckRequest,
  signal: AbortSignal,
): Promise<CheckResult> {
  const { against, dialect, hyperparameters } = asked;
  const recorder = reference(against, dialect, hyperparameters, [{ name: 'xy', length: 2 }]);
  if ('problems' in recorder) return { kind: 'problems', problems: recorder.problems };
  const gradients = checkGradients(recorder.optimizer, asked.steps);
  const completed = completeOptimizer({ optimizer: asked.name, hyperparameters });
  if ('problems' in completed) return { kind: 'problems', problems: completed.problems };
  const run = await runToEnd(session, requestOf(asked, completed.spec, gradients), signal);
  if (!run.trace) return { kind: 'failed', said: errorOf(run), hints: [] };

  // The same numbers on both sides: those that the user's own declares go before our defaults.
  const made = reference(against, dialect, run.trace.header.hyperparameters, leaves);
  if ('problems' in made) return { kind: 'problems', problems: made.problems };
  const expected = simulate(made.optimizer, gradients);
  const quantities = common(run, made.optimizer);
  const { trace } = run;
  const { header } = trace;
  const { spec } = made.optimizer;
  const found = firstDifference(trace, expected, quantities);
  const explain = (isUsers: (variant: SeriesReader) => boolean) =>
    hintsFor(spec, header.hyperparameters, gradients, isUsers);
  if (found) {
    const only = [found.quantity];
    const hints = explain((variant) => !firstDifference(trace, variant, only));
    const words = comparedWith(spec, quantities);
    return { kind: 'differs', said: worded(found, asked), hints, compared: words };
  }
  if (run.state !== 'done') {
    const at = failedCoordinate(run);
    const hints = at < 0 ? [] : explain((variant) => failsAt(variant, at, trace, quantities));
    return { kind: 'failed', said: errorOf(run), hints };
  }
  const said = message('own.matches', [spec.optimizer, spec.dialect, asked.steps]);
  return { kind: 'matches', said, compared: comparedWith(spec, quantities) };
}

function reference(
  name: string,
  dialect: string | null,
  given: Readonly<Record<string, unknown>>,
  on: typeof leaves,
): { optimizer: Optimizer } | { problems: Message[] } {
  const completed = referenceSpec(name, dialect, given);
  return 'problems' in completed ? completed : makeOptimizer(completed.spec, on);
}

function requestOf(
  { name, own, steps, limits }: CheckRequest,
  spec: OptimizerSpec,
  gradients: readonly Float64Array[],
): RunRequest {
  return {
    ...spec,
    objective: { key: `check ${name}`, name, file: own.file },
    bundle: linearObjective(gradients),
    ...{ own, steps, seed: 0, start: null, bounds: null, minimum: null, limits },
  };
}

const update: Quantity = { name: 'update', symbol: 'Δθ', width: coordinates.length };

/** What both keep under one name, in our order, and Δθ. */
function common(run: Run, { series }: Optimizer): Quantity[] {
  const { header } = run.trace!;
  const base = [...baseSeries.map(({ name }) => name), 'lr', 'update'];
  const own = header.series.filter(
    ({ name, stored, statistic }) => stored && !statistic && !base.includes(name),
  );
  const both = series.filter(({ name, per }) =>
    own.some((each) => each.name === name && each.per === per),
  );
  const quantities = both.map(({ name, symbol, per }) => {
    return { name, symbol, width: seriesWidth({ per }, header.leaves) };
  });
  return [...quantities, update];
}

function worded(found: Difference, { own }: CheckRequest): Message {
  const { quantity, index, step } = found;
  const owner = quantity.width === coordinates.length ? coordinates[index]! : String(index);
  const numbers = twoNumbers(found.own, found.reference);
  return message('own.differs', [step, quantity.symbol, owner, ...numbers], own.places.update);
}

/** Which numbers stood behind the answer. */
function comparedWith(
  { hyperparameters }: OptimizerSpec,
  quantities: readonly Quantity[],
): Message {
  const values = Object.entries(hyperparameters).map(([name, value]) => `${name}=${value}`);
  const names = quantities.map(({ symbol }) => symbol);
  return message('own.compared', [names.join(', '), values.join(' ')]);
}

function errorOf(run: Run): Message {
  return run.error?.message ?? message('own.stopped');
}

/** The coordinate whose Δθ was no finite number and ended the run; -1 where it ended otherwise. */
function failedCoordinate({ error }: Run): number {
  const said = error?.message;
  if (said?.code !== 'engine.quantity-not-finite' || said.arguments[0] !== update.symbol) return -1;
  return coordinates.findIndex((name) => name === said.arguments[1]);
}

/** Whether a variant has the numbers of a run and fails where it did. */
function failsAt(
  variant: SeriesReader,
  coordinate: number,
  run: SeriesReader,
  quantities: readonly Quantity[],
): boolean {
  const isFinite = (index: number) =>
    Number.isFinite(variant.value('update', index, run.length + 1));
  const first = coordinates.findIndex((_, index) => !isFinite(index));
  return first === coordinate && !firstDifference(run, variant, quantities);
}
