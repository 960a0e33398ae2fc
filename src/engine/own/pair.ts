import { plainEnvironment, type Print } from '../../autodiff/environment';
import { failure } from '../../autodiff/failure';
import { Module } from '../../autodiff/module';
import { ObjectiveError } from '../../autodiff/objectiveError';
import { Places } from '../../autodiff/places';
import { preview } from '../../autodiff/preview';
import { Randomness } from '../../autodiff/random';
import type { Place } from '../../protocol/message';
import type { OptimizerBundle } from '../../protocol/objective';
import type { Hyperparameters } from '../../protocol/optimizer';
import type { Running } from '../output';
import { isRecord, refuse } from './slots';

type Function = (...args: unknown[]) => unknown;

export interface PairOptions {
  seed: number;
  console: Print;
  /** Told whose code begins to run. */
  running?(this: void, what: Running): void;
}

/**
 * A user's `(init, update)` pair, its code run in the environment that objectives have, in strict
 * mode as the module that it is. Whatever goes wrong in it is an ObjectiveError with a place.
 */
export class Pair {
  /** Its own list of hyper-parameters with their defaults; null without one. */
  readonly usual: Hyperparameters | null;
  private readonly module: Module;
  private readonly places: Places;
  private readonly random: Randomness;
  private readonly pair: Record<'init' | 'update', Function>;

  constructor(
    private readonly bundle: OptimizerBundle,
    private readonly options: PairOptions,
  ) {
    const { code, name, places } = bundle;
    this.places = new Places(bundle);
    this.places.fallback = places.pair;
    // Another stream than the objective's, which also draws at every step.
    this.random = new Randomness(options.seed + 2 ** 40);
    const source = { code, isStrict: true, declarations: '', rewritten: null };
    this.module = new Module(source, this.places);
    const { random, module } = this;
    const read = this.guard(0, 'pair', () => {
      const pair: unknown = module.run(plainEnvironment(random, options.console))[name];
      if (!isRecord(pair) && typeof pair !== 'function') return { pair, parts: null };
      const { init, update, hyperparameters } = pair as Record<string, unknown>;
      return {
        pair,
        parts: { init, update, usual: readUsual(hyperparameters, name, places.pair) },
      };
    });
    if (!read.parts) throw refuse('own.not-a-pair', [name, preview(read.pair)], places.pair);
    const { init, update, usual } = read.parts;
    for (const [key, value] of Object.entries({ init, update })) {
      if (typeof value === 'function') continue;
      throw refuse('own.no-function', [name, key, preview(value)], places.pair);
    }
    this.usual = usual;
    this.pair = read.pair as Record<'init' | 'update', Function>;
  }

  get placeOf(): OptimizerBundle['places'] {
    return this.bundle.places;
  }

  /**
   * Lets `work` call one of the two functions and read what it returns, which may run the user's
   * code as well; random numbers are those of step t.
   */
  during<T>(name: 'init' | 'update', t: number, work: (call: Function) => T): T {
    return this.guard(t, name, () => work((...args) => this.pair[name](...args)));
  }

  private guard<T>(t: number, name: keyof OptimizerBundle['places'], run: () => T): T {
    this.random.begin(t);
    this.options.running?.(name);
    try {
      return run();
    } catch (error) {
      throw isOurs(error) ? error : this.explain(error, this.placeOf[name]);
    } finally {
      this.options.running?.('objective');
    }
  }

  private explain(error: unknown, place: Place): ObjectiveError {
    this.places.fallback = place;
    const found = failure(error, this.module, this.places);
    const { code, arguments: args, place: at = place } = found.said;
    if (code === 'evaluation.threw-value') return refuse('own.threw-value', args, at);
    const text = String(args[1]);
    // What V8 says where strict code writes to what is frozen.
    return args[0] === 'TypeError' && /read only property|not extensible|delete prop/.test(text)
      ? refuse('own.frozen', [text], at)
      : found;
  }
}

function isOurs(error: unknown): error is ObjectiveError {
  try {
    return error instanceof ObjectiveError;
  } catch {
    return false;
  }
}

function readUsual(given: unknown, name: string, place: Place): Hyperparameters | null {
  if (given === undefined) return null;
  if (!isRecord(given)) throw refuse('own.hyperparameters', [name, preview(given)], place);
  const usual: Hyperparameters = {};
  for (const [key, value] of Object.entries(given)) {
    if (typeof value !== 'boolean' && !(typeof value === 'number' && isFinite(value))) {
      throw refuse('own.hyperparameter', [preview(key), preview(value)], place);
    }
    usual[key] = value;
  }
  return usual;
}
