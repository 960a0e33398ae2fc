import { message } from '../messages';
import type { EvaluatedBundle, SourceBundle } from '../protocol/objective';
import { makeCall } from './call';
import { plainEnvironment } from './environment';
import { failure, returnedNumber } from './failure';
import { layOut } from './layout';
import { Module } from './module';
import { ObjectiveError } from './objectiveError';
import { Places } from './places';
import type { ProgramOptions } from './program';
import { Randomness } from './random';
import { Source } from './source';
import { startValues } from './start';

/** The value at θ. Throws ObjectiveError. */
export type EvaluatedFunction = (theta: Float64Array) => number;

/**
 * Makes a function evaluable that takes the objective's arguments. Its code runs in a copy of its
 * own with random numbers of its own, so that nothing it does reaches the objective; each evaluation
 * sees the same random numbers, so that it is a function of θ alone. Throws ObjectiveError.
 *
 * @param objective whose arguments it takes
 */
export function compileEvaluated(
  bundle: EvaluatedBundle,
  objective: SourceBundle,
  options: ProgramOptions,
): EvaluatedFunction {
  const places = new Places(bundle);
  const random = new Randomness(options.seed);
  const module = new Module(new Source(bundle, places).plain(), places);
  places.fallback = bundle.place;
  const guarded = <T>(work: () => T): T => {
    random.begin(0);
    try {
      return work();
    } catch (error) {
      throw error instanceof ObjectiveError ? error : failure(error, module, places);
    }
  };
  const { evaluated, start } = guarded(() => module.run(plainEnvironment(random, options.console)));
  if (typeof evaluated !== 'function' || typeof start !== 'function') {
    throw new ObjectiveError(message('evaluation.no-objective', [], places.fallback));
  }
  const values = guarded(() => startValues(objective, options.start, start as () => unknown));
  // Without the context, whatever its place.
  const trees = layOut(values, objective).trees.filter((tree) => tree !== null);
  const call = makeCall(evaluated as (...args: unknown[]) => unknown, trees, 'plain');
  return (theta) =>
    returnedNumber(
      guarded(() => call(theta, undefined)),
      places,
    );
}
