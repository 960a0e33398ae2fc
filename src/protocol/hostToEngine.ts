import * as v from 'valibot';
import type { HostToEngine } from './engine';
import type { ParameterSource } from './objective';
import { optimizerFields } from './optimizer';
import { count, text } from './schema';

/** What the engine process lets in. The code itself may be of any length: it is the user's. */

/** On whatever memory, which `v.instance` narrows. */
const floats = v.custom<Float64Array>((value) => value instanceof Float64Array);
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
  parameters: v.array(v.nullable(v.custom<ParameterSource>(isParameter))),
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
  stays: v.optional(v.boolean()),
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
    coordinates: v.nullable(v.tuple([count, count])),
    directions: v.optional(v.tuple([floats, floats])),
    coarse: v.optional(v.array(count)),
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

/** What names leaves: as deep as the source's own patterns are, so that only its head is looked at. */
function isParameter(value: unknown): boolean {
  const kinds: unknown[] = ['name', 'array', 'object'];
  return (
    typeof value === 'object' && value !== null && 'kind' in value && kinds.includes(value.kind)
  );
}

type Told = v.InferInput<typeof hostToEngine>;
/** Does not compile where a message may say more than the schema lets in. */
const asTold = (message: HostToEngine): Told => message;

/** The message as it came, or null where it is none that an engine process takes. */
export function parseHostToEngine(data: unknown): HostToEngine | null {
  return v.is(hostToEngine, data) ? asTold(data) : null;
}
