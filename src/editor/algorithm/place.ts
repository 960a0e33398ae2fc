import * as vscode from 'vscode';
import { panelType } from '../panel/type';

export function isTabOf(tab: vscode.Tab, uri: vscode.Uri): boolean {
  return tab.input instanceof vscode.TabInputText && tab.input.uri.toString() === uri.toString();
}

/**
 * The column for a document that is read beside the code: its own where it is open; below the code
 * where the panel takes the place beside it; else beside the active editor.
 */
export async function placeBeside(uri: vscode.Uri): Promise<vscode.ViewColumn> {
  const { all } = vscode.window.tabGroups;
  const open = all.find(({ tabs }) => tabs.some((tab) => isTabOf(tab, uri)));
  if (open) return open.viewColumn;
  const panel = all.find(({ activeTab }) => isPanel(activeTab));
  if (!panel) return vscode.ViewColumn.Beside;
  const code = all.find((group) => group !== panel);
  if (!code) return vscode.ViewColumn.Beside;
  if (vscode.window.tabGroups.activeTabGroup === panel) {
    await vscode.commands.executeCommand('workbench.action.focusFirstEditorGroup');
  }
  await vscode.commands.executeCommand('workbench.action.newGroupBelow');
  return vscode.ViewColumn.Active;
}

/** VS Code puts a prefix of its own before the type of a webview. */
function isPanel(tab: vscode.Tab | undefined): boolean {
  return tab?.input instanceof vscode.TabInputWebview && tab.input.viewType.endsWith(panelType);
}
