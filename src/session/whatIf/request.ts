import { message } from '../../messages';
import { completeOptimizer } from '../../optimizers/complete';
import { rowWidths, usualTraceSize } from '../../protocol/checkpoints';
import type { Message } from '../../protocol/message';
import { specOf } from '../../protocol/optimizer';
import type { Wish } from '../../protocol/whatIf';
import type { Run, RunRequest } from '../run';
import { argumentsOf } from './start';

/**
 * Megabytes of numbers of a run that is drawn while a hand moves, beside what is kept at every step:
 * of more rows only some are kept.
 */
const movingSize = 4;

/** What a wish would run: the run that the hand first took, with other numbers. */
export function requestOf(
  { request, trace }: Run,
  wish: Pick<Wish, 'hyperparameters' | 'start'>,
): { request: RunRequest } | { problem: Message } {
  const moved = Object.fromEntries(wish.hyperparameters.map(({ name, value }) => [name, value]));
  if (!trace) return { problem: message('whatIf.no-code') };
  const hyperparameters = { ...request.hyperparameters, ...moved };
  const completed = completeOptimizer({ ...specOf(request), hyperparameters });
  if ('problems' in completed) return { problem: completed.problems[0]! };
  let { start } = request;
  if (wish.start) {
    const { leaves, start: theta } = trace.header;
    if (wish.start.length !== theta.length) {
      return { problem: message('whatIf.start', [theta.length, wish.start.length]) };
    }
    const isMoved = wish.start.some((each, i) => !Object.is(each, theta[i]));
    if (isMoved) start = argumentsOf(leaves, wish.start, request.bundle.context);
  }
  return { request: { ...request, ...completed.spec, start, stays: true, notes: [] } };
}

/** The same while the hand moves: soon there, soon gone. */
export function moving(request: RunRequest, { trace }: Run): RunRequest {
  const { limits, steps } = request;
  const { series, leaves } = trace!.header;
  const ofSteps = (8 * steps * rowWidths(series, leaves).kept) / 1e6;
  const traceSize = Math.min(movingSize + ofSteps, limits.traceSize ?? usualTraceSize);
  return { ...request, limits: { ...limits, traceSize }, transient: true };
}
