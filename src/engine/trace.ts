import { ObjectiveError } from '../autodiff/objectiveError';
import type { Program } from '../autodiff/program';
import { message } from '../messages';
import { remarks } from '../optimizers/complete';
import type { State } from '../optimizers/optimizer';
import type { OwnOptimizer } from '../optimizers/own';
import type { Resume, TraceJob, RunEnd } from '../protocol/engine';
import type { Message } from '../protocol/message';
import { checkpointsWithin, rowWidths, usualTraceSize } from '../protocol/checkpoints';
import type { Checkpoints, EvaluatedHeader, Fork } from '../protocol/run';
import { ownOptimizer } from '../protocol/optimizer';
import { blame } from './blame';
import type { Evaluated } from './evaluated';
import { findNotFinite } from './notFinite';
import { rowsPerBlock, type EngineOutput } from './output';
import { beginningOf, ownSlots, type Beginning } from './resume';
import { rowParts, rowWidth, seriesOf, storedSlots, writeRow } from './rows';
import { StartCheck } from './start';
import { leafStatistics } from './statistics/leafStatistics';

export type { EngineHeader, EngineOutput } from './output';

/** More steps than this are refused, whoever asks. */
export const maxSteps = 1_000_000_000;

// Captured: user code may run in this realm, and the ambient name is gone by then.
const now = performance.now.bind(performance);

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

/** `message` is always its own property: user code may have put one on Object.prototype. */
interface Outcome extends Pick<RunEnd, 'state' | 'finalLoss'> {
  message: Message | null;
}

const stopped: Outcome = { state: 'stopped', finalLoss: null, message: null };

/** θ and the optimizer's state before or after a step, and with g what a row consists of. */
interface Side {
  theta: Float64Array;
  state: State;
  parts: readonly Float64Array[];
}

class TraceRun {
  private readonly started = now();
  /** Milliseconds spent on handing rows over and on checks, which are no part of the steps' time. */
  private elsewhere = 0;
  private evaluations = 0;
  private completed;
  /** Steps behind at the beginning. */
  private readonly begun;
  /** The last step of this run: of one that is computed once more that may not be the last of all. */
  private readonly until;
  /** What was remarked already, word for word. */
  private readonly said = new Set<string>();
  /** A slot has overflowed, and that was said once. */
  private frozen = false;

  private readonly optimizer;
  private readonly series;
  private readonly slots;
  private readonly statistics;
  /** Where they stand in a row. */
  private readonly statisticsAt;
  private readonly width;
  private readonly start;
  private theta: Float64Array;
  private readonly gradient;

  private block: Float64Array | null = null;
  private rowsInBlock = 0;

  constructor(
    private readonly job: TraceJob,
    private readonly program: Program,
    private readonly beginning: Beginning,
    private readonly output: EngineOutput,
    private readonly evaluated?: Evaluated,
  ) {
    const size = program.start.length;
    this.optimizer = beginning.optimizer;
    this.begun = this.completed = beginning.step;
    this.until = job.resume?.until ?? job.steps;
    const { series } = this.optimizer;
    this.statistics = leafStatistics(seriesOf(series), series, program.leaves);
    this.series = seriesOf(series, evaluated?.series, this.statistics?.series);
    this.slots = storedSlots(this.series, program.leaves);
    this.statisticsAt = rowWidth(size, this.slots);
    this.width = this.statisticsAt + (this.statistics?.width ?? 0) + (evaluated ? 1 : 0);
    this.start = beginning.theta;
    this.theta = this.start.slice();
    this.gradient = new Float64Array(size);
  }

