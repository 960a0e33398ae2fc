import * as path from 'node:path';
import type * as vscode from 'vscode';
import { createApi, type AdamscopeApi } from './editor/api';
import { registerCheckOptimizer } from './editor/checkOptimizer';
import { registerCommands } from './editor/commands';
import { registerCompare } from './editor/compare';
import { registerContextKeys } from './editor/context';
import { Diagnostics } from './editor/diagnostics';
import { Documents } from './editor/documents';
import { registerHover } from './editor/hover/hover';
import { InlineValues } from './editor/inlineValues';
import { Keeper } from './editor/keeper';
import { LensProvider } from './editor/lens';
import { registerNavigation } from './editor/navigation';
import { Output } from './editor/output';
import { registerPanelButtons } from './editor/panel/buttons';
import { Panel } from './editor/panel/panel';
import { registerPanelRestorer } from './editor/panel/restorer';
import { registerProgress } from './editor/progress';
import { registerRenames } from './editor/renames';
import { registerRunOnSave } from './editor/runOnSave';
import { Runs } from './editor/runs';
import { StaleMarks } from './editor/stale';
import { registerStatusBar } from './editor/statusBar';
import { Tracing } from './editor/tracing';
import type { Session } from './session/session';

export type { AdamscopeApi, RunSnapshot } from './editor/api';

/** The composition root: every part is made here, once, and given what it works with. */
export function activate(context: vscode.ExtensionContext): AdamscopeApi {
  const documents = new Documents();
  const runs = new Runs(() => openSession(context));
  const output = new Output(runs);
  const diagnostics = new Diagnostics(documents, runs);
  const panel = new Panel(context.extensionUri, runs);
  const tracing = new Tracing(documents, runs, panel, diagnostics, context.workspaceState);
  const stale = new StaleMarks(documents, runs);
  const keeper = new Keeper(runs, context.storageUri, (said) => output.write(said));

  context.subscriptions.push(
    documents,
    runs,
    output,
    diagnostics,
    panel,
    stale,
    keeper,
    new LensProvider(documents, runs),
    new InlineValues(documents, runs),
    registerHover(documents, runs),
    registerCommands(context, { documents, diagnostics, runs, tracing, panel, output }),
    registerCompare({ documents, diagnostics, runs, tracing }),
    registerCheckOptimizer(documents, () => openSession(context)),
    registerNavigation(runs),
    registerRunOnSave(runs, stale, tracing),
    registerRenames(runs),
    registerProgress(runs),
    registerStatusBar(runs),
    registerContextKeys(runs),
    registerPanelButtons(panel, documents, runs, tracing),
    registerPanelRestorer(panel, keeper, stale, runs),
  );
  return createApi(runs, output, context.extensionMode);
}

/** The session and the engine's processes; loaded when something is to be traced for the first time. */
async function openSession(context: vscode.ExtensionContext): Promise<Session> {
  const [{ Session }, { EnginePool }] = await Promise.all([
    import('./session/session'),
    import('./sandbox/pool'),
  ]);
  const pool = new EnginePool({
    processFile: path.join(context.extensionPath, 'dist', 'engine-process.js'),
    workingFolder: context.globalStorageUri.fsPath,
  });
  return new Session(pool);
}
