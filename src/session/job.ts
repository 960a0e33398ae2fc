import type { TraceJob } from '../protocol/engine';
import { specOf } from '../protocol/optimizer';
import type { RunRequest } from './run';

/** What the engine is told of a request. */
export function jobOf(request: RunRequest, run: number, token: string): TraceJob {
  const { bundle, own, evaluate, steps, seed, start, bounds, limits, resume, stays } = request;
  return {
    ...{ type: 'trace', run, token, bundle },
    ...specOf(request),
    ...{ steps, seed, start, bounds, limits },
    ...(own && { own }),
    ...(evaluate && { evaluate }),
    ...(resume && { resume }),
    ...(stays && { stays }),
  };
}
