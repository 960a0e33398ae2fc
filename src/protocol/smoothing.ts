import * as v from 'valibot';

/** By how much a line is smoothed: the share of the average that stays at each step. */
export const smoothingSchema = v.pipe(v.number(), v.minValue(0), v.maxValue(0.99));

/** Of longer runs no line is smoothed: all its values are gone through, from the first on. */
export const longestSmoothed = 1_000_000;
