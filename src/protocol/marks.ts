import * as v from 'valibot';
import { count, text } from './schema';

/** A step that a person has marked, under a name of theirs. */
export interface Mark {
  step: number;
  name: string;
}

/** Marks of a run, and characters of a name, at most. */
export const mostMarks = 50;
export const longestMarkName = 80;

export const marksSchema = v.pipe(
  v.array(v.object({ step: count, name: text(longestMarkName) })),
  v.maxLength(mostMarks),
);

/** A step at which something can be found out about a run, and what, as a sentence. */
export interface Finding {
  step: number;
  text: string;
}

/** Findings of a run, at most. */
export const mostFindings = 100;

export const findingsSchema = v.pipe(
  v.array(v.object({ step: count, text: text(4096) })),
  v.maxLength(mostFindings),
);
