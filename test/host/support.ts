import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { AdamscopeApi, RunSnapshot } from '../../src/editor/api';

export const extensionId = 'adamscope.adamscope';

/** A busy machine may take its time; what comes sooner is taken sooner. */
export const patience = 120_000;

export const rosenbrock = `/**
 * @optimizer adam lr=0.1
 * @steps 3000
 */
export function rosenbrock([x, y] = [-1.2, 1]) {
  return (1 - x) ** 2 + 100 * (y - x ** 2) ** 2;
}
`;

export async function api(): Promise<AdamscopeApi> {
  const extension = vscode.extensions.getExtension<AdamscopeApi>(extensionId);
  assert.ok(extension, `${extensionId} is not installed`);
  return extension.activate();
}

/** Shows a text as an untitled document, the cursor at `cursor` (a part of the text) if given. */
export async function show(
  content: string,
  cursor?: string,
  language = 'typescript',
): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ content, language });
  const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
  // On a busy machine VS Code gives a name to a new document while the one that had it before is
  // still being closed, and then the text of that.
  const text = document.getText();
  if (text !== content) {
    const all = new vscode.Range(document.positionAt(0), document.positionAt(text.length));
    await editor.edit((change) => change.replace(all, content));
  }
  if (cursor !== undefined) putCursor(editor, cursor);
  return editor;
}

export function putCursor(editor: vscode.TextEditor, part: string): void {
  const position = positionOf(editor.document, part);
  editor.selection = new vscode.Selection(position, position);
}

/** Where a part of the text begins, or `within` characters further. */
export function positionOf(
  document: vscode.TextDocument,
  part: string,
  within = 0,
): vscode.Position {
  const offset = document.getText().indexOf(part);
  assert.ok(offset >= 0, `no “${part}” in the document`);
  return document.positionAt(offset + within);
}

/** Resolves with the first run that a check accepts, now or after any later change. */
export async function runThat(
  accept: (run: RunSnapshot) => boolean,
  wanted = 'a run',
  milliseconds = patience / 2,
): Promise<RunSnapshot> {
  const adamscope = await api();
  return until(
    adamscope.onDidChangeRun,
    () => adamscope.getRuns().findLast(accept),
    () => `${wanted}; there are ${JSON.stringify(adamscope.getRuns())}`,
    milliseconds,
  );
}

/**
 * The first run of a document after the run `after`, once it has ended. (Names of untitled
 * documents come again: what ran before belongs to others.)
 */
export function ended(document: vscode.TextDocument, after: number): Promise<RunSnapshot> {
  const uri = document.uri.toString();
  return runThat(
    (run) => run.document === uri && run.id > after && run.state !== 'running',
    `an ended run of ${uri}`,
  );
}

/** The id of the newest run; 0 before the first. */
export async function lastRun(): Promise<number> {
  return Math.max(0, ...(await api()).getRuns().map(({ id }) => id));
}

/** Runs Trace Adam where the cursor is and waits for the end. */
export async function traceAdam(editor: vscode.TextEditor): Promise<RunSnapshot> {
  const last = await lastRun();
  await vscode.commands.executeCommand('adamscope.traceAdam');
  return ended(editor.document, last);
}

/** The value of `look` as soon as it is there; asked again after each event and each tenth second. */
export function until<T>(
  event: vscode.Event<unknown> | null,
  look: () => T | undefined | false | Thenable<T | undefined | false>,
  wanted: () => string,
  milliseconds = patience / 2,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let settled = false;
    const check = async () => {
      const found = await look();
      if (settled || found === undefined || found === false) return;
      end();
      resolve(found);
    };
    const ask = () => void check().catch((error: unknown) => fail(error as Error));
    const subscription = event?.(ask);
    // Not everything that VS Code shows announces itself.
    const timer = setInterval(ask, 100);
    const limit = setTimeout(() => fail(new Error(`waited for ${wanted()}`)), milliseconds);
    const end = () => {
      settled = true;
      subscription?.dispose();
      clearInterval(timer);
      clearTimeout(limit);
    };
    const fail = (error: Error) => {
      end();
      reject(error);
    };
    ask();
  });
}

/** Titles of the lenses of a document, in order; without Compare…, which says nothing of a run. */
export async function lenses(document: vscode.TextDocument): Promise<string[]> {
  const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    document.uri,
    100,
  );
  return found
    .filter(
      ({ command }) =>
        command?.command.startsWith('adamscope.') && command.command !== 'adamscope.compare',
    )
    .map((lens) => lens.command!.title);
}

/** The text of our hover at a position; empty without one. */
export async function hover(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return hovers
    .flatMap((found) => found.contents as vscode.MarkdownString[])
    .map((content) => content.value)
    .filter((text) => text.includes('step'))
    .join('\n');
}

/** Our diagnostics of a document, once there are as many as wanted. */
export function diagnostics(
  document: vscode.TextDocument,
  accept: (found: vscode.Diagnostic[]) => boolean,
): Promise<vscode.Diagnostic[]> {
  const ours = () =>
    vscode.languages.getDiagnostics(document.uri).filter((found) => found.source === 'Adamscope');
  return until(
    vscode.languages.onDidChangeDiagnostics,
    () => {
      const found = ours();
      return accept(found) ? found : undefined;
    },
    () => `diagnostics; there are ${JSON.stringify(ours())}`,
  );
}

/** Replaces the first occurrence of a text in the document. */
export async function edit(editor: vscode.TextEditor, from: string, to: string): Promise<void> {
  const start = positionOf(editor.document, from);
  const end = positionOf(editor.document, from, from.length);
  assert.ok(await editor.edit((change) => change.replace(new vscode.Range(start, end), to)));
}

export async function closeEditors(): Promise<void> {
  for (const { document } of vscode.window.visibleTextEditors) {
    if (!document.isUntitled) continue;
    // An empty untitled document closes without a question.
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

export async function setting(name: string, value: unknown): Promise<void> {
  await vscode.workspace
    .getConfiguration('adamscope')
    .update(name, value, vscode.ConfigurationTarget.Global);
}
