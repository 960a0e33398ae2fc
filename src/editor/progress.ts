import * as vscode from 'vscode';
import { bytesOf } from '../session/estimate';
import type { Run } from '../session/session';
import { formatBytes, formatDuration } from '../session/size';
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
        const begun = { at: performance.now(), step: run.trace?.length ?? 0 };
        const report = () => {
          const length = run.trace?.length ?? 0;
          const steps = run.request.steps;
          const increment = steps > 0 ? (100 * (length - shown)) / steps : 0;
          shown = length;
          progress.report({ increment, message: inWords(run, begun) });
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

/** How far it has come since the notification `begun`, and what it will take. */
function inWords({ trace, request }: Run, begun: { at: number; step: number }): string {
  const steps = request.steps;
  const length = trace?.length ?? 0;
  const done = length - begun.step;
  if (!trace || done <= 0) return words('editor.progress.step', count(length), count(steps));
  const each = (performance.now() - begun.at) / 1000 / done;
  const left = formatDuration(each * (steps - length));
  const size = formatBytes(bytesOf(trace.header));
  return words('editor.progress.left', count(length), count(steps), left, size);
}
