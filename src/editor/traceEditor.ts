import * as path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import { message } from '../messages';
import { parsePanelMessage, type HostToPanel, type PanelToHost } from '../protocol/panel';
import { openRun, type FileRun } from '../session/openRun';
import * as answers from '../session/panel/answers';
import { answerInPieces } from '../session/panel/inPieces';
import { panelStrings } from '../session/panel/strings';
import { runView } from '../session/panel/view';
import type { Message } from '../protocol/message';
import type { Run } from '../session/session';
import { bytesInMemory } from '../trace/file/bytes';
import { openBytes } from '../trace/file/descriptor';
import { panelHtml } from './panel/html';
import { panelTexts } from './panel/texts';
import { WatchedFile } from './watchedFile';
import { say, speech, visible, words } from './words';

/** A file that was opened, and is to be closed. */
interface Opened {
  run: Run;
  file: FileRun['file'];
  close(this: void): void;
}

/**
 * The panel on a trace file, read only: all that needs the code (run again, try, measure) is absent,
 * because nothing of a file is ever run. A file that grows is shown as it is now. Where it is gone,
 * or holds another trace, what was read of it stays, and a note says so.
 */
export class TraceEditor implements vscode.Disposable {
  readonly #uri: vscode.Uri;
  readonly #panel: vscode.WebviewPanel;
  readonly #subscriptions: vscode.Disposable[] = [];
  #shown: Opened | null = null;
  /** What is to be said of the file on the disk, where it is no longer the one that is shown. */
  #aside: Message | null = null;
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
    const watched = new WatchedFile(uri, (isThere) => void this.#changed(isThere));
    this.#subscriptions.push(
      watched,
      panel.webview.onDidReceiveMessage((data: unknown) => {
        const message = parsePanelMessage(data);
        if (message) this.#receive(message);
      }),
      panel.onDidChangeViewState(() => {
        if (panel.visible) watched.lookSoon();
        else this.#isReady = false;
      }),
    );
  }

  dispose(): void {
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

  /** The file as it is now, in place of what was shown of it. Throws why it cannot be. */
  async #open(): Promise<void> {
    this.#show(await this.#read());
  }

  async #read(): Promise<Opened> {
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
    return { ...found, close: () => source.close() };
  }

  #show(opened: Opened): void {
    const { run, file } = opened;
    const before = this.#shown;
    if (before?.run.marks) run.marks = before.run.marks;
    const last = run.trace!.length;
    // Whoever stands at the end goes with it, as in a run that goes on.
    const isAtEnd = before !== null && before.run.cursor >= before.run.trace!.length;
    if (before) run.cursor = isAtEnd ? last : Math.min(before.run.cursor, last);
    this.#shown = opened;
    this.#aside = null;
    before?.close();
    for (const rows of file.rows) {
      const told = rows.onDamage;
      rows.onDamage = (stretch) => {
        told(stretch);
        this.#updateSoon();
      };
    }
  }

  /** The file on the disk is another one than it was. */
  async #changed(isThere: boolean): Promise<void> {
    const shown = this.#shown;
    if (!shown) return;
    try {
      if (!isThere) return this.#say(message('trace.file.deleted'));
      const opened = await this.#read();
      if (this.#shown !== shown) return opened.close();
      if (isContinued(shown.file, opened.file)) {
        this.#show(opened);
        return this.#update();
      }
      opened.close();
      this.#say(message('trace.file.replaced'));
      await this.#offerReload();
    } catch (error) {
      // Whoever replaces it may not be done: what was shown stays until there is more.
      this.#say(message('trace.file.no-longer', [(error as Error).message]));
    }
  }

  async #offerReload(): Promise<void> {
    const name = visible(path.posix.basename(this.#uri.path));
    const reload = words('editor.trace-file.reload');
    const said = words('editor.trace-file.changed', name);
    if ((await vscode.window.showInformationMessage(said, reload)) !== reload) return;
    if (!this.#shown) return;
    await this.#open();
    this.#update();
  }

  #say(aside: Message): void {
    this.#aside = aside;
    this.#update();
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
    const { run: kept } = this.#shown!;
    const run = this.#aside ? { ...kept, notes: [this.#aside, ...kept.notes] } : kept;
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

/** Whether a file is the one that it was, or the same with more behind it. */
function isContinued(before: FileRun['file'], now: FileRun['file']): boolean {
  return now.wholeTo >= before.wholeTo && isDeepStrictEqual(now.about, before.about);
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
