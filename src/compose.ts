import * as path from 'node:path';
import type * as vscode from 'vscode';
import { AlgorithmDocument } from './editor/algorithm/document';
import { createApi } from './editor/api';
import { registerCaret } from './editor/caret';
import { registerCheckGradient } from './editor/checkGradient';
import { registerCheckOptimizer } from './editor/checkOptimizer';
import { registerCommands } from './editor/commands';
import { registerCompare } from './editor/compare';
import { registerContextKeys } from './editor/context';
import { Diagnostics } from './editor/diagnostics';
import { Documents } from './editor/documents';
import { registerFork } from './editor/fork';
import { registerExport } from './editor/exporting/export';
import type { Whole } from './editor/front';
import { registerGallery } from './editor/gallery/gallery';
import { registerHover } from './editor/hover/hover';
import { Importing, registerImporting } from './editor/importing/importing';
import { InlineValues } from './editor/inlineValues';
import { askOfLargeRun } from './editor/largeRuns';
import { Keeper } from './editor/keeper';
import { LensProvider } from './editor/lens';
import { registerNavigation } from './editor/navigation';
import { registerNewObjective } from './editor/newObjective';
import { Output } from './editor/output';
import { registerPanelButtons } from './editor/panel/buttons';
import { Panel } from './editor/panel/panel';
import { restorePanel } from './editor/panel/restorer';
import { registerProgress } from './editor/progress';
import { registerRenames } from './editor/renames';
import { registerRunOnSave } from './editor/runOnSave';
import { Runs } from './editor/runs';
import { StaleMarks } from './editor/stale';
import { registerStatusBar } from './editor/statusBar';
import { registerTags } from './editor/tags/provide';
import { registerSaveTrace } from './editor/saveTrace';
import { TraceEditor } from './editor/traceEditor';
import { Tracing } from './editor/tracing';
import { Tunings } from './editor/tunings';
import type { EnginePool } from './sandbox/pool';
import { lent, type Engine } from './session/engine';
import type { FileRecorder } from './session/recorder';
import type { Run, Session } from './session/session';

/** The composition root: every part is made here, once, and given what it works with. */
export function compose(context: vscode.ExtensionContext): Whole {
  const documents = new Documents();
  let pool: Promise<EnginePool> | null = null;
  const shared = () => (pool ??= openPool(context));
  const { version } = context.extension.packageJSON as { version: string };
  const runs: Runs = new Runs(async () => {
    const engine = await shared();
    const { Session } = await import('./session/session');
    const make = (recorder: FileRecorder) =>
      new Session(engine, console.error, recorder, askOfLargeRun);
    return keeper.record(make, `Adamscope ${version}`);
  });
  const tunings = new Tunings(runs, async () => openSession(lent(await shared())));
  const output = new Output(runs);
  const diagnostics = new Diagnostics(documents, runs);
  const panel = new Panel(context.extensionUri, runs, tunings);
  const tracing = new Tracing(documents, runs, panel, diagnostics, context.workspaceState);
  const keepImported = (run: Run) => keeper.take(run);
  const importing = new Importing(runs, panel, context.workspaceState, keepImported);
  const stale = new StaleMarks(documents, runs);
  const storage = { workspace: context.storageUri, everywhere: context.globalStorageUri };
  const keeper: Keeper = new Keeper(runs, tunings, storage, (said) => output.write(said));

  context.subscriptions.push(
    documents,
    runs,
    tunings,
    output,
    diagnostics,
    panel,
    stale,
    keeper,
    new LensProvider(documents, runs),
    new InlineValues(documents, runs),
    new AlgorithmDocument(documents, runs),
    registerHover(documents, runs),
    registerTags(documents),
    registerCommands({ documents, diagnostics, runs, tracing, panel, output, importing }),
    registerImporting(importing),
    registerCompare({ documents, diagnostics, runs, tracing }),
    registerCheckOptimizer(documents, async () => openSession(await openPool(context))),
    registerCheckGradient({
      ...{ documents, diagnostics, panel, memory: context.workspaceState },
      open: async () => openSession(lent(await shared())),
    }),
    registerFork(runs, panel),
    registerCaret(documents, runs, panel),
    registerExport({ context, runs, tunings }),
    registerGallery(context, { documents, tracing }),
    registerNewObjective(),
    registerSaveTrace(runs, keeper, `Adamscope ${version}`),
    registerNavigation(runs),
    registerRunOnSave(runs, stale, tracing),
    registerRenames(runs),
    registerProgress(runs),
    registerStatusBar(runs),
    registerContextKeys(runs),
    registerPanelButtons(context, { panel, documents, runs, tunings, tracing }),
  );
  return {
    api: createApi(runs, output, context.extensionMode),
    restorePanel: (view) => restorePanel(view, panel, keeper, stale, runs),
    showTrace: (uri, view) => TraceEditor.show(context.extensionUri, uri, view),
  };
}

/** The engine's processes; loaded when something is to be traced for the first time. */
async function openPool(context: vscode.ExtensionContext): Promise<EnginePool> {
  const { EnginePool } = await import('./sandbox/pool');
  return new EnginePool({
    processFile: path.join(context.extensionPath, 'dist', 'engine-process.js'),
    workingFolder: context.globalStorageUri.fsPath,
    yielding: true,
  });
}

async function openSession(engine: Engine): Promise<Session> {
  const { Session } = await import('./session/session');
  return new Session(engine);
}