  run(): RunEnd {
    const { job, program, optimizer, output, evaluated } = this;
    const beside = evaluated && this.evaluatedAtStart(evaluated);
    const checkpoints = this.checkpoints();
    output.ready({
      run: job.run,
      ...optimizer.spec,
      steps: job.steps,
      seed: job.seed,
      gradientSource: program.gradientSource,
      leaves: program.leaves,
      start: this.start.slice(),
      series: this.series,
      absent: optimizer.absent,
      ...(beside && { evaluated: beside }),
      ...(checkpoints && { checkpoints }),
      ...(job.resume && { fork: this.fork(job.resume) }),
    });
    if (program.declined) this.note(program.declined);
    remarks(optimizer.spec, program.leaves).forEach((remark) => this.note(remark));
    let outcome: Outcome;
    try {
      outcome = this.until > this.begun ? this.walk() : this.onlyStart();
    } catch (error) {
      outcome = thrown(error);
    }
    this.handOver();
    const ofSteps = now() - this.started - this.elsewhere - (evaluated?.milliseconds ?? 0);
    return {
      state: outcome.state,
      step: this.completed,
      finalLoss: outcome.finalLoss,
      error: outcome.message ? { message: outcome.message, step: this.completed } : null,
      evaluations: this.evaluations,
      milliseconds: Math.max(0, ofSteps),
      ...(evaluated && { millisecondsPerEvaluated: evaluated.meanTime }),
    };
  }

  private walk(): Outcome {
    const { program, optimizer, output, gradient, width, evaluated } = this;
    const { statistics, statisticsAt } = this;
    const { begun, until } = this;
    const { bounds, resume } = this.job;
    const isReplay = resume?.until !== undefined;
    let told = program.declined;
    let before = this.side(this.theta, this.beginning.state);
    let after = this.side(this.theta.slice(), ownSlots(optimizer.init(this.theta)));
    const capacity = rowsPerBlock(width, until - begun) * width;
    let block = this.newBlock(capacity);
    for (let t = begun + 1; t <= until; t++) {
      if (!output.evaluating(t - 1)) return stopped;
      const loss = program.valueAndGradient(before.theta, t, gradient);
      this.evaluations++;
      optimizer.step(before.theta, gradient, t, before.state, after.state, after.theta);
      if (bounds) project(after.theta, bounds);
      const offset = this.rowsInBlock * width;
      if (!writeRow(block, offset, loss, after.parts)) {
        const fatal = this.overflow(loss, after, t);
        if (fatal) return fatal;
      }
      if (statistics) {
        const { theta, state } = before;
        const step = { t, loss, theta, after: after.theta, gradient, state, next: after.state };
        statistics.write(block, offset + statisticsAt, step);
      }
      if (evaluated) {
        const isDue = evaluated.isDue(t);
        if (isDue && !output.evaluating(t - 1)) return stopped;
        block[offset + width - 1] = isDue ? evaluated.at(after.theta, t, this.note) : NaN;
      }
      this.theta = after.theta;
      const written = after;
      after = before;
      before = written;
      this.completed = t;
      this.rowsInBlock++;
      if ((this.rowsInBlock + 1) * width > block.length) {
        this.handOver();
        if (t < until) block = this.newBlock(capacity);
      }
      if (t === 1 && !isReplay && !this.checkStart(loss)) return stopped;
      // The gradient may come from a lower rung from here on.
      if (program.declined !== told) {
        told = program.declined;
        if (told) this.note(told);
      }
    }
    this.handOver();
    return this.last(until);
  }

  private side(theta: Float64Array, state: State): Side {
    return { theta, state, parts: rowParts(theta, this.gradient, state, this.slots) };
  }

  /** A number of the row of step t is not finite; null where the run goes on all the same. */
  private overflow(loss: number, after: Side, t: number): Outcome | null {
    const { gradient, slots, program } = this;
    const suspect = { completed: t - 1, loss, gradient, ...after };
    const { kind, said } = findNotFinite(suspect, slots, program.leaves);
    if (kind !== 'frozen') return this.notFinite(kind, said, loss, t);
    if (!this.frozen) this.note(said);
    this.frozen = true;
    return null;
  }

  private onlyStart(): Outcome {
    if (this.begun > 0) return this.last(this.begun);
    if (!this.output.evaluating(0)) return stopped;
    const loss = this.program.valueAndGradient(this.theta, 1, this.gradient);
    this.evaluations++;
    if (!this.checkStart(loss)) return stopped;
    return this.last(1);
  }

  /** f at the last θ. */
  private last(t: number): Outcome {
    if (this.job.resume?.until !== undefined) return { ...stopped, state: 'done' };
    if (!this.output.evaluating(this.completed)) return stopped;
    const loss = this.program.value(this.theta, t);
    this.evaluations++;
    if (isFinite(loss)) return { state: 'done', finalLoss: loss, message: null };
    const said = message('engine.loss-not-finite', [String(loss), this.completed]);
    return this.notFinite('evaluation', said, loss, t);
  }

