import * as v from 'valibot';
import { anyNumber as number, count, text } from './schema';

/** How a slider's way is divided. */
export const scales = ['log', 'log-from-zero', 'one-minus', 'linear', 'whole'] as const;
/**
 * `log`: decades; `log-from-zero`: the same behind a first place for 0; `one-minus`: decades of
 * 1 − x, on which 0.9, 0.99 and 0.999 are equally far apart; `whole`: 1, 2, 3 …
 */
export type Scale = (typeof scales)[number];

/** A number that a hand may move. */
export interface Slider {
  name: string;
  symbol: string;
  value: number;
  scale: Scale;
  /** The ends of the slider's way; a number that is typed may lie beyond. */
  from: number;
  to: number;
  /** What is allowed, as the registry has it; null: no bound. */
  minimum: number | null;
  maximum: number | null;
  maximumExcluded: boolean;
  whole: boolean;
  /** The same in signs: `[0, 1)`. */
  allowed: string;
}

/** “What if”: what the panel's sliders move, and what they show. */
export interface WhatIfView {
  /** Why nothing can be moved, as a sentence; then there are no sliders. */
  absent: string | null;
  hyperparameters: Slider[];
  /** θ of the start, by coordinate, where there are few. */
  start: Slider[];
  /** The wish that this run answers; 0: none. */
  request: number;
  /** Whether it is another run than the one that the hand first took. */
  moved: boolean;
  /** Why the values cannot be written into the code; null where they can. */
  unwritable: string | null;
}

/** Coordinates of a start that a hand may move. */
export const mostStart = 10;
/** Hyper-parameters, those of an optimizer within among them. */
const mostSliders = 32;

const slider = v.object({
  name: text(256),
  symbol: text(256),
  value: number,
  scale: v.picklist(scales),
  from: number,
  to: number,
  minimum: v.nullable(number),
  maximum: v.nullable(number),
  maximumExcluded: v.boolean(),
  whole: v.boolean(),
  allowed: text(64),
});

export const whatIfSchema = v.object({
  absent: v.nullable(text(4096)),
  hyperparameters: v.pipe(v.array(slider), v.maxLength(mostSliders)),
  start: v.pipe(v.array(slider), v.maxLength(mostStart)),
  request: count,
  moved: v.boolean(),
  unwritable: v.nullable(text(4096)),
});

/** What a hand wishes: numbers alone, by names of the registry. */
export interface Wish {
  /** Counts up with each wish of a panel. */
  request: number;
  /** Those that differ from the run's that the hand first took. */
  hyperparameters: { name: string; value: number }[];
  /** θ of the start; null: as it was. */
  start: number[] | null;
  /** The hand has let go. */
  settled: boolean;
}

const finite = v.pipe(v.number(), v.finite());
export const wishFields = {
  request: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  hyperparameters: v.pipe(
    v.array(v.object({ name: v.pipe(v.string(), v.maxLength(64)), value: finite })),
    v.maxLength(mostSliders),
  ),
  start: v.nullable(v.pipe(v.array(finite), v.maxLength(mostStart))),
  settled: v.boolean(),
};
