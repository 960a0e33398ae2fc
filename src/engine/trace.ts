import { ObjectiveError } from '../autodiff/objectiveError';
import type { Program } from '../autodiff/program';
import { message } from '../messages';
import type { OwnOptimizer } from '../optimizers/own';
import type { RunEnd, TraceJob } from '../protocol/engine';
import type { Message } from '../protocol/message';
import { ownOptimizer } from '../protocol/optimizer';
import type { Evaluated } from './evaluated';
import type { EngineOutput } from './output';
import { beginningOf } from './resume';
import { TraceRun } from './traceRun';

export type { EngineHeader, EngineOutput } from './output';

/** More steps than this are refused, whoever asks. */
export const maxSteps = 1_000_000_000;

/**
 * Runs an optimizer on an objective, step after step, and hands every number of it to `output`.
 *
 * Step t reads θ of row t − 1, evaluates loss and gradient there, updates the optimizer's state and
 * writes row t: loss, θ after the step (projected onto the bounds), g, the optimizer's stored
 * series. The run ends at the first number that is not finite, and with whatever the objective
 * throws; the rows completed by then are all handed over. `finalLoss` is one more evaluation, in
 * the context of the last step, since a mini-batch objective may know no further one. What is
 * evaluated beside the loss (`evaluated`) stands in the row's last place. Where θ is large, the
 * statistics of its leaves stand before that.
 *
 * A job with `resume` goes on where another run was after some step, with all that the next step
 * depends on: θ, the optimizer's slots, t. What that run checked at its start is not checked again.
 *
 * Synchronous; allocates nothing per step, unless the optimizer is the user's own. Never throws.
 */
export function runTrace(
  job: TraceJob,
  program: Program,
  output: EngineOutput,
  own?: OwnOptimizer,
  evaluated?: Evaluated,
): RunEnd {
  const begun = beginSafely(job, program, own);
  const problem = 'problems' in begun ? begun.problems[0]! : jobProblem(job);
  if (problem || 'problems' in begun) return refused(problem!);
  return new TraceRun(job, program, begun, output, evaluated).run();
}

/** A user's own optimizer runs its `init` here, which may throw. */
function beginSafely(job: TraceJob, program: Program, own: OwnOptimizer | undefined) {
  if (ownOptimizer(job.optimizer) && !own) {
    return { problems: [message('own.no-code', [job.optimizer])] };
  }
  const { resume } = job;
  if (resume && resume.theta.length !== program.start.length) {
    const args = [resume.theta.length, program.start.length];
    return { problems: [message('engine.resume-coordinates', args)] };
  }
  try {
    return beginningOf(job, program.leaves, program.start, own);
  } catch (error) {
    if (error instanceof ObjectiveError) return { problems: [error.said] };
    throw error;
  }
}

function jobProblem({ steps, bounds, resume }: TraceJob): Message | null {
  if (!Number.isInteger(steps) || steps < 0 || steps > maxSteps) {
    return message('engine.steps', [maxSteps, String(steps)]);
  }
  if (resume && !(resume.step <= (resume.until ?? steps) && (resume.until ?? 0) <= steps)) {
    return message('engine.resume-step', [resume.step, steps]);
  }
  if (bounds && !(bounds[0] <= bounds[1])) {
    return message('engine.bounds', [String(bounds[0]), String(bounds[1])]);
  }
  return null;
}

function refused(said: Message): RunEnd {
  const error = { message: said, step: 0 };
  return {
    state: 'user-error',
    step: 0,
    finalLoss: null,
    error,
    evaluations: 0,
    milliseconds: 0,
  };
}
