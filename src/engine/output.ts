import type { Message } from '../protocol/message';
import type { OptimizerBundle } from '../protocol/objective';
import type { RunHeader } from '../protocol/run';

/** The header as far as the engine knows it; the host adds the objective's name and file. */
export type EngineHeader = Omit<RunHeader, 'objective' | 'file'>;

/**
 * Whose code runs: the objective's, that of the function evaluated beside it, or the part of a
 * user's own optimizer that has this place.
 */
export type Running = 'objective' | 'evaluated' | keyof OptimizerBundle['places'];

/** Where the engine's results go. */
export interface EngineOutput {
  /** Once, before the first row. */
  ready(header: EngineHeader): void;
  /**
   * Memory for the next rows of `width` numbers each; asked for again whenever the last one is
   * full. A sandbox gives shared memory, so that rows survive an evaluation that never returns.
   * Without it the engine keeps a block of its own.
   */
  block?(width: number): Float64Array;
  /** Whole rows from step `firstStep` on; `data` is overwritten once this returns. */
  rows(firstStep: number, data: Float64Array): void;
  /** A remark that does not end the run. */
  note(message: Message): void;
  /**
   * Called before each evaluation with the steps completed, whose rows are all written: keeps the
   * watch. False ends the run as stopped.
   */
  evaluating(step: number): boolean;
  /** Keeps the watch where one evaluation takes several of the objective, as by differences. */
  again?(): void;
  /** Told whose code begins to run, so that what never returns can be named. */
  running?(what: Running): void;
  /** Set during evaluations that are no step (checks, landscapes): what they print is not passed on. */
  silent?: boolean;
}

const blockSteps = 8192;
const blockNumbers = 131_072; // 1 MB

/** How many rows of `width` numbers a block holds: at most 8,192 steps and about 1 MB. */
export function rowsPerBlock(width: number, steps: number): number {
  return Math.max(1, Math.min(blockSteps, Math.floor(blockNumbers / width), steps));
}
