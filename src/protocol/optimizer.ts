import * as v from 'valibot';
import { anyNumber, text } from './schema';

/**
 * Whose formula and whose defaults an optimizer has; `paper` is the publication's own. Frameworks
 * differ in both under one name.
 */
export const dialects = ['pytorch', 'optax', 'keras', 'tfjs', 'paper'] as const;
export type Dialect = (typeof dialects)[number];

export const precisions = ['float64', 'float32'] as const;
export type Precision = (typeof precisions)[number];

/**
 * Hyper-parameters by name; those of an optimizer within another one have the name of its place in
 * front: `inner.lr`.
 */
export type Hyperparameters = Record<string, number | boolean | string>;

/** What happens to g before anything else: each coordinate into ±value, then ‖g‖ down to norm. */
export interface Clip {
  value: number | null;
  norm: number | null;
}

/** Hyper-parameters of some leaves: those named `leaf`, or that stand within it. */
export interface Group {
  leaf: string;
  hyperparameters: Hyperparameters;
}

/** All that decides an optimizer, complete and checked: the same one gives the same bits. */
export interface OptimizerSpec {
  /** The name in the registry, `adam`; or the user's own, `./mine.ts#myAdam`. */
  optimizer: string;
  hyperparameters: Hyperparameters;
  dialect: Dialect;
  precision: Precision;
  /** Phases of the learning rate as the tag writes them, `warmup(100) cosine(900)`; empty: constant. */
  schedule: string;
  clip: Clip;
  groups: Group[];
}

/**
 * The file and the export that the name of a user's own optimizer means; null for a name of the
 * registry. The file is empty where it is the objective's own: `#myAdam`.
 */
export function ownOptimizer(name: string): { file: string; exported: string } | null {
  const hash = name.lastIndexOf('#');
  return hash < 0 ? null : { file: name.slice(0, hash), exported: name.slice(hash + 1) };
}

export const hyperparametersSchema = v.record(
  text(64),
  v.union([anyNumber, v.boolean(), text(256)]),
);

const limit = v.nullable(anyNumber);

/** The fields of an `OptimizerSpec`, for the messages and files that carry one. */
export const optimizerFields = {
  optimizer: text(256),
  hyperparameters: hyperparametersSchema,
  dialect: v.picklist(dialects),
  precision: v.picklist(precisions),
  schedule: text(1024),
  clip: v.object({ value: limit, norm: limit }),
  groups: v.pipe(
    v.array(v.object({ leaf: text(4096), hyperparameters: hyperparametersSchema })),
    v.maxLength(1000),
  ),
};

/** The spec alone out of whatever carries its fields. */
export function specOf(carrier: OptimizerSpec): OptimizerSpec {
  const { optimizer, hyperparameters, dialect, precision, schedule, clip, groups } = carrier;
  return { optimizer, hyperparameters, dialect, precision, schedule, clip, groups };
}
