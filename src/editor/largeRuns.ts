import * as vscode from 'vscode';
import type { Estimate } from '../session/estimate';
import type { Run } from '../session/session';
import { formatBytes, formatDuration, unaskedSteps } from '../session/size';
import { isBehind } from './runsBehind';
import { count, visible, words } from './words';

/** A run that takes more than this is asked about: seconds, and bytes of its numbers. */
const longest = 600;
const largest = 2e9;

/**
 * Asks, beside whatever else goes on, whether a run that turns out to be large is meant: very many
 * steps, or a slow objective, may be a slip of the keyboard. It waits at the step that it has come
 * to; whoever says nothing can stop it as any other.
 */
export function askOfLargeRun(
  run: Run,
  { bytes, seconds, isSettled }: Estimate,
): Promise<boolean> | null {
  const { objective, steps } = run.request;
  // Whoever takes part in a comparison makes as many steps as the one in front.
  if (isBehind(run)) return null;
  const isLong = isSettled && seconds > longest;
  if (steps <= unaskedSteps && !isLong && bytes <= largest) return null;
  const [size, time] = [formatBytes(bytes), formatDuration(seconds)];
  const at = count(run.trace!.length);
  const said = words('editor.large', visible(objective.name), at, count(steps), size, time);
  const yes = words('editor.large.run');
  return Promise.resolve(vscode.window.showWarningMessage(said, yes)).then(
    (answer) => answer === yes,
  );
}
