import * as v from 'valibot';
import { absentSchema, evaluatedSchema, forkSchema, messageSchema } from '../../protocol/engine';
import type { RunHeader } from '../../protocol/run';
import { optimizerFields } from '../../protocol/optimizer';
import { anyNumber, count, floats, leafSchema, seriesSchema, text } from '../../protocol/schema';
import { parsePlain, stringifyPlain } from '../plainJson';

const finite = v.pipe(v.number(), v.finite());
const range = v.tuple([v.number(), v.number()]);

/** The head of the first chunk; θ of row 0 is its body. */
export const headerRecord = v.object({
  /** Who wrote it: a name and a version. */
  by: text(256),
  /** Versions of what ran the objective. */
  engine: v.optional(v.object({ node: text(64), v8: text(64) })),
  header: v.object({
    run: count,
    objective: text(4096),
    file: text(4096),
    ...optimizerFields,
    steps: count,
    seed: finite,
    gradientSource: v.picklist(['compiled', 'tape', 'numerical', 'logged']),
    leaves: v.array(
      v.pipe(
        leafSchema,
        v.check((leaf) => leaf.coordinates.length === leaf.length),
      ),
    ),
    series: v.array(seriesSchema),
    absent: v.array(absentSchema),
    evaluated: v.optional(evaluatedSchema),
    fork: v.optional(forkSchema),
    checkpoints: v.optional(v.object({ every: v.pipe(count, v.minValue(2)) })),
    imported: v.optional(v.object({ file: text(4096) })),
    logged: v.optional(floats),
  }),
  objective: v.object({ name: text(4096), file: text(4096) }),
  isolated: v.boolean(),
  start: v.nullable(v.array(v.unknown())),
  bounds: v.nullable(range),
  minimum: v.nullable(v.array(anyNumber)),
  /** The code that ran, to be read and never to be run by whoever opens the file. */
  source: v.optional(v.object({ text: v.string(), sha256: text(64) })),
});
export interface HeaderRecord extends Omit<v.InferOutput<typeof headerRecord>, 'header'> {
  header: Omit<RunHeader, 'start'>;
}

export const endRecord = v.object({
  state: v.picklist(['done', 'stopped', 'user-error', 'limit', 'crashed']),
  finalLoss: v.nullable(anyNumber),
  error: v.nullable(v.object({ message: messageSchema, step: count })),
  isolated: v.boolean(),
  millisecondsPerEvaluation: v.nullable(finite),
  millisecondsPerEvaluated: v.optional(finite),
});
export type EndRecord = v.InferOutput<typeof endRecord>;

export const noteRecord = messageSchema;
export const printedRecord = v.object({ level: text(16), text: text(8192) });
export type PrintedRecord = v.InferOutput<typeof printedRecord>;

/** The head of a series that was computed after the run; its values are the body. */
export const seriesRecord = v.object({ series: seriesSchema });

/** How the run was looked at last. */
export const viewRecord = v.object({ cursor: count, stale: v.boolean() });
export type ViewRecord = v.InferOutput<typeof viewRecord>;

/** The head of a landscape that was drawn; its losses are the body. */
export const landscapeRecord = v.object({
  ...{ coordinates: v.tuple([count, count]), x: range, y: range },
  ...{ nx: v.pipe(count, v.maxValue(4096)), ny: v.pipe(count, v.maxValue(4096)) },
  step: v.optional(count),
});

/** A record as the head of a chunk: JSON, padded with spaces to whole numbers. */
export function recordBytes(record: unknown): Uint8Array {
  const json = new TextEncoder().encode(stringifyPlain(record));
  const bytes = new Uint8Array(Math.ceil(json.length / 8) * 8).fill(0x20);
  bytes.set(json);
  return bytes;
}

/** Deeper JSON is nobody's record, and would take the stack of whoever reads it. */
const deepest = 64;

/** The record that a head holds, or null where it is anything else. */
export function readRecord<Schema extends v.GenericSchema>(
  schema: Schema,
  head: Uint8Array,
): v.InferOutput<Schema> | null {
  try {
    if (depthOf(head) > deepest) return null;
    const json = new TextDecoder('utf-8', { fatal: true }).decode(head);
    const result = v.safeParse(schema, parsePlain(json));
    return result.success ? result.output : null;
  } catch {
    // No UTF-8, or no JSON.
    return null;
  }
}

/** How deep brackets stand within each other, those in texts apart. */
function depthOf(json: Uint8Array): number {
  let [depth, most] = [0, 0];
  for (let i = 0, inText = false; i < json.length; i++) {
    const byte = json[i]!;
    if (inText) {
      if (byte === 0x5c) i++;
      else if (byte === 0x22) inText = false;
    } else if (byte === 0x22) inText = true;
    else if (byte === 0x5b || byte === 0x7b) most = Math.max(most, ++depth);
    else if (byte === 0x5d || byte === 0x7d) depth--;
  }
  return most;
}
