import type { Place } from './message';

/** How the source binds an argument: what gives leaves and coordinates their names. */
export type ParameterSource =
  | { kind: 'name'; name: string }
  | { kind: 'array'; elements: (ParameterSource | null)[]; rest?: string }
  | { kind: 'object'; properties: { key: string; value: ParameterSource }[]; rest?: string };

/** Code for the engine process that needs nothing it could reach by itself: no imports are left. */
export interface CodeBundle {
  name: string;
  /** A plain JavaScript function body (types stripped) with one free name, `exports`. */
  code: string;
  /** Display name of the file the code stands in (positions without a map are its own). */
  file: string;
  /**
   * Source map (version 3, JSON) from `code` to the files, where positions differ. Null: the line
   * and column of `code` are those of `file`.
   */
  map: string | null;
  /** The code is a module's: it runs in strict mode although no directive says so. */
  isStrict?: boolean;
  /**
   * The lines of each file whose text stands in the code twice, one part of it after the other:
   * positions behind them are those of the second part.
   */
  lines?: Record<string, number>;
}

/**
 * A function of the objective's file that takes the same arguments without the context. After `code`
 * ran, `exports.evaluated` is the function and `exports.start` the objective's own.
 */
export interface EvaluatedBundle extends CodeBundle {
  /** Of the function's name: where problems are shown that belong to no line. */
  place: Place;
}

/** What is evaluated beside the loss: `@evaluate fullLoss every=10`. */
export interface Evaluate {
  name: string;
  /** At the start, after so many steps each time, and after the last step asked for. */
  every: number;
}

/**
 * Everything the engine process needs to evaluate an objective.
 *
 * After `code` ran, `exports.objective` is the user's function and `exports.start()` evaluates the
 * default expressions and returns one value per argument, in order, `undefined` where there is none
 * (and at the context's place).
 */
export interface SourceBundle extends CodeBundle {
  /** One per argument in order, `null` at the context's place. */
  parameters: (ParameterSource | null)[];
  /** Index of the argument that takes `{ step, random }`; -1 without one. */
  context: number;
  /** The function that is evaluated beside it; a landscape is then drawn of that one. */
  evaluated?: EvaluatedBundle;
}

/** An optimizer of the user's own: after `code` ran, `exports[name]` is the `(init, update)` pair. */
export interface OptimizerBundle extends CodeBundle {
  /** Where problems are shown that belong to no line. */
  places: { pair: Place; init: Place; update: Place };
}
