import * as vscode from 'vscode';
import type { Runs } from './runs';
import { count, words } from './words';

/** Moves the cursor of the current run: by one step, or to one that the person names. */
export function registerNavigation(runs: Runs): vscode.Disposable {
  const move = (step: (cursor: number, length: number) => number) => {
    const run = runs.shown;
    if (!run?.trace) return;
    runs.setCursor(run.id, step(run.cursor, run.trace.length));
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand('adamscope.nextStep', () => move((cursor) => cursor + 1)),
    vscode.commands.registerCommand('adamscope.previousStep', () => move((cursor) => cursor - 1)),
    vscode.commands.registerCommand('adamscope.goToStep', async (to?: unknown) => {
      const run = runs.shown;
      if (!run?.trace) return;
      const last = run.trace.length;
      const step = typeof to === 'number' ? to : await askStep(run.cursor, last);
      if (step !== undefined) move(() => step);
    }),
  );
}

async function askStep(cursor: number, last: number): Promise<number | undefined> {
  const isStep = (text: string) => /^\d+$/.test(text.trim()) && Number(text) <= last;
  const text = await vscode.window.showInputBox({
    title: words('editor.step.title'),
    value: String(cursor),
    prompt: words('editor.step.prompt', count(last)),
    validateInput: (given) => (isStep(given) ? null : words('editor.step.prompt', count(last))),
  });
  return text === undefined ? undefined : Number(text);
}
