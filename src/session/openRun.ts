import { derivationsOf } from '../optimizers/derivations';
import type { Message } from '../protocol/message';
import { specOf } from '../protocol/optimizer';
import type { ByteSource } from '../trace/file/bytes';
import { openTrace, type OpenedRun } from '../trace/file/open';
import type { Run } from './run';

/** A run of a file, as the session takes it in, and what else the file says. */
export interface FileRun {
  run: Omit<Run, 'id'> & { id: number };
  file: OpenedRun;
}

/**
 * The run that a trace file holds, as data: nothing of it is evaluated.
 * @param key what its objective is called in this session
 */
export function openRun(source: ByteSource, key: string): FileRun | { problem: Message } {
  const found = openTrace(source, (header, bounds) => derivationsOf(header, header.leaves, bounds));
  if ('problem' in found) return found;
  const file = found.run;
  const { trace, about } = file;
  const { header } = trace;
  const { start, bounds, minimum, objective } = about;
  const run: FileRun['run'] = {
    // What the panel's own view state calls it.
    id: header.run,
    trace,
    ...{ state: file.state, finalLoss: file.finalLoss, error: file.error, notes: file.notes },
    ...{ isolated: file.isolated, cursor: file.cursor, stale: file.stale },
    millisecondsPerEvaluation: file.millisecondsPerEvaluation,
    ...(file.millisecondsPerEvaluated !== undefined && {
      millisecondsPerEvaluated: file.millisecondsPerEvaluated,
    }),
    ...(about.engine && { engine: about.engine }),
    request: {
      objective: { ...objective, key },
      // Its code is there to be read; Run Again reads the document.
      bundle: {
        ...{ name: objective.name, code: '', file: objective.file, map: null },
        ...{ parameters: [], context: -1 },
      },
      ...specOf(header),
      steps: header.steps,
      seed: header.seed,
      ...{ start, bounds, minimum },
      limits: { memory: 0, evaluationTime: 0 },
      ...(header.evaluated && {
        evaluate: { name: header.evaluated.name, every: header.evaluated.every },
      }),
    },
  };
  return { run, file };
}
