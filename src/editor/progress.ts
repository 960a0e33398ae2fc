import * as vscode from 'vscode';
import type { Run } from '../session/session';
import type { Runs } from './runs';
import { count, visible, words } from './words';

/** A run shorter than this needs no notification. */
const patience = 1000;

/** A notification with progress and cancel for every run that takes over a second. */
export function registerProgress(runs: Runs): vscode.Disposable {
  const waiting = new Map<number, NodeJS.Timeout>();
  const subscription = runs.onDidChange(({ run, what }) => {
    if (what === 'started' && run.state === 'running') {
      waiting.set(
        run.id,
        setTimeout(() => {
          waiting.delete(run.id);
          if (run.state === 'running') void showProgress(runs, run);
        }, patience),
      );
    } else if (run.state !== 'running') {
      clearTimeout(waiting.get(run.id));
      waiting.delete(run.id);
    }
  });
  return vscode.Disposable.from(subscription, {
    dispose: () => waiting.forEach((timer) => clearTimeout(timer)),
  });
}

function showProgress(runs: Runs, run: Run): Thenable<void> {
  const title = words('editor.progress', visible(run.request.objective.name));
  const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title };
  return vscode.window.withProgress(
    options,
    (progress, cancellation) =>
      new Promise<void>((resolve) => {
        cancellation.onCancellationRequested(() => runs.stop(run.id));
        let shown = 0;
        const report = () => {
          const length = run.trace?.length ?? 0;
          const steps = run.request.steps;
          const increment = steps > 0 ? (100 * (length - shown)) / steps : 0;
          shown = length;
          progress.report({
            increment,
            message: words('editor.progress.step', count(length), count(steps)),
          });
        };
        report();
        const timer = setInterval(() => {
          if (run.state === 'running') return report();
          clearInterval(timer);
          resolve();
        }, 250);
      }),
  );
}
