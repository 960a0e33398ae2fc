import * as vscode from 'vscode';
import type { Analysis } from '../objective/analyse';
import { pairsIn } from '../objective/find';
import { registry } from '../optimizers/registry';
import type { Message } from '../protocol/message';
import type { OptimizerBundle } from '../protocol/objective';
import type { CheckResult } from '../session/check/check';
import { readSettings } from '../session/settings';
import type { Session } from '../session/session';
import type { Documents } from './documents';
import { isSupported } from './languages';
import { rangeOf, uriOf } from './places';
import { readText } from './plan';
import { readerFor } from './reading';
import { runSettings } from './settings';
import { trusted } from './trust';
import { say, visible, words } from './words';

const steps = 200;

/**
 * Check My Optimizer: the pair at the cursor, or one that the person picks, beside one of ours. What
 * differs is shown at its function until the text changes.
 *
 * @param open a session of its own for each check, so that no view takes it for a run
 */
export function registerCheckOptimizer(
  documents: Documents,
  open: () => Promise<Session>,
): vscode.Disposable {
  const shown = vscode.languages.createDiagnosticCollection('adamscope check');
  const check = async () => {
    if (!trusted()) return;
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !isSupported(document)) {
      void vscode.window.showInformationMessage(words('editor.no-document'));
      return;
    }
    const name = await choosePair(documents.analyse(document));
    const against = name === undefined ? undefined : await chooseReference();
    if (name === undefined || against === undefined) return;
    shown.delete(document.uri);
    const bundled = await bundle(document.uri, name);
    const result: CheckResult = Array.isArray(bundled)
      ? { kind: 'problems', problems: bundled }
      : await run(document.uri, name, bundled, against, open);
    report(document.uri, result, shown);
  };
  return vscode.Disposable.from(
    shown,
    vscode.commands.registerCommand('adamscope.checkOptimizer', check),
    vscode.workspace.onDidChangeTextDocument(({ document }) => shown.delete(document.uri)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => shown.delete(uri)),
  );
}

/** The name of the pair that the cursor is in, else of the file's only one, else of one picked. */
async function choosePair(analysis: Analysis): Promise<string | undefined> {
  const pairs = pairsIn(analysis);
  const editor = vscode.window.activeTextEditor!;
  const offset = editor.document.offsetAt(editor.selection.active);
  const here = pairs.find(({ start, end }) => start <= offset && offset <= end);
  if (here ?? pairs.length === 1) return (here ?? pairs[0]!).name;
  if (pairs.length === 0) {
    void vscode.window.showInformationMessage(words('editor.check.no-pair'));
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(
    pairs.map(({ name }) => ({ label: visible(name), name })),
    { title: words('editor.check.pick') },
  );
  return picked?.name;
}

async function chooseReference(): Promise<string | undefined> {
  // Adam first: it is what people write.
  const listed = [...registry].sort(
    (a, b) => Number(b.name === 'adam') - Number(a.name === 'adam'),
  );
  const picked = await vscode.window.showQuickPick(
    listed.map(({ name, title, citation }) => ({ label: title, detail: citation, name })),
    { title: words('editor.check.against') },
  );
  return picked?.name;
}

async function bundle(uri: vscode.Uri, name: string): Promise<OptimizerBundle | Message[]> {
  const { bundleOptimizer } = await import('../objective/ownOptimizer');
  const read = readerFor(uri, readText);
  const bundled = await bundleOptimizer(`#${name}`, uri.path, read);
  return 'problems' in bundled ? bundled.problems : bundled.bundle;
}

async function run(
  uri: vscode.Uri,
  name: string,
  own: OptimizerBundle,
  against: string,
  open: () => Promise<Session>,
): Promise<CheckResult> {
  const { checkOptimizer } = await import('../session/check/check');
  const { limits } = readSettings(runSettings(uri), against);
  const session = await open();
  try {
    const title = words('editor.check.progress', visible(name));
    const location = vscode.ProgressLocation.Notification;
    return await vscode.window.withProgress({ title, location, cancellable: true }, (_, token) => {
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      const asked = { name: `#${name}`, own, against, dialect: null, hyperparameters: {} };
      return checkOptimizer(session, { ...asked, steps, limits }, controller.signal);
    });
  } finally {
    session.dispose();
  }
}

function report(uri: vscode.Uri, result: CheckResult, shown: vscode.DiagnosticCollection): void {
  if (result.kind === 'matches') {
    void vscode.window.showInformationMessage(say(result.said));
    return;
  }
  const hints = 'hints' in result ? result.hints.map(say).join('; ') : '';
  const said = result.kind === 'problems' ? result.problems[0]! : result.said;
  const text = hints === '' ? say(said) : words('own.with-hints', say(said), hints);
  void vscode.window.showWarningMessage(text);
  if (!said.place) return;
  const severity =
    result.kind === 'differs' ? vscode.DiagnosticSeverity.Warning : vscode.DiagnosticSeverity.Error;
  const diagnostic = new vscode.Diagnostic(rangeOf(said.place), text, severity);
  diagnostic.source = 'Adamscope';
  shown.set(uriOf(uri, said.place), [diagnostic]);
}
