import { compileEvaluated, type EvaluatedFunction } from '../autodiff/evaluated';
import { compileProgram, type Program, type ProgramOptions } from '../autodiff/program';
import type {
  AnyJob,
  CheckJob,
  LandscapeJob,
  RunEnd,
  SharpnessJob,
  TraceJob,
} from '../protocol/engine';
import type { Message } from '../protocol/message';
import type { EvaluatedBundle, SourceBundle } from '../protocol/objective';
import { ownOptimizer as isOwn } from '../protocol/optimizer';
import type { Landscape } from '../protocol/run';
import { blame } from './blame';
import { checkGradient, type CheckOutput } from './check/gradientCheck';
import { Evaluated } from './evaluated';
import { computeLandscapes } from './landscape';
import { ownOptimizer } from './own/core';
import { computeSharpness } from './sharpness';
import { runTrace, type EngineOutput } from './trace';

export { sharedWithObjectives } from '../autodiff/shared';

export interface JobOutput extends EngineOutput, CheckOutput {
  /** Of a landscape job its coarser grids first. */
  landscape(landscape: Landscape): void;
  /** One value per step of a sharpness job. */
  sharpness(values: Float64Array): void;
  /** A line of the objective's `console`. */
  print(level: string, text: string): void;
}

// Captured: user code may run in this realm, and the ambient name is gone by then.
const now = performance.now.bind(performance);

/** Compiles the objective and does what the job asks. Never throws. */
export function runJob(job: AnyJob, output: JobOutput): RunEnd {
  // The first line of the user's code runs inside `compileProgram`: the watch begins here.
  if (!output.evaluating(0)) return { ...nothing, state: 'stopped' };
  try {
    const again = () => output.again?.();
    const resume = job.type === 'trace' ? job.resume : undefined;
    // What is computed once more was printed the first time.
    const isReplay = resume?.until !== undefined;
    const print = (level: string, text: string) => {
      if (!output.silent && !isReplay) output.print(level, text);
    };
    const { seed, start } = job;
    // The places of a landscape need no gradient, and second derivatives are the tape's.
    const onTape = job.type === 'landscape' || job.type === 'sharpness';
    const options: ProgramOptions = {
      ...{ seed, start, console: print, again },
      // The rung of the run that is gone on with: where compiled code was refused, it is not asked.
      gradient: onTape || resume?.gradient === 'tape' ? 'tape' : 'compiled',
      checked: resume?.gradient === 'compiled',
      goesOn: job.type === 'trace',
      numericalFrom: resume?.numericalFrom ?? (isReplay ? Infinity : undefined),
    };
    const program = compileProgram(job.bundle, options);
    if (job.type === 'landscape') return draw(job, program, options, output);
    if (job.type === 'sharpness') return measure(job, program, output);
    if (job.type === 'check') return check(job, program, options, output);
    // A run beside one with the user's own optimizer may carry its code along, unused.
    const own =
      job.own && isOwn(job.optimizer)
        ? ownOptimizer(job.own, program.leaves, program.start, {
            ...options,
            running: (what) => output.running?.(what),
          })
        : undefined;
    return runTrace(job, program, output, own, evaluatedOf(job, options, output));
  } catch (error) {
    const { state, said } = blame(error);
    return ended(state, said);
  }
}

/** What is evaluated beside the loss. A function whose code does not even run never has a value. */
function evaluatedOf(
  { bundle, evaluate, steps }: TraceJob,
  options: ProgramOptions,
  output: JobOutput,
): Evaluated | undefined {
  const { evaluated } = bundle;
  if (!evaluated || !evaluate) return undefined;
  // What the top level prints was printed for the objective.
  output.silent = true;
  try {
    const value = compileNamed(evaluated, bundle, options, output);
    return new Evaluated(evaluated, evaluate.every, steps, value);
  } catch (error) {
    return new Evaluated(evaluated, evaluate.every, steps, () => {
      throw error;
    });
  } finally {
    output.silent = false;
  }
}

/** So that a limit reached in it is said of it and not of the objective. */
function compileNamed(
  evaluated: EvaluatedBundle,
  objective: SourceBundle,
  options: ProgramOptions,
  output: JobOutput,
): EvaluatedFunction {
  const named = <T>(work: () => T): T => {
    output.running?.('evaluated');
    try {
      return work();
    } finally {
      output.running?.('objective');
    }
  };
  const value = named(() => compileEvaluated(evaluated, objective, options));
  return (theta) => named(() => value(theta));
}

function draw(
  job: LandscapeJob,
  program: Program,
  options: ProgramOptions,
  output: JobOutput,
): RunEnd {
  const started = now();
  output.silent = true;
  const { start } = program;
  const { evaluated } = job.bundle;
  const value = evaluated && compileNamed(evaluated, job.bundle, options, output);
  const drawn = value ? { start, value } : program;
  const evaluations = computeLandscapes(job, drawn, output, (found) => output.landscape(found));
  if (evaluations === null) return { ...nothing, state: 'stopped' };
  return { ...nothing, state: 'done', evaluations, milliseconds: Math.max(0, now() - started) };
}

function measure(job: SharpnessJob, program: Program, output: JobOutput): RunEnd {
  const started = now();
  output.silent = true;
  const values = computeSharpness(job.points, program, output);
  if (!values) return { ...nothing, state: 'stopped' };
  output.sharpness(values);
  const evaluations = values.length;
  return { ...nothing, state: 'done', evaluations, milliseconds: Math.max(0, now() - started) };
}

function check(
  job: CheckJob,
  program: Program,
  options: ProgramOptions,
  output: JobOutput,
): RunEnd {
  const started = now();
  output.silent = true;
  const isCompiled = program.gradientSource === 'compiled';
  const tape = isCompiled ? compileProgram(job.bundle, { ...options, gradient: 'tape' }) : null;
  const state = checkGradient(job, program, tape, output) ? 'done' : 'stopped';
  return { ...nothing, state, milliseconds: Math.max(0, now() - started) };
}

const nothing = { step: 0, finalLoss: null, error: null, evaluations: 0, milliseconds: 0 };

function ended(state: RunEnd['state'], said: Message): RunEnd {
  return { ...nothing, state, error: { message: said, step: 0 } };
}
