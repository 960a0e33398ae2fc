import * as vscode from 'vscode';
import type { Runs } from './runs';

/** Keeps the context keys that menus, enablement and the walkthrough read. */
export function registerContextKeys(runs: Runs): vscode.Disposable {
  const known = new Map<string, boolean>();
  const set = (key: string, value: boolean) => {
    if (known.get(key) === value) return;
    known.set(key, value);
    void vscode.commands.executeCommand('setContext', `adamscope.${key}`, value);
  };
  const update = () => {
    set(
      'running',
      runs.all.some((run) => run.state === 'running'),
    );
    set('hasRun', runs.current !== null);
  };
  return vscode.Disposable.from(
    runs.onDidFocus(update),
    runs.onDidChange(({ run, what }) => {
      if (what === 'cursor' && run.state !== 'running' && run.cursor < (run.trace?.length ?? 0)) {
        set('cursorMoved', true);
      }
      if (what !== 'cursor' && what !== 'steps') update();
    }),
  );
}
