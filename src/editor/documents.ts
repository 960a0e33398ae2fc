import * as vscode from 'vscode';
import { analyse, type Analysis } from '../objective/analyse';
import { isSupported } from './languages';
import { located, type Located } from './located';

interface Entry {
  version: number;
  analysis: Analysis;
  /** The newest analysis without a syntax error. */
  good: Analysis | null;
}

/** What is known of the objectives of open documents; each version is analysed once. */
export class Documents implements vscode.Disposable {
  #entries = new WeakMap<vscode.TextDocument, Entry>();
  #timers = new Map<vscode.TextDocument, NodeJS.Timeout>();
  #settled = new vscode.EventEmitter<vscode.TextDocument>();
  #subscriptions: vscode.Disposable[];

  /** A supported document opened, or was edited and then left alone for a moment. */
  readonly onDidSettle = this.#settled.event;

  constructor() {
    this.#subscriptions = [
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#settleLater(document);
      }),
      vscode.workspace.onDidOpenTextDocument((document) => this.#settleLater(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forgetTimer(document)),
    ];
    for (const editor of vscode.window.visibleTextEditors) this.#settleLater(editor.document);
  }

  /** The analysis of the document's current text. */
  analyse(document: vscode.TextDocument): Analysis {
    const known = this.#entries.get(document);
    if (known?.version === document.version) return known.analysis;
    const { version, languageId, uri } = document;
    const analysis = analyse(document.getText(), uri.path, languageId);
    const good = analysis.problem ? (known?.good ?? null) : analysis;
    this.#entries.set(document, { version, analysis, good });
    return analysis;
  }

  /** The current analysis or, while the text is broken, the last good one; null without any. */
  locate(document: vscode.TextDocument): Located | null {
    this.analyse(document);
    const analysis = this.#entries.get(document)?.good;
    return analysis ? located(analysis, document.getText()) : null;
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#settled.dispose();
  }

  #settleLater(document: vscode.TextDocument): void {
    if (!isSupported(document)) return;
    this.#forgetTimer(document);
    const timer = setTimeout(() => {
      this.#timers.delete(document);
      if (!document.isClosed) this.#settled.fire(document);
    }, 200);
    this.#timers.set(document, timer);
  }

  #forgetTimer(document: vscode.TextDocument): void {
    clearTimeout(this.#timers.get(document));
    this.#timers.delete(document);
  }
}
