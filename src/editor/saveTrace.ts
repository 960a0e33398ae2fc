import { copyFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { saveRun } from '../session/saveRun';
import type { Run } from '../session/session';
import type { Keeper } from './keeper';
import { traceExtension } from './keptFiles';
import type { Runs } from './runs';
import { words } from './words';

/** *Save Trace…*: the file of the run that is shown, where the person wants it. */
export function registerSaveTrace(runs: Runs, keeper: Keeper, by: string): vscode.Disposable {
  return vscode.commands.registerCommand('adamscope.saveTrace', async () => {
    const run = runs.shown;
    if (!run?.trace) {
      void vscode.window.showInformationMessage(words('editor.save-trace.none'));
      return;
    }
    const to = await vscode.window.showSaveDialog({
      defaultUri: suggested(run, runs),
      filters: { [words('editor.save-trace.kind')]: [traceExtension.slice(1)] },
      saveLabel: words('editor.save-trace.label'),
    });
    if (!to) return;
    try {
      await save(run, to, runs, keeper, by);
    } catch (error) {
      void vscode.window.showErrorMessage(words('editor.save-trace.failed', String(error)));
    }
  });
}

async function save(
  run: Run,
  to: vscode.Uri,
  runs: Runs,
  keeper: Keeper,
  by: string,
): Promise<void> {
  const kept = await keeper.fileOf(run.id);
  // A virtual file system is VS Code's to write to; any other the system copies by itself.
  const copy = (from: string) =>
    to.scheme === 'file'
      ? copyFile(from, to.fsPath)
      : vscode.workspace.fs.copy(vscode.Uri.file(from), to, { overwrite: true });
  if (kept !== undefined) return copy(kept);
  const made = path.join(tmpdir(), `adamscope-${process.pid}-${run.id}${traceExtension}`);
  try {
    await saveRun(run, runs.landscapesOf(run.id), made, by);
    await copy(made);
  } finally {
    await rm(made, { force: true });
  }
}

/** Beside the objective, or in the first folder. */
function suggested(run: Run, runs: Runs): vscode.Uri | undefined {
  const uri = runs.origin(run.id)?.uri;
  const folder =
    uri?.scheme === 'file'
      ? vscode.Uri.joinPath(uri, '..')
      : vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = run.request.objective.name.replaceAll(/[^\p{L}\p{N}.-]+/gu, '-');
  return folder && vscode.Uri.joinPath(folder, `${name}${traceExtension}`);
}
