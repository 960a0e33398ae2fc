/** How the source binds an argument: what gives leaves and coordinates their names. */
export type ParameterSource =
  | { kind: 'name'; name: string }
  | { kind: 'array'; elements: (ParameterSource | null)[]; rest?: string }
  | { kind: 'object'; properties: { key: string; value: ParameterSource }[]; rest?: string };

/**
 * Everything the engine process needs to evaluate an objective, and nothing it could reach by
 * itself: no imports are left in `code`.
 *
 * `code` is a plain JavaScript function body (types stripped) with one free name, `exports`. After
 * it ran, `exports.objective` is the user's function and `exports.start()` evaluates the default
 * expressions and returns one value per argument, in order, `undefined` where there is none (and
 * at the context's place).
 */
export interface SourceBundle {
  name: string;
  code: string;
  /** One per argument in order, `null` at the context's place. */
  parameters: (ParameterSource | null)[];
  /** Index of the argument that takes `{ step, random }`; -1 without one. */
  context: number;
  /** Display name of the file the objective stands in (positions without a map are its own). */
  file: string;
  /**
   * Source map (version 3, JSON) from `code` to the files, where positions differ. Null: the line
   * and column of `code` are those of `file`.
   */
  map: string | null;
}
