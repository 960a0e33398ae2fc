import type * as vscode from 'vscode';
import type { Keeper } from '../keeper';
import type { Runs } from '../runs';
import type { StaleMarks } from '../stale';
import type { Panel } from './panel';

/** After a reload of the window: the panel with its view and its trace, and nothing evaluated. */
export async function restorePanel(
  view: vscode.WebviewPanel,
  panel: Panel,
  keeper: Keeper,
  stale: StaleMarks,
  runs: Runs,
): Promise<void> {
  // Before the page loads, so that the first thing it hears of is the run.
  const run = runs.current ?? (await keeper.restore());
  panel.adopt(view);
  const origin = run && runs.origin(run.id);
  if (origin) await stale.check(origin.uri);
}
