import * as v from 'valibot';
import { message } from '../messages';
import { messageSchema } from '../protocol/engine';
import type { Message } from '../protocol/message';
import { runStates } from '../protocol/run';
import { anyNumber, count, text } from '../protocol/schema';
import type { Tuning } from '../session/compare/tuning';
import type { Run } from '../session/session';
import { dumpOf, runOf } from './keptRun';
import { keyBehind, type RunBehind } from './runsBehind';

const behindSchema = v.array(
  v.object({
    title: text(4096),
    kind: v.picklist(['without-correction', 'compared']),
    choice: v.optional(
      v.object({
        optimizer: text(4096),
        hyperparameters: v.optional(v.record(v.string(), v.unknown())),
        steps: v.optional(count),
      }),
    ),
    /** Of its dump. */
    bytes: count,
  }),
);
const cellSchema = v.object({
  seed: anyNumber,
  state: v.picklist(runStates),
  error: v.nullable(v.object({ message: messageSchema, step: count })),
  finalLoss: v.nullable(anyNumber),
  diverged: v.boolean(),
});
const numbers = v.array(anyNumber);
const tuningSchema = v.object({
  state: v.picklist(['done', 'stopped']),
  contenders: v.array(
    v.object({
      run: count,
      title: text(4096),
      plan: v.object({
        grid: v.object({ name: text(64), values: numbers }),
        default: v.nullable(anyNumber),
        values: numbers,
        seeds: numbers,
      }),
    }),
  ),
  cells: v.array(v.nullable(cellSchema)),
  ended: count,
  all: count,
  problems: v.array(messageSchema),
});
const schema = v.object({ behind: behindSchema, tuning: v.nullable(tuningSchema) });

/** A comparison beside the run in front of it: its other runs and what a sweep found, as data. */
export type KeptComparison = v.InferOutput<typeof schema>;

/** What is to be kept of those behind a run that have ended, their dumps one after the other. */
export async function keptComparison(
  behind: readonly RunBehind[],
  tuning: Tuning | null,
): Promise<{ kept: KeptComparison; dumps: Uint8Array; problem?: Message }> {
  // So much together, as of one run: writing more would be felt.
  const { maximumDumpBytes: mostBytes } = await import('../trace/dump');
  const kept: KeptComparison = { behind: [], tuning: tuning && keptTuning(tuning) };
  const dumps: Uint8Array[] = [];
  let size = 0;
  for (const { run, title, kind, choice } of behind) {
    const dump = run.state === 'running' ? null : await dumpOf(run, []);
    if (!dump) continue;
    size += 'bytes' in dump ? dump.bytes.length : Infinity;
    if ('problem' in dump || size > mostBytes) {
      const megabytes = [size, mostBytes].map((bytes) => Math.ceil(bytes / 1e6));
      const problem =
        'problem' in dump ? dump.problem : message('trace.too-large-to-keep', megabytes);
      return { kept: { behind: [], tuning: null }, dumps: new Uint8Array(), problem };
    }
    dumps.push(dump.bytes);
    kept.behind.push({
      title,
      kind,
      ...(choice && { choice: plain(choice) }),
      bytes: dump.bytes.length,
    });
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const bytes of dumps) {
    all.set(bytes, at);
    at += bytes.length;
  }
  return { kept, dumps: all };
}

/** Of hyper-parameters that are not given there is nothing to keep. */
function plain({ optimizer, hyperparameters, steps }: NonNullable<RunBehind['choice']>) {
  return {
    optimizer,
    ...(hyperparameters && { hyperparameters }),
    ...(steps !== undefined && { steps }),
  };
}

function keptTuning({ state, contenders, cells, ...others }: Tuning): KeptComparison['tuning'] {
  return {
    ...others,
    state: state === 'running' ? 'stopped' : state,
    contenders: contenders.map(({ run, title, plan }) => ({ run: run.id, title, plan })),
    cells: Array.from({ length: others.all }, (_, k) => cells[k] ?? null),
  };
}

/** What `keptComparison` wrote, or nothing where it is anything else. */
export function parseKeptComparison(data: unknown): KeptComparison {
  const result = v.safeParse(schema, data);
  return result.success ? result.output : { behind: [], tuning: null };
}

/**
 * Takes the runs of a comparison in behind the run in front, then its sweep.
 * @param adopt takes in one of them
 */
export async function restoreComparison(
  { behind, tuning }: KeptComparison,
  dumps: Uint8Array,
  front: Run,
  adopt: (
    finished: NonNullable<Awaited<ReturnType<typeof runOf>>>['run'],
    about: Omit<RunBehind, 'run'>,
  ) => Promise<Run>,
): Promise<Tuning | null> {
  const byId = new Map([[front.id, front]]);
  const key = keyBehind(front);
  let at = 0;
  for (const { bytes, ...about } of behind) {
    const found = await runOf(dumps.subarray(at, at + bytes), key);
    at += bytes;
    if (found) byId.set(found.run.id!, await adopt(found.run, about));
  }
  if (!tuning) return null;
  const contenders = tuning.contenders.flatMap(({ run, ...others }) => {
    const own = byId.get(run);
    return own ? [{ run: own, ...others }] : [];
  });
  // Curves without their runs say nothing.
  if (contenders.length < tuning.contenders.length) return null;
  return { ...tuning, contenders, cells: tuning.cells.map((cell) => cell ?? undefined) };
}
