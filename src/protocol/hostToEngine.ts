import * as v from 'valibot';
import type { HostToEngine } from './engine';
import { optimizerFields } from './optimizer';
import { count, floats, text } from './schema';

/** What the engine process lets in. The code itself may be of any length: it is the user's. */

const place = v.object({
  file: v.string(),
  line: count,
  column: count,
  endLine: v.optional(count),
  endColumn: v.optional(count),
});
const code = {
  name: v.string(),
  code: v.string(),
  file: v.string(),
  map: v.nullable(v.string()),
  isStrict: v.optional(v.boolean()),
  lines: v.optional(v.record(v.string(), count)),
};
const bundle = v.object({
  ...code,
  // Read by what names leaves; its shape is that of the source and as deep.
  parameters: v.array(v.nullable(v.looseObject({ kind: v.picklist(['name', 'array', 'object']) }))),
  context: v.pipe(v.number(), v.safeInteger(), v.minValue(-1)),
  evaluated: v.optional(v.object({ ...code, place })),
});
const positive = v.pipe(v.number(), v.finite(), v.minValue(0));
const range = v.tuple([v.number(), v.number()]);
const job = {
  run: count,
  token: text(64),
  bundle,
  seed: v.number(),
  start: v.nullable(v.array(v.unknown())),
  limits: v.object({
    memory: positive,
    evaluationTime: positive,
    traceSize: v.optional(positive),
  }),
};

const hostToEngine = v.variant('type', [
  v.object({ type: v.literal('credit'), run: count }),
  v.object({ type: v.literal('cancel'), run: count }),
  v.object({
    type: v.literal('trace'),
    ...job,
    ...optimizerFields,
    steps: count,
    resume: v.optional(
      v.object({
        run: count,
        step: count,
        theta: floats,
        state: v.record(text(64), floats),
        gradient: v.picklist(['compiled', 'tape', 'numerical', 'logged']),
        numericalFrom: v.optional(count),
        until: v.optional(count),
      }),
    ),
    bounds: v.nullable(range),
    own: v.optional(
      v.object({ ...code, places: v.object({ pair: place, init: place, update: place }) }),
    ),
    evaluate: v.optional(v.object({ name: v.string(), every: v.pipe(count, v.minValue(1)) })),
  }),
  v.object({
    type: v.literal('landscape'),
    ...job,
    theta: floats,
    coordinates: v.tuple([count, count]),
    x: range,
    y: range,
    nx: count,
    ny: count,
    step: count,
  }),
  v.object({
    type: v.literal('check'),
    ...job,
    points: count,
    bounds: v.nullable(range),
  }),
  v.object({
    type: v.literal('sharpness'),
    ...job,
    points: v.object({ steps: floats, theta: floats, rates: floats, decay: floats }),
  }),
]);

/** The message as it came, or null where it is none that an engine process takes. */
export function parseHostToEngine(data: unknown): HostToEngine | null {
  return v.is(hostToEngine, data) ? (data as HostToEngine) : null;
}
