import type * as vscode from 'vscode';
import type { RunState } from '../protocol/run';
import type { SeriesDeclaration } from '../protocol/series';
import type { Run } from '../session/session';
import type { Output } from './output';
import type { Runs } from './runs';
import { say } from './words';

/** A run as other extensions and tests may read it; a copy, valid at the moment of the call. */
export interface RunSnapshot {
  readonly id: number;
  readonly objective: string;
  readonly document: string;
  readonly optimizer: string;
  readonly hyperparameters: Readonly<Record<string, unknown>>;
  readonly seed: number;
  readonly state: RunState;
  /** Steps asked for and completed. */
  readonly steps: number;
  readonly length: number;
  readonly cursor: number;
  readonly stale: boolean;
  readonly finalLoss: number | null;
  /** What ended it early, in the user's language, and the steps completed by then. */
  readonly error: { readonly code: string; readonly text: string; readonly step: number } | null;
  readonly notes: readonly { readonly code: string; readonly text: string }[];
  /** Names of the coordinates of θ, in order. */
  readonly coordinates: readonly string[];
  readonly series: readonly SeriesDeclaration[];
}

/** What `activate` returns: a window onto the runs, through which nothing can be changed. */
export interface AdamscopeApi {
  /** Of this shape; a later one that breaks it has another number. */
  readonly version: 1;
  /** How VS Code loaded the extension: installed ones run in production mode. */
  readonly mode: vscode.ExtensionMode;
  /** The runs that are kept, oldest first. */
  getRuns(): RunSnapshot[];
  /**
   * The exact value of a series at a step, NaN where there is none. Steps count from 1; step 0
   * exists for `theta` alone.
   */
  value(run: number, series: string, index: number, step: number): number;
  readonly onDidChangeRun: vscode.Event<RunSnapshot>;
  /** Each line of the output channel: what objectives print, with the run it belongs to. */
  readonly onDidWriteLine: vscode.Event<string>;
}

export function createApi(runs: Runs, output: Output, mode: vscode.ExtensionMode): AdamscopeApi {
  const snapshot = (run: Run): RunSnapshot => ({
    id: run.id,
    objective: run.request.objective.name,
    document: runs.origin(run.id)?.uri.toString() ?? '',
    optimizer: run.request.optimizer,
    hyperparameters: { ...(run.trace?.header.hyperparameters ?? run.request.hyperparameters) },
    seed: run.request.seed,
    state: run.state,
    steps: run.request.steps,
    length: run.trace?.length ?? 0,
    cursor: run.cursor,
    stale: run.stale,
    finalLoss: run.finalLoss,
    error: run.error && {
      code: run.error.message.code,
      text: say(run.error.message),
      step: run.error.step,
    },
    notes: run.notes.map((note) => ({ code: note.code, text: say(note) })),
    coordinates: run.trace?.header.leaves.flatMap((leaf) => leaf.coordinates) ?? [],
    series: run.trace?.series.map((series) => ({ ...series })) ?? [],
  });
  return {
    version: 1,
    mode,
    onDidWriteLine: output.onDidWrite,
    getRuns: () => runs.all.map(snapshot),
    value: (run, series, index, step) => runs.get(run)?.trace?.value(series, index, step) ?? NaN,
    onDidChangeRun: (listener, thisArgument, disposables) =>
      runs.onDidChange(
        ({ run }) => void listener.call(thisArgument, snapshot(run)),
        undefined,
        disposables,
      ),
  };
}
