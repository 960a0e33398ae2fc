import type { Program } from '../autodiff/program';
import { message } from '../messages';
import { remarks } from '../optimizers/complete';
import type { State } from '../optimizers/optimizer';
import { checkpointsWithin, rowWidths, usualTraceSize } from '../protocol/checkpoints';
import type { Resume, RunEnd, TraceJob } from '../protocol/engine';
import type { Message } from '../protocol/message';
import type { Checkpoints, EvaluatedHeader, Fork } from '../protocol/run';
import { blame } from './blame';
import type { Evaluated } from './evaluated';
import { findNotFinite, firstCause } from './notFinite';
import type { EngineOutput } from './output';
import { project } from './project';
import { ownSlots, type Beginning } from './resume';
import { RowBlocks } from './rowBlocks';
import { rowParts, rowWidth, seriesOf, storedSlots } from './rows';
import { rowWriter } from './rowWriter';
import { StartCheck } from './start';
import { leafStatistics } from './statistics/leafStatistics';

// Captured: user code may run in this realm, and the ambient name is gone by then.
const now = performance.now.bind(performance);

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

/** One run of an optimizer on an objective; see `runTrace`. */
export class TraceRun {
  private readonly started = now();
  /** Milliseconds spent on checks, which are no part of the steps' time. */
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

  private readonly blocks;

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
    this.blocks = new RowBlocks(output, this.width, this.until - this.begun);
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
    this.blocks.handOver(this.completed);
    const elsewhere = this.elsewhere + this.blocks.milliseconds;
    const ofSteps = now() - this.started - elsewhere - (evaluated?.milliseconds ?? 0);
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
    const { program, optimizer, output, gradient, width, evaluated, blocks } = this;
    const { statistics, statisticsAt } = this;
    const { begun, until } = this;
    const { bounds, resume } = this.job;
    const isReplay = resume?.until !== undefined;
    let told = program.declined;
    let before = this.side(this.theta, this.beginning.state);
    let after = this.side(this.theta.slice(), ownSlots(optimizer.init(this.theta)));
    const writeRow = rowWriter(after.parts.map(({ length }) => length));
    let block = blocks.next();
    for (let t = begun + 1; t <= until; t++) {
      if (!output.evaluating(t - 1)) return stopped;
      const loss = program.valueAndGradient(before.theta, t, gradient);
      this.evaluations++;
      optimizer.step(before.theta, gradient, t, before.state, after.state, after.theta);
      if (bounds) project(after.theta, bounds);
      const offset = blocks.rows * width;
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
      blocks.rows++;
      if ((blocks.rows + 1) * width > block.length) {
        blocks.handOver(t);
        if (t < until) block = blocks.next();
      }
      if (t === 1 && !isReplay && !this.checkStart(loss)) return stopped;
      // The gradient may come from a lower rung from here on.
      if (program.declined !== told) {
        told = program.declined;
        if (told) this.note(told);
      }
    }
    blocks.handOver(until);
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
}

function silently<Result>(output: EngineOutput, evaluate: () => Result): Result {
  output.silent = true;
  try {
    return evaluate();
  } finally {
    output.silent = false;
  }
}

function thrown(error: unknown): Outcome {
  const { state, said } = blame(error);
  return { state, finalLoss: null, message: said };
}
