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
    vscode.commands.registerCommand('adamscope.nextStep', (given?: unknown) =>
      move((cursor, length) => Math.min(length, cursor + stepsOf(given))),
    ),
    vscode.commands.registerCommand('adamscope.previousStep', (given?: unknown) =>
      move((cursor) => Math.max(0, cursor - stepsOf(given))),
    ),
    vscode.commands.registerCommand('adamscope.firstStep', () => move(() => 0)),
    vscode.commands.registerCommand('adamscope.lastStep', () => move((_cursor, length) => length)),
    vscode.commands.registerCommand('adamscope.goToStep', async (to?: unknown) => {
      const run = runs.shown;
      if (!run?.trace) return;
      const last = run.trace.length;
      const step = typeof to === 'number' ? to : await askStep(run.cursor, last);
      if (step !== undefined) move(() => step);
    }),
  );
}

/** A key binding may say how many steps: `{ "by": 10 }`. */
function stepsOf(given: unknown): number {
  const by = (given as { by?: unknown } | null | undefined)?.by;
  return typeof by === 'number' && by > 0 ? Math.round(by) : 1;
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
