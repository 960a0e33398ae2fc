import * as v from 'valibot';
import { comparisonSchema, type Comparison } from './comparison';
import { epsViewSchema, type EpsView } from './eps';
import type { Leaf } from './leaf';
import { findingsSchema, marksSchema, type Finding, type Mark } from './marks';
import { remedySchema, type Remedy } from './remedy';
import { runStates, type GradientSource, type RunState } from './run';
import { anyNumber as number, count as index, leafSchema, seriesSchema, text } from './schema';
import type { SeriesDeclaration } from './series';
import { sharpnessViewSchema, type SharpnessView } from './sharpness';
import { whatIfSchema, type WhatIfView } from './whatIf';

/** All that the panel's header shows of a run; every text is already in the user's language. */
export interface RunView {
  run: number;
  /** The run from which this one came under a person's hand: views go on from one to the other. */
  family?: number;
  objective: string;
  optimizer: string;
  hyperparameters: { name: string; symbol: string; value: number | boolean | string }[];
  gradientSource: GradientSource | null;
  /** Steps asked for and completed. */
  steps: number;
  length: number;
  seed: number;
  state: RunState;
  stale: boolean;
  /** Empty until the engine has evaluated the start. */
  leaves: Leaf[];
  series: SeriesDeclaration[];
  /** What people look for and this optimizer does not have, with the reason as a sentence. */
  absent: { name: string; symbol: string; reason: string }[];
  /** One sentence of plain words; `action` is the label of its button, if it has one. */
  verdict: string;
  action: string | null;
  /** What ended the run early; `place` is `file:line:column`, shown as a link that posts `reveal`. */
  error: { text: string; place: string | null; remedy?: Remedy | null } | null;
  /** Remarks, each a sentence, and badges of a word or two (`non-deterministic`). */
  notes: string[];
  badges: string[];
  /** Milliseconds per evaluation once known. */
  millisecondsPerEvaluation: number | null;
  /** A known minimum from `@minimum`, flat over the coordinates. */
  minimum: number[] | null;
  /** Other runs of the same objective that the charts show behind this one. */
  overlays: Overlay[];
  /** Where eps is added to a root; null: nowhere. */
  eps: EpsView | null;
  /** Stretches of steps in which a coordinate oscillates. */
  oscillations: { coordinate: number; from: number; to: number }[];
  /** What is found out about single steps, in order of step. */
  findings: Finding[];
  /** Steps that were marked, as the host knows them. */
  marks: Mark[];
  /** The run and those it is compared with, in numbers once all have ended. */
  comparison: Comparison | null;
  /** Whether “Why bias correction?” has something to explain here. */
  explainsCorrection: boolean;
  /** Whether each step has a loss of its own: that of a batch, or with noise in it. */
  lossVaries: boolean;
  sharpness: SharpnessView;
  /** Absent where there is nobody who could run it. */
  whatIf?: WhatIfView;
  can: Abilities;
}

/** What can be done from here; buttons for anything else are not there. */
export interface Abilities {
  /** The objective's code is at hand and may run. */
  run: boolean;
  /** There is an editor that shows files. */
  reveal: boolean;
  /** The trace can be written into a file. */
  export: boolean;
  /** Landscapes can be computed; else there are those that were kept. */
  draw: boolean;
}

/**
 * A run behind the shown one: `without-correction`, an optimizer that it is compared with, or the
 * `ghost` of the run before a hand moved its numbers.
 */
export interface Overlay {
  run: number;
  title: string;
  kind: 'without-correction' | 'compared' | 'ghost';
  length: number;
  state: RunState;
  /** The symbol of its direction: effective learning rates compare only where these match. */
  direction: string | null;
}

export const runViewSchema = v.object({
  run: index,
  family: v.optional(index),
  objective: text(4096),
  optimizer: text(256),
  hyperparameters: v.pipe(
    v.array(
      v.object({
        name: text(256),
        symbol: text(256),
        value: v.union([number, v.boolean(), text(256)]),
      }),
    ),
    v.maxLength(64),
  ),
  gradientSource: v.nullable(v.picklist(['compiled', 'tape', 'numerical', 'logged'])),
  steps: index,
  length: index,
  seed: number,
  state: v.picklist(runStates),
  stale: v.boolean(),
  leaves: v.array(leafSchema),
  series: v.pipe(v.array(seriesSchema), v.maxLength(256)),
  absent: v.pipe(
    v.array(v.object({ name: text(64), symbol: text(64), reason: text(4096) })),
    v.maxLength(64),
  ),
  verdict: text(4096),
  action: v.nullable(text(256)),
  error: v.nullable(
    v.object({
      text: text(16384),
      place: v.nullable(text(8192)),
      remedy: v.optional(v.nullable(remedySchema)),
    }),
  ),
  notes: v.array(text(16384)),
  badges: v.array(text(256)),
  millisecondsPerEvaluation: v.nullable(number),
  minimum: v.nullable(v.array(number)),
  overlays: v.pipe(
    v.array(
      v.object({
        run: index,
        title: text(256),
        kind: v.picklist(['without-correction', 'compared', 'ghost']),
        length: index,
        state: v.picklist(runStates),
        direction: v.nullable(text(64)),
      }),
    ),
    v.maxLength(8),
  ),
  eps: v.nullable(epsViewSchema),
  oscillations: v.pipe(
    v.array(v.object({ coordinate: index, from: index, to: index })),
    v.maxLength(1000),
  ),
  findings: findingsSchema,
  marks: marksSchema,
  comparison: v.nullable(comparisonSchema),
  explainsCorrection: v.boolean(),
  lossVaries: v.boolean(),
  sharpness: sharpnessViewSchema,
  whatIf: v.optional(whatIfSchema),
  can: v.object({ run: v.boolean(), reveal: v.boolean(), export: v.boolean(), draw: v.boolean() }),
});
