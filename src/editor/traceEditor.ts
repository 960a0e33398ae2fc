import * as path from 'node:path';
import * as vscode from 'vscode';
import { message } from '../messages';
import { parsePanelMessage, type HostToPanel, type PanelToHost } from '../protocol/panel';
import { openRun, type FileRun } from '../session/openRun';
import * as answers from '../session/panel/answers';
import { answerInPieces } from '../session/panel/inPieces';
import { panelStrings } from '../session/panel/strings';
import { runView } from '../session/panel/view';
import type { Run } from '../session/session';
import { bytesInMemory } from '../trace/file/bytes';
import { openBytes } from '../trace/file/descriptor';
import { panelHtml } from './panel/html';
import { panelTexts } from './panel/texts';
import { say, speech } from './words';

/** Milliseconds after which a file that is still written to is looked at again. */
const calm = 300;

/**
 * The panel on a trace file, read only: all that needs the code (run again, try, measure) is absent,
 * because nothing of a file is ever run. A file that grows or changes is shown as it is now.
 */
export class TraceEditor implements vscode.Disposable {
  readonly #uri: vscode.Uri;
  readonly #panel: vscode.WebviewPanel;
  readonly #subscriptions: vscode.Disposable[] = [];
  #shown: { run: Run; file: FileRun['file']; close: () => void } | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isReady = false;

  /** What cannot be opened is said in the editor's place. */
  static async show(
    extensionUri: vscode.Uri,
    uri: vscode.Uri,
    panel: vscode.WebviewPanel,
  ): Promise<void> {
    const editor = new TraceEditor(uri, panel);
    panel.onDidDispose(() => editor.dispose());
    try {
      await editor.#open();
      await editor.#load(extensionUri);
    } catch (error) {
      editor.dispose();
      panel.webview.html = saidInPlace((error as Error).message);
    }
  }

  private constructor(uri: vscode.Uri, panel: vscode.WebviewPanel) {
    this.#uri = uri;
    this.#panel = panel;
    const folder = vscode.Uri.joinPath(uri, '..');
    const pattern = new vscode.RelativePattern(folder, path.posix.basename(uri.path));
    const watcher = vscode.workspace.createFileSystemWatcher(pattern, false, false, true);
    this.#subscriptions.push(
      watcher,
      watcher.onDidChange(() => this.#openSoon()),
      watcher.onDidCreate(() => this.#openSoon()),
      panel.webview.onDidReceiveMessage((data: unknown) => {
        const message = parsePanelMessage(data);
        if (message) this.#receive(message);
      }),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.#isReady = false;
      }),
    );
  }

  dispose(): void {
    if (this.#timer) clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#shown?.close();
    this.#shown = null;
  }

  async #load(extensionUri: vscode.Uri): Promise<void> {
    this.#panel.webview.options = { enableScripts: true, localResourceRoots: [] };
    const { script, style } = await panelTexts(extensionUri);
    const { run } = this.#shown!;
    const headStart = [
      panelStrings(vscode.env.language, speech),
      this.#view(),
      answers.cursor(run),
    ];
    const title = path.posix.basename(this.#uri.path);
    const { language } = vscode.env;
    this.#panel.webview.html = panelHtml({ title, language, script, style, headStart });
  }

  /** The file as it is now, in place of what was shown of it. */
  async #open(): Promise<void> {
    // What is no file of this machine is read as a whole.
    const source =
      this.#uri.scheme === 'file'
        ? openBytes(this.#uri.fsPath)
        : {
            ...bytesInMemory(await vscode.workspace.fs.readFile(this.#uri)),
            close: () => undefined,
          };
    const found = openRun(source, this.#uri.toString());
    if ('problem' in found) {
      source.close();
      throw new Error(say(found.problem));
    }
    const before = this.#shown;
    const { run, file } = found;
    if (before?.run.marks) run.marks = before.run.marks;
    if (before) run.cursor = Math.min(before.run.cursor, run.trace!.length);
    this.#shown = { run, file, close: () => source.close() };
    before?.close();
    for (const rows of file.rows) {
      const told = rows.onDamage;
      rows.onDamage = (stretch) => {
        told(stretch);
        this.#updateSoon();
      };
    }
  }

  #openSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      // Whoever replaces it may not be done: what was shown stays until there is more.
      this.#open().then(
        () => this.#update(),
        () => undefined,
      );
    }, calm);
  }

  #updateSoon(): void {
    setImmediate(() => this.#update());
  }

  #update(): void {
    if (!this.#shown) return;
    this.#post(this.#view());
    this.#post(answers.cursor(this.#shown.run));
  }

  #view(): HostToPanel {
    const { run } = this.#shown!;
    const shown = {
      ...{ run, latest: run, gone: false, behind: [], tuning: null },
      placeInWords: ({ file, line, column }: { file: string; line: number; column: number }) =>
        `${path.basename(file)}:${line}:${column}`,
      whatIf: { moved: null, absent: message('whatIf.no-code'), unwritable: null },
      can: { run: false, reveal: false, export: false, draw: false },
    };
    return { type: 'run', view: runView(shown, speech) };
  }

  #receive(message: PanelToHost): void {
    const shown = this.#shown;
    if (!shown) return;
    const { run, file } = shown;
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        this.#post(panelStrings(vscode.env.language, speech));
        return this.#update();
      case 'cursor':
        run.cursor = Math.min(Math.max(0, Math.round(message.step)), run.trace!.length);
        return this.#post(answers.cursor(run));
      case 'marks':
        run.marks = message.marks;
        return;
      case 'askLandscape': {
        const { plane, request } = message;
        const drawn = file.landscapes.find((each) => String(each.coordinates) === String(plane));
        const answer = { request, plane, landscape: drawn?.landscape ?? null, coarse: false };
        return this.#post({ type: 'landscape', run: run.id, ...answer });
      }
    }
    if (isQuestion(message)) answerInPieces(run.trace!, message, (answer) => this.#post(answer));
  }

  #post(message: HostToPanel | null): void {
    if (message && this.#isReady) void this.#panel.webview.postMessage(message);
  }
}

/** A document that is one sentence. */
function saidInPlace(text: string): string {
  const escaped = text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
</head>
<body><p role="alert">${escaped}</p></body>
</html>
`;
}

function isQuestion(message: PanelToHost): message is answers.TraceQuestion {
  return message.type.startsWith('ask') && message.type !== 'askDifference';
}
