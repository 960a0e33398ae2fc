import type { Leaf } from '../protocol/leaf';
import type { Message } from '../protocol/message';
import type { SourceBundle } from '../protocol/objective';
import type { GradientSource } from '../protocol/run';
import type { Print } from './environment';
import { NumericalProgram } from './numerical/program';
import { unseenBy } from './numerical/unseen';
import { WatchedProgram } from './numerical/watched';
import type { SecondOrder } from './second/recorded';
import { TapeProgram } from './tapeProgram';

export { ObjectiveError } from './objectiveError';

export interface Program {
  readonly gradientSource: GradientSource;
  /** Why the gradient is not compiled, where it might have been. */
  readonly declined?: Message;
  readonly leaves: Leaf[];
  /** θ of row 0, flat over the leaves. */
  readonly start: Float64Array;
  /** f at theta with the context at step t; writes the gradient. Throws ObjectiveError. */
  valueAndGradient(theta: Float64Array, t: number, gradient: Float64Array): number;
  /** The same bits without the gradient. */
  value(theta: Float64Array, t: number): number;
  /** One careful evaluation: lost gradients, kinks, first NaN subexpression, mutated arguments. */
  examine(theta: Float64Array, t: number): Message[];
  /** The same objective with exact second derivatives, in a copy of the code; only of the tape. */
  secondOrder?(): SecondOrder;
}

export interface ProgramOptions {
  seed: number;
  /** One value per argument without the context, in place of the defaults. */
  start: unknown[] | null;
  console: Print;
  /** The highest rung to try; the compiled one, if nothing is said. */
  gradient?: 'compiled' | 'tape';
  /** Compiled code was held against the tape before, and held good. */
  checked?: boolean;
  /** A run is gone on with, on the tape. */
  goesOn?: boolean;
  /**
   * Of a run that is computed once more: the step from which its gradient was numerical, since the
   * tape was found to have lost some; Infinity: none was.
   */
  numericalFrom?: number;
  /** Told before each evaluation that is one of several for a step, or for none. */
  again?(): void;
}

/**
 * Makes an objective evaluable: runs its code, takes its start apart into leaves and rewrites it
 * onto the tape; and compiles the gradient, unless it declines. Where numbers pass through code that
 * neither can see into, the gradient is by differences. Throws ObjectiveError.
 */
export function compileProgram(bundle: SourceBundle, options: ProgramOptions): Program {
  const tape = new TapeProgram(bundle, options);
  const again = () => {
    options.again?.();
    tape.mute();
  };
  if (options.gradient === 'tape') {
    return options.goesOn ? new WatchedProgram(tape, again, options.numericalFrom) : tape;
  }
  const highest = tape.compiled();
  if (highest.gradientSource === 'compiled') return highest;
  const unseen = unseenBy(tape, () => tape.probe(), again);
  if (unseen) return new NumericalProgram(tape, unseen, again);
  return new WatchedProgram(tape, again, options.numericalFrom);
}
