import * as v from 'valibot';
import { absentSchema, evaluatedSchema, messageSchema } from '../protocol/engine';
import { optimizerFields } from '../protocol/optimizer';
import { anyNumber, count, leafSchema, seriesSchema, text } from '../protocol/schema';

const finite = v.pipe(v.number(), v.finite());
const range = v.tuple([v.number(), v.number()]);

/** A dump's header; the numbers that follow it in binary are not in it. */
const dumpHeader = v.object({
  header: v.object({
    run: count,
    objective: text(4096),
    file: text(4096),
    ...optimizerFields,
    steps: count,
    seed: finite,
    gradientSource: v.picklist(['compiled', 'tape', 'numerical']),
    leaves: v.array(
      v.pipe(
        leafSchema,
        v.check((leaf) => leaf.coordinates.length === leaf.length),
      ),
    ),
    series: v.array(seriesSchema),
    absent: v.array(absentSchema),
    evaluated: v.optional(evaluatedSchema),
  }),
  /** Completed steps: how many rows follow. */
  length: count,
  objective: v.object({ key: text(8192), name: text(4096), file: text(4096) }),
  state: v.picklist(['done', 'stopped', 'user-error', 'limit', 'crashed']),
  finalLoss: v.nullable(anyNumber),
  error: v.nullable(v.object({ message: messageSchema, step: count })),
  notes: v.array(messageSchema),
  isolated: v.boolean(),
  cursor: count,
  stale: v.boolean(),
  millisecondsPerEvaluation: v.nullable(finite),
  start: v.nullable(v.array(v.unknown())),
  bounds: v.nullable(range),
  minimum: v.nullable(v.array(anyNumber)),
  landscapes: v.array(
    v.object({ coordinates: v.tuple([count, count]), x: range, y: range, nx: count, ny: count }),
  ),
});

export type DumpHeader = v.InferOutput<typeof dumpHeader>;

/** The header, or null where it is none. */
export function parseDumpHeader(data: unknown): DumpHeader | null {
  const result = v.safeParse(dumpHeader, data);
  return result.success ? result.output : null;
}
