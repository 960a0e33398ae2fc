import * as vscode from 'vscode';
import { registry } from '../optimizers/registry';
import { ownOptimizer } from '../protocol/optimizer';
import { readFork } from '../session/forkText';
import { optimizerTitle } from '../session/optimizerInShort';
import type { Run } from '../session/session';
import type { Panel } from './panel/panel';
import type { Runs } from './runs';
import { trusted } from './trust';
import { count, say, visible, words } from './words';

/**
 * Fork from This Step…: from the state under the cursor with another optimizer or other numbers. A
 * key binding may say how it differs, as in `{ "text": "lr=0.001" }`.
 */
export function registerFork(runs: Runs, panel: Panel): vscode.Disposable {
  return vscode.commands.registerCommand('adamscope.fork', async (given?: unknown) => {
    const run = runs.shown;
    if (run && !runs.isAdopted(run.id)) return forkFrom(run, runs, panel, textOf(given));
    if (run) void vscode.window.showInformationMessage(words('editor.no-code-kept'));
  });
}

function textOf(given: unknown): string | undefined {
  const { text } = (given ?? {}) as { text?: unknown };
  return typeof text === 'string' ? text : undefined;
}

/** Asks how the fork differs, unless that is said, and shows it beside the run that it forks from. */
export async function forkFrom(
  run: Run,
  runs: Runs,
  panel: Panel,
  differing?: string,
): Promise<void> {
  if (!trusted()) return;
  const step = run.cursor;
  const text = differing ?? (await askChanges(run, step));
  if (text === undefined || !trusted()) return;
  const read = readFork(text, run.request);
  if ('problems' in read) {
    return void vscode.window.showWarningMessage(read.problems.map(say).join(' '));
  }
  const forked = await runs.fork(run, step, read.changes);
  if ('problem' in forked) {
    return void vscode.window.showWarningMessage(say(forked.problem));
  }
  panel.show();
  const { optimizer } = forked.request;
  const title = visible(forkTitle(optimizer, text, step));
  await runs.startBehind(run, forked.request, { title, kind: 'compared' });
}

/** `Adam lr=0.01 from step 500`. */
function forkTitle(optimizer: string, text: string, step: number): string {
  const differing = text.split(/[\s,]+/).filter((word) => word.includes('='));
  const what = [optimizerTitle(optimizer), ...differing].join(' ');
  return words('editor.fork.run', what, count(step));
}

/** As the tag writes it; undefined where the person thought better of it. */
async function askChanges(run: Run, step: number): Promise<string | undefined> {
  const title = words('editor.fork.title', count(step));
  const { optimizer, hyperparameters } = run.request;
  const own = ownOptimizer(optimizer) ? [] : registry.filter(({ name }) => name !== optimizer);
  const lr = hyperparameters.lr ?? hyperparameters['inner.lr'];
  const rate = 'lr' in hyperparameters || lr === undefined ? 'lr' : 'inner.lr';
  const same = {
    label: words('editor.fork.same', visible(optimizerTitle(optimizer))),
    text: lr === undefined ? '' : `${rate}=${String(lr)}`,
  };
  const others = own.map((each) => {
    return { label: each.title, detail: each.citation, text: each.name };
  });
  const picked = await vscode.window.showQuickPick([same, ...others], { title });
  if (!picked) return undefined;
  return vscode.window.showInputBox({
    title,
    value: picked.text,
    prompt: words('editor.fork.prompt'),
    validateInput: (text) => {
      const read = readFork(text, run.request);
      return 'problems' in read ? read.problems.map(say).join(' ') : null;
    },
  });
}
