import * as v from 'valibot';

/** What both protocols have in common: checks of texts, numbers and the words that travel. */

export const text = (max: number) => v.pipe(v.string(), v.maxLength(max));
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** `v.number()` refuses NaN, which is an ordinary number here. */
export const anyNumber = v.custom<number>((value) => typeof value === 'number');
export const floats = v.instance(Float64Array);

export const leafSchema = v.object({
  name: text(4096),
  path: v.array(v.union([text(4096), count])),
  length: count,
  shape: v.array(count),
  coordinates: v.array(text(4096)),
});

export const seriesSchema = v.object({
  name: text(64),
  symbol: text(64),
  per: v.picklist(['coordinate', 'leaf', 'run']),
  stored: v.boolean(),
  axis: v.picklist(['linear', 'log']),
  fromStart: v.optional(v.boolean()),
  every: v.optional(v.pipe(count, v.minValue(1))),
  level: v.optional(v.object({ value: v.number(), formula: text(64) })),
  statistic: v.optional(
    v.object({
      of: text(64),
      kind: v.picklist(['norm', 'quantile', 'ratio']),
      percent: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(100))),
    }),
  ),
});

const range = v.tuple([v.number(), v.number()]);
export const landscapeSchema = v.object({
  x: range,
  y: range,
  nx: count,
  ny: count,
  values: floats,
  step: v.optional(count),
});
