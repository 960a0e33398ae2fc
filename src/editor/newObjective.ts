import * as vscode from 'vscode';
import { isSupported } from './languages';
import { words } from './words';

/**
 * New Objective: an untitled file with a small objective to change, for a person who has none yet.
 * It is in the language that the person is writing in, and runs as it stands.
 */
export function registerNewObjective(): vscode.Disposable {
  return vscode.commands.registerCommand('adamscope.newObjective', async () => {
    const beside = vscode.window.activeTextEditor?.document;
    const language = beside && isSupported(beside) ? beside.languageId : 'typescript';
    const document = await vscode.workspace.openTextDocument({ language, content: starter() });
    await vscode.window.showTextDocument(document, {
      selection: new vscode.Range(...nameOf(document)),
    });
  });
}

function starter(): string {
  return `/**
 * ${words('editor.new.what')}
 *
 * @optimizer adam lr=0.05
 * @steps 500
 */
export function line({ slope, offset } = { slope: 0, offset: 0 }) {
  // ${words('editor.new.data')}
  const points = [[0, 1], [1, 3], [2, 4], [3, 8]];
  let loss = 0;
  for (const [x, y] of points) loss += (slope * x + offset - y) ** 2;
  return loss / points.length;
}
`;
}

/** Where the function's name stands: the first thing that a person changes. */
function nameOf(document: vscode.TextDocument): [vscode.Position, vscode.Position] {
  const start = document.getText().indexOf('line(');
  return [document.positionAt(start), document.positionAt(start + 'line'.length)];
}
