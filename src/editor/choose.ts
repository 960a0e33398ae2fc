import * as vscode from 'vscode';
import type { Analysis, LocatedObjective } from '../objective/analyse';
import { likelyObjectives, objectiveAt, objectiveNamed, pairsIn } from '../objective/find';
import { registry } from '../optimizers/registry';
import type { Diagnostics } from './diagnostics';
import type { Documents } from './documents';
import { isSupported } from './languages';
import { say, visible, words } from './words';

/** An objective of a document, as a command is to act on it. */
export interface Chosen {
  document: vscode.TextDocument;
  analysis: Analysis;
  objective: LocatedObjective;
}

/**
 * The objective that a command means: that of its argument, else the one that is selected or that
 * the cursor is in, else one of the file's that the person picks. Undefined where there is none;
 * the person has been told why.
 */
export async function chooseObjective(
  documents: Documents,
  diagnostics: Diagnostics,
  target: unknown,
): Promise<Chosen | undefined> {
  if (isTarget(target)) {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(target.uri));
    const analysis = documents.analyse(document);
    const objective = objectiveNamed(analysis, target.selector);
    if (objective) return { document, analysis, objective };
    return explain(diagnostics, document, analysis);
  }
  const editor = editorInUse();
  if (!editor) {
    void vscode.window.showInformationMessage(words('editor.no-document'));
    return undefined;
  }
  const { document, selection } = editor;
  const analysis = documents.analyse(document);
  if (analysis.problem) return explain(diagnostics, document, analysis);

  const [start, end] = [document.offsetAt(selection.start), document.offsetAt(selection.end)];
  const found = objectiveAt(analysis, start, end);
  const selected = new vscode.Range(selection.start, selection.end);
  diagnostics.selection(document, selected, found && 'code' in found ? found : null);
  if (found && 'code' in found) {
    void diagnostics.refresh(document);
    void vscode.window.showWarningMessage(say(found));
    return undefined;
  }
  const objective = found ?? (await pickObjective(analysis));
  return objective && { document, analysis, objective };
}

/** What a lens passes to its command. */
function isTarget(value: unknown): value is { uri: string; selector: string } {
  if (typeof value !== 'object' || value === null) return false;
  const { uri, selector } = value as Record<string, unknown>;
  return typeof uri === 'string' && typeof selector === 'string';
}

/** The active editor or, where a panel has the focus, one that is visible. */
function editorInUse(): vscode.TextEditor | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  if (activeTextEditor && isSupported(activeTextEditor.document)) return activeTextEditor;
  return visibleTextEditors.find(({ document }) => isSupported(document));
}

/** Says why nothing of this document can run: it does not parse, or the objective is gone. */
async function explain(
  diagnostics: Diagnostics,
  document: vscode.TextDocument,
  analysis: Analysis,
): Promise<undefined> {
  if (analysis.problem) await diagnostics.showProblem(document);
  const said = analysis.problem ? say(analysis.problem) : words('editor.no-longer-there');
  void vscode.window.showWarningMessage(said);
  return undefined;
}

async function pickObjective(analysis: Analysis): Promise<LocatedObjective | undefined> {
  const offered = likelyObjectives(analysis);
  if (offered.length === 0) {
    void vscode.window.showInformationMessage(words('editor.no-objective'));
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(
    offered.map((objective) => ({ label: visible(objective.displayName), objective })),
    { title: words('editor.pick.title'), placeHolder: words('editor.pick.placeholder') },
  );
  return picked?.objective;
}

/** The optimizer that Trace… is to run where no tag names one; the file's own are there, too. */
export async function chooseOptimizer({
  analysis,
  objective,
}: Chosen): Promise<string | undefined> {
  if (objective.tags.optimizer) return objective.tags.optimizer.name;
  const picked = await vscode.window.showQuickPick(offeredOptimizers(analysis), {
    title: words('editor.pick.optimizer'),
  });
  return picked?.name;
}

/** All optimizers to pick from: those of the registry, then the file's own. */
export function offeredOptimizers(analysis: Analysis): (vscode.QuickPickItem & { name: string })[] {
  const own = pairsIn(analysis).map(({ name }) => {
    return { label: visible(name), detail: words('editor.pick.own'), name: `#${name}` };
  });
  const ours = registry.map(({ name, title, citation }) => {
    return { label: title, detail: citation, name };
  });
  return [...ours, ...own];
}
