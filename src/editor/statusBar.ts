import * as vscode from 'vscode';
import type { Runs } from './runs';
import { count, visible, words } from './words';

const pace = 100;

/** One item: the step of a run while it runs, the cursor's step after; a click shows the panel. */
export function registerStatusBar(runs: Runs): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('adamscope', vscode.StatusBarAlignment.Right);
  item.name = 'Adamscope';
  item.command = 'adamscope.showPanel';
  let timer: NodeJS.Timeout | null = null;

  const update = () => {
    timer = null;
    const run = runs.current;
    if (!run) return item.hide();
    const name = visible(run.request.objective.name);
    const step = count(run.trace?.length ?? 0);
    if (run.state === 'running') {
      item.text = `$(loading~spin) ${words('editor.status.running', name, step)}`;
    } else {
      const icon = run.state === 'done' ? 'graph-line' : 'warning';
      item.text = `$(${icon}) ${words('editor.status.step', name, count(run.cursor), step)}`;
    }
    item.tooltip = words('editor.status.tooltip');
    item.show();
  };
  const updateSoon = () => (timer ??= setTimeout(update, pace));
  return vscode.Disposable.from(item, runs.onDidChange(updateSoon), runs.onDidFocus(updateSoon), {
    dispose: () => timer && clearTimeout(timer),
  });
}
