import * as vscode from 'vscode';
import { analyse, type Analysis } from '../objective/analyse';

/** Languages whose documents may hold objectives. */
export const languages = ['javascript', 'javascriptreact', 'typescript', 'typescriptreact'];

/** For providers: every scheme, so untitled, read-only and virtual documents and notebook cells. */
export const selector: vscode.DocumentSelector = languages.map((language) => ({ language }));

export function isSupported(document: vscode.TextDocument): boolean {
  return languages.includes(document.languageId);
}

/** An analysis and where its positions lie in the document as it is now. */
export interface Located {
  analysis: Analysis;
  /** The document's offset of an offset of the analysis; null inside a changed stretch. */
  toDocument(offset: number): number | null;
  /** The analysis' offset of an offset of the document; null inside a changed stretch. */
  toAnalysis(offset: number): number | null;
}

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

/** Maps positions over one edited stretch: what stands before it stays, what stands after moves. */
export function located(analysis: Analysis, text: string): Located {
  const old = analysis.text;
  if (old === text)
    return { analysis, toDocument: (offset) => offset, toAnalysis: (offset) => offset };
  const shortest = Math.min(old.length, text.length);
  let before = 0;
  while (before < shortest && old.charCodeAt(before) === text.charCodeAt(before)) before++;
  let after = 0;
  while (
    after < shortest - before &&
    old.charCodeAt(old.length - 1 - after) === text.charCodeAt(text.length - 1 - after)
  ) {
    after++;
  }
  const map = (offset: number, from: number, to: number) => {
    if (offset <= before) return offset;
    return offset >= from - after ? offset + to - from : null;
  };
  return {
    analysis,
    toDocument: (offset) => map(offset, old.length, text.length),
    toAnalysis: (offset) => map(offset, text.length, old.length),
  };
}
