import * as vscode from 'vscode';
import { words } from './words';

/**
 * Whether the user's code may be evaluated. Asked inside every command that leads to a run; in
 * Restricted Mode it says why nothing happens, without waiting for an answer.
 */
export function trusted(): boolean {
  if (vscode.workspace.isTrusted) return true;
  const manage = words('editor.manage-trust');
  void vscode.window.showWarningMessage(words('editor.untrusted'), manage).then((answer) => {
    if (answer === manage) void vscode.commands.executeCommand('workbench.trust.manage');
  });
  return false;
}
