import * as vscode from 'vscode';
import type { Run } from '../../session/session';
import type { Runs } from '../runs';
import { words } from '../words';
import { fileName } from './fileName';

/** A chart of the panel as a picture, where the person wants it. */
export async function savePicture(
  run: Run,
  runs: Runs,
  { name, png }: { name: string; png: Uint8Array },
): Promise<void> {
  const origin = runs.origin(run.id)?.uri;
  const file = `${fileName(`${run.request.objective.name}-${name}`)}.png`;
  const target = await vscode.window.showSaveDialog({
    ...(origin && { defaultUri: vscode.Uri.joinPath(origin, '..', file) }),
    filters: { PNG: ['png'] },
  });
  if (!target) return;
  try {
    await vscode.workspace.fs.writeFile(target, png);
  } catch (error) {
    const reason = (error as Error).message;
    void vscode.window.showErrorMessage(words('editor.export.failed', file, reason));
  }
}
