import * as vscode from 'vscode';
import type { LocatedObjective } from '../objective/analyse';
import type { Place } from '../protocol/message';
import type { Located } from './located';

/** The file of a place: the document itself, or one that it imports from the same file system. */
export function uriOf(document: vscode.Uri, place: Place): vscode.Uri {
  return place.file === document.path
    ? document
    : document.with({ path: place.file, fragment: '', query: '' });
}

/** The range of a place, one character long where it says no end. */
export function rangeOf(place: Place): vscode.Range {
  const line = place.line - 1;
  const column = place.column - 1;
  return new vscode.Range(
    line,
    column,
    (place.endLine ?? place.line) - 1,
    place.endColumn === undefined ? column + 1 : place.endColumn - 1,
  );
}

/** `src/model.ts:3:14`, as people read and search it. */
export function placeInWords(document: vscode.Uri, place: Place): string {
  const file = vscode.workspace.asRelativePath(uriOf(document, place));
  return `${file}:${place.line}:${place.column}`;
}

/** Where a stretch of an analysis stands in the document now; null inside an edited stretch. */
export function stretch(
  document: vscode.TextDocument,
  located: Located,
  start: number,
  end: number,
): vscode.Range | null {
  const from = located.toDocument(start);
  const to = located.toDocument(end);
  if (from === null || to === null) return null;
  return new vscode.Range(document.positionAt(from), document.positionAt(to));
}

/** The line above which lenses of an objective stand, and where what has no place is shown. */
export function nameRange(
  document: vscode.TextDocument,
  located: Located,
  objective: LocatedObjective,
): vscode.Range {
  return (
    stretch(document, located, objective.nameStart, objective.nameEnd) ??
    new vscode.Range(0, 0, 0, 0)
  );
}
