import * as vscode from 'vscode';
import type { AdamscopeApi, RunSnapshot } from './api';
import { isSupported } from './languages';
import { panelType } from './panel/type';

/** The parts of the extension, made. */
export interface Whole {
  api: AdamscopeApi;
  /** Takes over a panel that VS Code brings back after a reload of the window. */
  restorePanel(view: vscode.WebviewPanel): Promise<void>;
  /** Shows a trace file in an editor of its own. */
  showTrace(uri: vscode.Uri, view: vscode.WebviewPanel): Promise<void>;
}

/**
 * What VS Code can reach from activation on, with next to nothing read: a start of VS Code does not
 * wait for us. The whole is read and made at the first command, at the return of a panel, and when
 * a document that may hold objectives is in sight.
 *
 * @param read reads the code of the whole; what it returns makes it, in one go
 */
export function registerFront(
  context: vscode.ExtensionContext,
  read: () => Promise<() => Whole>,
): AdamscopeApi {
  const changed = new vscode.EventEmitter<RunSnapshot>();
  const written = new vscode.EventEmitter<string>();
  let made: Whole | null = null;
  let making: Promise<Whole> | null = null;

  const make = async () => {
    const compose = await read();
    // In one go with what takes their place, so that no command is ever missing.
    standIns.dispose();
    made = compose();
    made.api.onDidChangeRun((run) => changed.fire(run));
    made.api.onDidWriteLine((line) => written.fire(line));
    return made;
  };
  const whole = () => (making ??= make());
  const look = () => {
    if (vscode.window.visibleTextEditors.some(({ document }) => isSupported(document)))
      void whole();
  };

  const standIns = vscode.Disposable.from(
    ...commandsOf(context).map((id) =>
      vscode.commands.registerCommand(id, async (...given: unknown[]) => {
        await whole();
        return vscode.commands.executeCommand(id, ...given);
      }),
    ),
    vscode.window.onDidChangeVisibleTextEditors(look),
    vscode.workspace.onDidOpenTextDocument(look),
  );
  context.subscriptions.push(
    changed,
    written,
    standIns,
    vscode.window.registerWebviewPanelSerializer(panelType, {
      deserializeWebviewPanel: async (view) => (await whole()).restorePanel(view),
    }),
    vscode.window.registerCustomEditorProvider('adamscope.trace', {
      openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
      resolveCustomEditor: async ({ uri }, view) => (await whole()).showTrace(uri, view),
    }),
  );
  // After activation has been said to be over, so that others get their turn.
  setImmediate(look);

  return {
    version: 1,
    mode: context.extensionMode,
    getRuns: () => made?.api.getRuns() ?? [],
    value: (...asked) => made?.api.value(...asked) ?? NaN,
    onDidChangeRun: changed.event,
    onDidWriteLine: written.event,
  };
}

function commandsOf({ extension }: vscode.ExtensionContext): string[] {
  const { contributes } = extension.packageJSON as {
    contributes: { commands: { command: string }[] };
  };
  return contributes.commands.map(({ command }) => command);
}