  /** What is evaluated beside the loss, at the start. */
  private evaluatedAtStart(evaluated: Evaluated): EvaluatedHeader {
    const going = this.output.evaluating(this.begun);
    return evaluated.header(going ? evaluated.at(this.start, this.begun, this.note) : NaN);
  }

  /** Where the rows of all steps would be too large; what is computed once more is wanted whole. */
  private checkpoints(): Checkpoints | null {
    const { steps, limits, resume } = this.job;
    if (resume?.until !== undefined) return null;
    const bytes = 1e6 * (limits.traceSize ?? usualTraceSize);
    const widths = rowWidths(this.series, this.program.leaves);
    const every = checkpointsWithin(widths, steps - this.begun, bytes);
    // Where even that is too large the host says so.
    return every ? { every } : null;
  }

  private fork({ run, step }: Resume): Fork {
    const { anew, state } = this.beginning;
    // Copies: the first steps write over what they began with.
    const copies = Object.entries(state).map(([name, slot]) => [name, slot.slice()] as const);
    return { run, step, anew, state: Object.fromEntries(copies) };
  }

  /** The checks of the start, after the first row so that they do not delay it; false: stopped. */
  private checkStart(loss: number): boolean {
    const from = now();
    const check = new StartCheck(this.program, this.start, loss, this.gradient.slice());
    for (const part of check.parts()) {
      if (!this.output.evaluating(this.completed)) return false;
      silently(this.output, part).forEach((remark) => this.note(remark));
    }
    this.elsewhere += now() - from;
    return true;
  }

  /** Ends the run; where the objective made the number itself, it is asked where. */
  private notFinite(kind: 'evaluation' | 'step', said: Message, loss: number, t: number): Outcome {
    // θ before the failed step is the last one of the trace, and its loss is known.
    const outcome: Outcome = { state: 'user-error', finalLoss: loss, message: said };
    if (kind === 'step' || !this.output.evaluating(this.completed)) return outcome;
    const found = silently(this.output, () => this.program.examine(this.theta, t));
    found.forEach((remark) => this.note(remark));
    const place = firstCause(found)?.place;
    return place ? { ...outcome, message: { ...said, place } } : outcome;
  }

  /** Each remark once. */
  private readonly note = (remark: Message): void => {
    const key = `${remark.code} ${remark.arguments.join(' ')} ${remark.place?.line}:${remark.place?.column}`;
    if (this.said.has(key)) return;
    this.said.add(key);
    this.output.note(remark);
  };

  private newBlock(length: number): Float64Array {
    const block = this.output.block?.(this.width) ?? this.block ?? new Float64Array(length);
    this.block = block;
    this.rowsInBlock = 0;
    return block;
  }

  /** Gives away the rows of the block that are complete. */
  private handOver(): void {
    const rows = this.rowsInBlock;
    if (!this.block || rows === 0) return;
    this.rowsInBlock = 0;
    const from = now();
    this.output.rows(this.completed - rows + 1, this.block.subarray(0, rows * this.width));
    this.elsewhere += now() - from;
  }
}

/** The remark that tells where a number that is not finite came from. */
function firstCause(remarks: readonly Message[]): Message | undefined {
  const causes = ['gradient.not-a-number', 'gradient.infinite'];
  return causes.flatMap((code) => remarks.find((remark) => remark.code === code) ?? [])[0];
}

function silently<Result>(output: EngineOutput, evaluate: () => Result): Result {
  output.silent = true;
  try {
    return evaluate();
  } finally {
    output.silent = false;
  }
}

/** θ onto [lower, upper], coordinate by coordinate; NaN stays NaN. */
function project(theta: Float64Array, [lower, upper]: [number, number]): void {
  for (let i = 0; i < theta.length; i++) {
    if (theta[i]! < lower) theta[i] = lower;
    else if (theta[i]! > upper) theta[i] = upper;
  }
}

function thrown(error: unknown): Outcome {
  const { state, said } = blame(error);
  return { state, finalLoss: null, message: said };
}
