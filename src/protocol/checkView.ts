import * as v from 'valibot';
import { gradientVerdicts, type GradientVerdict } from './gradientCheck';
import { runStates, type RunState } from './run';
import { anyNumber, count, text } from './schema';

/** All that the panel shows of a gradient check; every text is already in the user's language. */
export interface CheckView {
  objective: string;
  state: RunState;
  /** The rung that the gradient stands on, in words; null until it is known. */
  gradient: string | null;
  /** Points that are done, and asked for. */
  points: [number, number];
  /** How it came out, in one sentence, and what stands beside it. */
  said: string;
  isBad: boolean;
  remarks: string[];
  /** The heads of the table: verdict, point, coordinate, θ, exact, numerical, difference. */
  columns: string[];
  /** Worst first, and how many more there are, in words. */
  rows: CheckViewRow[];
  more: string | null;
}

export interface CheckViewRow {
  verdict: GradientVerdict;
  inWords: string;
  point: number;
  coordinate: string;
  /** θ, exact, numerical, difference. */
  numbers: number[];
}

export const mostRows = 300;

export const checkViewSchema = v.object({
  objective: text(4096),
  state: v.picklist(runStates),
  gradient: v.nullable(text(256)),
  points: v.tuple([count, count]),
  said: text(16384),
  isBad: v.boolean(),
  remarks: v.pipe(v.array(text(16384)), v.maxLength(256)),
  columns: v.pipe(v.array(text(256)), v.length(7)),
  rows: v.pipe(
    v.array(
      v.object({
        verdict: v.picklist(gradientVerdicts),
        inWords: text(256),
        point: count,
        coordinate: text(4096),
        numbers: v.pipe(v.array(anyNumber), v.length(4)),
      }),
    ),
    v.maxLength(mostRows),
  ),
  more: v.nullable(text(256)),
});

/** What the panel's buttons ask of a check. */
export const checkButtons = ['stop', 'again', 'close', 'reveal'] as const;
export type CheckButton = (typeof checkButtons)[number];
