import * as vscode from 'vscode';
import type { Runs } from './runs';
import { viewSettings } from './settings';
import type { StaleMarks } from './stale';
import type { Tracing } from './tracing';

/**
 * Under `adamscope.runOnSave`, a save runs those objectives again that were traced in this window
 * and read differently now. A run that was restored after a reload is no gesture of this window's.
 */
export function registerRunOnSave(
  runs: Runs,
  stale: StaleMarks,
  tracing: Tracing,
): vscode.Disposable {
  return vscode.workspace.onDidSaveTextDocument(async ({ uri }) => {
    if (!viewSettings(uri).runOnSave || !vscode.workspace.isTrusted) return;
    await stale.check(uri);
    for (const run of runs.readersOf(uri)) {
      if (run.stale && !runs.isAdopted(run.id)) await tracing.again(run, {}, true);
    }
  });
}
