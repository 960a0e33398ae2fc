import * as vscode from 'vscode';
import { objectiveAt, symbolAt } from '../objective/find';
import { stretchesOf, type Stretch } from '../protocol/highlight';
import { coordinatesOf } from './coordinates';
import type { Documents } from './documents';
import { isSupported } from './languages';
import type { Panel } from './panel/panel';
import type { Runs } from './runs';

/** Milliseconds that the caret has to rest: who goes through a line wants no flicker. */
const rest = 80;

/**
 * The caret on a parameter, at its binding or a use, makes its lines stand out in the panel's charts.
 * What the panel draws stays the person's choice.
 */
export function registerCaret(documents: Documents, runs: Runs, panel: Panel): vscode.Disposable {
  let timer: NodeJS.Timeout | null = null;
  const soon = () => {
    if (timer) clearTimeout(timer);
    timer = setTimeout(() => {
      timer = null;
      const run = runs.shown;
      if (run) panel.highlight(run.id, stretchesAt(vscode.window.activeTextEditor));
    }, rest);
  };
  const stretchesAt = (editor: vscode.TextEditor | undefined): Stretch[] => {
    const run = runs.shown;
    const origin = run && runs.origin(run.id);
    if (!editor || !run?.trace || !origin || !isSupported(editor.document)) return [];
    const { document, selection } = editor;
    if (document.uri.toString() !== origin.uri.toString()) return [];
    const located = documents.locate(document);
    const offset = located?.toAnalysis(document.offsetAt(selection.active));
    if (!located || offset === null || offset === undefined) return [];
    const objective = objectiveAt(located.analysis, offset, offset);
    if (!objective || 'code' in objective || objective.selector !== origin.selector) return [];
    const symbol = symbolAt(located.analysis, objective, offset);
    if (symbol?.kind !== 'parameter') return [];
    return stretchesOf(coordinatesOf(run.trace.header.leaves, symbol.path));
  };
  return vscode.Disposable.from(
    { dispose: () => timer && clearTimeout(timer) },
    vscode.window.onDidChangeTextEditorSelection(soon),
    runs.onDidFocus(soon),
    runs.onDidChange(({ run, what }) => {
      if (what === 'ready' && run === runs.shown) soon();
    }),
  );
}
