import type { Message } from '../protocol/message';
import { specOf } from '../protocol/optimizer';
import type { Trace } from '../trace/trace';
import type { Run } from './run';

/**
 * A run that another program has made, as numbers that were logged: there is no code of it that
 * could be evaluated, and nothing runs again.
 *
 * @param key names the file in this session
 */
export function importedRun(trace: Trace, notes: Message[], key: string): Omit<Run, 'id'> {
  const { header } = trace;
  const { objective: name, file } = header;
  return {
    request: {
      objective: { key, name, file },
      bundle: { ...{ name, code: '', file, map: null }, ...{ parameters: [], context: -1 } },
      ...specOf(header),
      ...{ steps: trace.length, seed: header.seed },
      ...{ start: null, bounds: null, minimum: null },
      limits: { memory: 0, evaluationTime: 0 },
    },
    state: 'done',
    trace,
    finalLoss: null,
    error: null,
    notes,
    isolated: true,
    cursor: trace.length,
    stale: false,
    millisecondsPerEvaluation: null,
  };
}
