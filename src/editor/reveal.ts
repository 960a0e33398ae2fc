import * as vscode from 'vscode';
import type { Message } from '../protocol/message';
import type { Documents } from './documents';
import { nameRange, rangeOf, uriOf } from './places';
import type { Origin } from './origin';

/** Shows where a message belongs: its own place, else the objective's name. */
export async function reveal(
  documents: Documents,
  { uri, selector }: Pick<Origin, 'uri' | 'selector'>,
  said: Message | null,
): Promise<void> {
  const file = said?.place ? uriOf(uri, said.place) : uri;
  const document = await vscode.workspace.openTextDocument(file);
  let range = said?.place ? rangeOf(said.place) : undefined;
  if (!range) {
    const located = documents.locate(document);
    const objective = located?.analysis.objectives.find((found) => found.selector === selector);
    if (located && objective) range = nameRange(document, located, objective);
  }
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  await vscode.window.showTextDocument(document, {
    viewColumn: shown?.viewColumn ?? vscode.ViewColumn.One,
    ...(range && { selection: range }),
  });
}
