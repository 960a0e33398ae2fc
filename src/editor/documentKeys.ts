import type * as vscode from 'vscode';

/** Names objectives by their documents, over renames and losses of these. */
export class DocumentKeys {
  /** URIs of renamed and of lost documents, to what their keys begin with from then on. */
  readonly #moved = new Map<string, string>();
  #lost = 0;

  /** One objective of one document; the same after the document was renamed. */
  key(uri: vscode.Uri, selector: string): string {
    const text = uri.toString();
    return `${this.#moved.get(text) ?? text}#${selector}`;
  }

  /** A document was renamed. Whoever takes the old name next is another document. */
  move(from: vscode.Uri, to: vscode.Uri): void {
    const original = this.#moved.get(from.toString()) ?? from.toString();
    this.lose(from);
    this.#moved.set(to.toString(), original);
  }

  /** A document cannot be had any more: the next one with its URI is another. */
  lose(uri: vscode.Uri): void {
    const text = uri.toString();
    this.#moved.set(text, `${text}~${++this.#lost}`);
  }
}
