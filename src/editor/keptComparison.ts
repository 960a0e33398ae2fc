import * as v from 'valibot';
import { messageSchema } from '../protocol/engine';
import { runStates } from '../protocol/run';
import { anyNumber, count, text } from '../protocol/schema';
import type { Tuning } from '../session/compare/tuning';
import type { FileRun } from '../session/openRun';
import type { Run } from '../session/session';
import { keyBehind, type RunBehind } from './runsBehind';

const behindSchema = v.array(
  v.object({
    title: text(4096),
    kind: v.picklist(['without-correction', 'compared']),
    choice: v.optional(
      v.object({
        optimizer: text(4096),
        dialect: v.optional(text(64)),
        hyperparameters: v.optional(v.record(v.string(), v.unknown())),
        steps: v.optional(count),
      }),
    ),
    /** The name of its file. */
    file: text(256),
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

/**
 * What is to be kept of those behind a run.
 * @param fileOf the name of the file that a run is in
 */
export function keptComparison(
  behind: readonly RunBehind[],
  tuning: Tuning | null,
  fileOf: (run: number) => string | undefined,
): KeptComparison {
  const kept: KeptComparison = { behind: [], tuning: tuning && keptTuning(tuning) };
  for (const { run, title, kind, choice } of behind) {
    const file = fileOf(run.id);
    if (file === undefined) continue;
    kept.behind.push({ title, kind, ...(choice && { choice: plain(choice) }), file });
  }
  return kept;
}

/** Of hyper-parameters that are not given there is nothing to keep. */
function plain(choice: NonNullable<RunBehind['choice']>) {
  const { optimizer, dialect, hyperparameters, steps } = choice;
  return {
    optimizer,
    ...(dialect !== undefined && { dialect }),
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
 * @param open the run of a file, under the key of its objective
 * @param adopt takes in one of them
 */
export async function restoreComparison<Opened extends { run: FileRun['run'] }>(
  { behind, tuning }: KeptComparison,
  front: Run,
  open: (file: string, key: string) => Opened | null,
  adopt: (opened: Opened, about: Omit<RunBehind, 'run'>) => Promise<Run>,
): Promise<Tuning | null> {
  const byId = new Map([[front.id, front]]);
  const key = keyBehind(front);
  for (const { file, ...about } of behind) {
    const found = open(file, key);
    if (found) byId.set(found.run.id, await adopt(found, about));
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
