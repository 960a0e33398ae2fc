import * as vscode from 'vscode';
import type { Run } from '../../session/session';
import { verdict } from '../../session/verdict';
import type { Documents } from '../documents';
import { reveal } from '../reveal';
import type { Runs } from '../runs';
import type { Tracing } from '../tracing';
import { trusted } from '../trust';
import { words } from '../words';
import type { Panel } from './panel';

/** The ghost of “Why bias correction?”: the same code and numbers with the switch off. */
async function showWithoutCorrection(run: Run, runs: Runs): Promise<void> {
  if (!trusted()) return;
  if (runs.isAdopted(run.id)) {
    void vscode.window.showInformationMessage(words('editor.no-code-kept'));
    return;
  }
  const hyperparameters = { ...run.request.hyperparameters, biasCorrection: false };
  const title = words('editor.without-correction');
  await runs.startBehind(run, { hyperparameters }, { title, kind: 'without-correction' });
}

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
      case 'withoutCorrection':
        return void showWithoutCorrection(run, runs);
      case 'revealObjective':
        return void reveal(documents, origin, null);
      case 'revealError':
        return void reveal(documents, origin, runs.current?.error?.message ?? null);
    }
  });
}
