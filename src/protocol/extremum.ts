import * as v from 'valibot';
import { count, text } from './schema';

/** Asks for the next step at which a line of a chart has a local extremum. */
export interface ExtremumQuestion {
  series: string;
  index: number;
  /** The step from which it is looked for, itself left out; 1: forward, −1: back. */
  from: number;
  direction: 1 | -1;
  /** Whether the chart draws the size of the series. */
  size: boolean;
}

/** The extremum, or why there is none: no further one, or rows between were not kept. */
export interface Extremum {
  step: number | null;
  kind: 'maximum' | 'minimum' | 'none' | 'unknown';
}

export const extremumQuestionFields = {
  series: text(64),
  index: count,
  from: count,
  direction: v.picklist([1, -1]),
  size: v.boolean(),
};

export const extremumFields = {
  step: v.nullable(count),
  kind: v.picklist(['maximum', 'minimum', 'none', 'unknown']),
};
