import { message } from '../messages';
import type { Message } from '../protocol/message';
import type { OptimizerSpec } from '../protocol/optimizer';
import { resumeFrom } from './replay/resume';
import type { Run, RunRequest } from './run';
import { formatCount } from './size';

/** What a fork has otherwise than its parent: the optimizer, all or nothing of it, and the steps. */
export interface ForkChanges extends Partial<OptimizerSpec>, Pick<RunRequest, 'own'> {
  /** The last step; the parent's if nothing is said. */
  steps?: number;
}

/** Why no run can go on from this step of a run up to `until`; null where one can. */
export function forkProblem({ trace, request }: Run, step: number, until?: number): Message | null {
  if (request.bundle.code === '') return message('fork.no-code');
  if (!trace || !Number.isSafeInteger(step) || step < trace.origin || step > trace.length) {
    const last = formatCount(trace?.length ?? 0);
    return message('fork.step', [String(step), formatCount(trace?.origin ?? 0), last]);
  }
  if (until !== undefined && until < step) {
    return message('fork.steps', [formatCount(step), formatCount(until)]);
  }
  return null;
}

/**
 * The request of a run that goes on from the state of a step, whose full row must be at hand. With
 * no changes its rows are those of the parent to the bit; what another optimizer has under the same
 * names is taken over, see engine/resume.ts.
 */
export function forkOf(run: Run, step: number, changes: ForkChanges): RunRequest {
  const { steps = Math.max(run.request.steps, step), ...optimizer } = changes;
  return { ...run.request, ...optimizer, steps, resume: resumeFrom(run, step), notes: [] };
}
