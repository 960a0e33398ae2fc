import * as vscode from 'vscode';
import type { Run } from '../../session/session';
import { verdict } from '../../session/verdict';
import type { Documents } from '../documents';
import { forkFrom } from '../fork';
import { reveal, revealCoordinate } from '../reveal';
import { openExample } from '../example';
import type { Runs } from '../runs';
import type { Tracing } from '../tracing';
import { trusted } from '../trust';
import type { Tunings } from '../tunings';
import { count, visible, words } from '../words';
import type { Panel } from './panel';
import { writeToCode } from './whatIf';

/** Whether the code of a run may run and is there; the person has been told where not. */
function hasCode(run: Run, runs: Runs): boolean {
  if (!trusted()) return false;
  if (!runs.isAdopted(run.id)) return true;
  void vscode.window.showInformationMessage(words('editor.no-code-kept'));
  return false;
}

/** Sweeps a comparison, with a notification that ends it: the panel may be closed meanwhile. */
async function sweep(run: Run, runs: Runs, tunings: Tunings): Promise<void> {
  if (!hasCode(run, runs)) return;
  const title = words('editor.sweep', visible(run.request.objective.name));
  const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title };
  await vscode.window.withProgress(options, async (progress, cancellation) => {
    cancellation.onCancellationRequested(() => tunings.stop(run.id));
    let before = 0;
    const listening = tunings.onDidChange((front) => {
      const tuning = tunings.of(run.id);
      if (front !== run.id || !tuning) return;
      const increment = (100 * (tuning.ended - before)) / tuning.all;
      before = tuning.ended;
      const message = words('editor.sweep.runs', count(tuning.ended), count(tuning.all));
      progress.report({ increment, message });
    });
    try {
      await tunings.start(run);
    } finally {
      listening.dispose();
    }
  });
}

/** The ghost of “Why bias correction?”: the same code and numbers with the switch off. */
async function showWithoutCorrection(run: Run, runs: Runs): Promise<void> {
  if (!hasCode(run, runs)) return;
  const hyperparameters = { ...run.request.hyperparameters, biasCorrection: false };
  const title = words('editor.without-correction');
  await runs.startBehind(run, { hyperparameters }, { title, kind: 'without-correction' });
}

/** What the panel's buttons do; what leads to a run asks for trust on its own. */
export function registerPanelButtons(
  { extensionUri, globalStorageUri }: vscode.ExtensionContext,
  parts: {
    panel: Panel;
    documents: Documents;
    runs: Runs;
    tunings: Tunings;
    tracing: Tracing;
  },
): vscode.Disposable {
  const { panel, documents, runs, tunings, tracing } = parts;
  const tune = vscode.commands.registerCommand('adamscope.sweep', async () => {
    const run = runs.current;
    const compared = run && runs.overlaysOf(run.id).some(({ kind }) => kind === 'compared');
    if (compared) return sweep(run, runs, tunings);
    return void vscode.window.showInformationMessage(words('editor.sweep.nothing'));
  });
  const write = vscode.commands.registerCommand('adamscope.writeToCode', async () => {
    const run = runs.shown;
    if (run) await writeToCode(documents, runs, run);
  });
  const buttons = panel.onDidRequest(({ run, button, coordinate }) => {
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
      case 'sweep':
        return void sweep(run, runs, tunings);
      case 'sharpness':
        if (hasCode(run, runs)) void runs.measureSharpness(run.id);
        return;
      case 'writeToCode':
        return void writeToCode(documents, runs, run);
      case 'fork':
        if (hasCode(run, runs)) void forkFrom(run, runs, panel);
        return;
      case 'export':
        return void vscode.commands.executeCommand('adamscope.export');
      case 'openExample':
        return void openExample(extensionUri, globalStorageUri, 'expectation.ts').then((document) =>
          vscode.window.showTextDocument(document, vscode.ViewColumn.One),
        );
      case 'revealObjective':
        // A log may be a file that is no text.
        if (run.trace?.header.imported) {
          return void vscode.commands.executeCommand('vscode.open', origin.uri);
        }
        return void reveal(documents, origin, null);
      case 'revealCoordinate': {
        const { leaves } = run.trace?.header ?? {};
        if (!leaves || coordinate === undefined || run.trace?.header.imported) return;
        return void revealCoordinate(documents, origin, leaves, coordinate);
      }
      case 'revealError':
        return void reveal(documents, origin, runs.current?.error?.message ?? null);
    }
  });
  return vscode.Disposable.from(tune, write, buttons);
}
