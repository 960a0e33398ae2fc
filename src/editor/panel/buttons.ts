import type * as vscode from 'vscode';
import { verdict } from '../../session/verdict';
import type { Documents } from '../documents';
import { reveal } from '../reveal';
import type { Runs } from '../runs';
import type { Tracing } from '../tracing';
import type { Panel } from './panel';

/** What the panel's buttons do; what leads to a run asks for trust on its own. */
export function registerPanelButtons(
  panel: Panel,
  documents: Documents,
  runs: Runs,
  tracing: Tracing,
): vscode.Disposable {
  return panel.onDidRequest(({ run, button }) => {
    const origin = runs.origin(run.id);
    if (!origin) return;
    switch (button) {
      case 'runAgain':
        return void tracing.again(run);
      case 'try': {
        const { action } = verdict(run);
        if (!action) return;
        const { hyperparameters, steps } = action;
        return void tracing.again(run, { hyperparameters, ...(steps !== undefined && { steps }) });
      }
      case 'revealObjective':
        return void reveal(documents, origin, null);
      case 'revealError':
        return void reveal(documents, origin, runs.current?.error?.message ?? null);
    }
  });
}
