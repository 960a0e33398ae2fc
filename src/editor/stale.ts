import * as vscode from 'vscode';
import type { Documents } from './documents';
import { findAgain, readSource } from './plan';
import type { Origin } from './origin';
import type { Runs } from './runs';

/** Marks runs whose objective no longer reads as it did when it ran, and unmarks them again. */
export class StaleMarks implements vscode.Disposable {
  readonly #documents: Documents;
  readonly #runs: Runs;
  readonly #subscription: vscode.Disposable;

  constructor(documents: Documents, runs: Runs) {
    this.#documents = documents;
    this.#runs = runs;
    this.#subscription = documents.onDidSettle((document) => void this.check(document.uri));
  }

  /** Compares every run that read this file with the text as it is now. */
  async check(file: vscode.Uri): Promise<void> {
    const now = new Map<string, Promise<string | null | undefined>>();
    for (const run of this.#runs.all) {
      const origin = this.#runs.origin(run.id);
      if (!origin || origin.gone || !origin.files.has(file.toString())) continue;
      const key = this.#runs.key(origin.uri, origin.selector);
      if (!now.has(key)) now.set(key, this.#fingerprint(origin));
      const text = await now.get(key);
      if (text !== undefined) this.#runs.setStale(run.id, text !== origin.fingerprint);
    }
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  /** Of the objective as it reads now; null where it could not run, undefined where it is closed. */
  async #fingerprint(origin: Origin): Promise<string | null | undefined> {
    const { uri } = origin;
    const document = vscode.workspace.textDocuments.find(
      (open) => open.uri.toString() === uri.toString(),
    );
    if (!document) return undefined;
    const analysis = this.#documents.analyse(document);
    if (analysis.problem) return null;
    const objective = findAgain(analysis, origin);
    if (!objective) return null;
    const source = await readSource(uri, analysis, objective, origin.choice.optimizer);
    return 'problems' in source ? null : source.fingerprint;
  }
}
