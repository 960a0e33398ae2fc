import * as vscode from 'vscode';
import type { Leaf } from '../protocol/leaf';
import type { Message } from '../protocol/message';
import type { Documents } from './documents';
import { nameRange, rangeOf, stretch, uriOf } from './places';
import { findNames, nameOfCoordinate } from './names';
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
  await select(document, range);
}

/** Shows the name by which the code calls a coordinate of θ, else the objective's. */
export async function revealCoordinate(
  documents: Documents,
  { uri, selector }: Pick<Origin, 'uri' | 'selector'>,
  leaves: readonly Leaf[],
  coordinate: number,
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const located = documents.locate(document);
  const objective = located?.analysis.objectives.find((found) => found.selector === selector);
  let range: vscode.Range | null = null;
  if (located && objective) {
    const name = nameOfCoordinate(findNames(located.analysis, objective), leaves, coordinate);
    range =
      (name && stretch(document, located, name.offset, name.offset + name.length)) ??
      nameRange(document, located, objective);
  }
  await select(document, range);
}

async function select(
  document: vscode.TextDocument,
  range: vscode.Range | null | undefined,
): Promise<void> {
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  await vscode.window.showTextDocument(document, {
    viewColumn: shown?.viewColumn ?? vscode.ViewColumn.One,
    ...(range && { selection: range }),
  });
}
