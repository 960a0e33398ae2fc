import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';

/** The panel's script and style, as its document holds them. */
export async function panelTexts(
  extensionUri: vscode.Uri,
): Promise<{ script: string; style: string }> {
  const text = (name: string) =>
    readFile(vscode.Uri.joinPath(extensionUri, 'dist', 'webview', name).fsPath, 'utf8');
  const [script, style] = await Promise.all([text('main.js'), text('panel.css')]);
  return { script, style };
}
