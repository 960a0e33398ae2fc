import * as vscode from 'vscode';
import type { Analysis, LocatedObjective } from '../objective/analyse';
import type { Message } from '../protocol/message';
import type { Documents } from './documents';
import { located } from './located';
import { nameRange, rangeOf, uriOf } from './places';
import { configuration, readSource } from './plan';
import type { Runs } from './runs';
import { say } from './words';

interface Found {
  uri: vscode.Uri;
  diagnostic: vscode.Diagnostic;
}

/**
 * Problems at their places, only of objectives that are tagged or that the person asked to trace:
 * what analysis, tags and settings say, which imports are missing, how the last run ended and what
 * it remarked. They go when they are mended.
 */
export class Diagnostics implements vscode.Disposable {
  readonly #documents: Documents;
  readonly #runs: Runs;
  readonly #collection = vscode.languages.createDiagnosticCollection('adamscope');
  readonly #subscriptions: vscode.Disposable[];
  /** Of a selection that is no objective; it goes with the next edit or attempt. */
  readonly #selections = new Map<string, vscode.Diagnostic>();
  /** Documents that a person tried to trace something in while they did not parse. */
  readonly #broken = new Set<string>();
  /** Found in one document, shown where it belongs: an import may stand in another file. */
  readonly #byDocument = new Map<string, Found[]>();

  constructor(documents: Documents, runs: Runs) {
    this.#documents = documents;
    this.#runs = runs;
    this.#subscriptions = [
      this.#collection,
      documents.onDidSettle((document) => void this.refresh(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        this.#selections.delete(document.uri.toString());
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.#selections.delete(document.uri.toString());
        this.#byDocument.delete(document.uri.toString());
        this.#publish();
      }),
      runs.onDidChange(({ run, what }) => {
        if (what !== 'state' && what !== 'note' && what !== 'stale') return;
        if (run.request.transient) return;
        const uri = runs.origin(run.id)?.uri.toString();
        const document = vscode.workspace.textDocuments.find((d) => d.uri.toString() === uri);
        if (document) void this.refresh(document);
      }),
    ];
  }

  /** A selection that is no objective. */
  selection(document: vscode.TextDocument, range: vscode.Range, said: Message | null): void {
    if (said) this.#selections.set(document.uri.toString(), diagnostic(said, range));
    else this.#selections.delete(document.uri.toString());
  }

  /** The syntax error of a document in which something was to be traced. */
  async showProblem(document: vscode.TextDocument): Promise<void> {
    this.#broken.add(document.uri.toString());
    await this.refresh(document);
  }

  async refresh(document: vscode.TextDocument): Promise<void> {
    const analysis = this.#documents.analyse(document);
    if (document.isClosed) return;
    if (!analysis.problem) this.#broken.delete(document.uri.toString());
    this.#byDocument.set(document.uri.toString(), await this.#find(document, analysis));
    this.#publish();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #find(document: vscode.TextDocument, analysis: Analysis): Promise<Found[]> {
    const { uri } = document;
    const at = (said: Message, severity: vscode.DiagnosticSeverity, range: vscode.Range): Found =>
      said.place
        ? {
            uri: uriOf(uri, said.place),
            diagnostic: diagnostic(said, rangeOf(said.place), severity),
          }
        : { uri, diagnostic: diagnostic(said, range, severity) };
    const found: Found[] = [];
    const selection = this.#selections.get(uri.toString());
    if (selection) found.push({ uri, diagnostic: selection });

    if (analysis.problem) {
      const good = this.#documents.locate(document)?.analysis;
      const concerned =
        this.#broken.has(uri.toString()) ||
        this.#runs.ofDocument(uri).length > 0 ||
        good?.objectives.some((objective) => this.#shows(uri, objective));
      const start = new vscode.Range(0, 0, 0, 0);
      if (concerned) found.push(at(analysis.problem, vscode.DiagnosticSeverity.Error, start));
      return found;
    }
    const here = located(analysis, document.getText());
    for (const objective of analysis.objectives) {
      if (!this.#shows(uri, objective)) continue;
      const range = nameRange(document, here, objective);
      for (const [severity, said] of await this.#messages(uri, analysis, objective)) {
        found.push(at(said, severity, range));
      }
    }
    return found;
  }

  #shows(uri: vscode.Uri, objective: LocatedObjective): boolean {
    return objective.tagged || this.#runs.wasAsked(uri, objective.selector);
  }

  async #messages(
    uri: vscode.Uri,
    analysis: Analysis,
    objective: LocatedObjective,
  ): Promise<(readonly [vscode.DiagnosticSeverity, Message])[]> {
    const configured = configuration(uri, objective, { optimizer: null });
    const newest = this.#runs.latest(uri, objective.selector);
    const run = newest?.stale ? undefined : newest;
    const errors = [...objective.problems, ...objective.tags.problems];
    if ('problems' in configured) errors.push(...configured.problems);
    if (errors.length === 0 && this.#runs.wasAsked(uri, objective.selector)) {
      const source = await readSource(uri, analysis, objective, null);
      if ('problems' in source) errors.push(...source.problems);
    }
    if (run?.error) errors.push(run.error.message);
    const notes = 'notes' in configured ? [...configured.notes] : [];
    // That the gradient is the tape's is no fault of the code.
    notes.push(...(run?.notes ?? []).filter(({ code }) => code !== 'gradient.declined'));
    const seen = new Set<string>();
    const once = (said: Message) => {
      const key = JSON.stringify(said);
      return !seen.has(key) && seen.add(key);
    };
    return [
      ...errors.filter(once).map((said) => [vscode.DiagnosticSeverity.Error, said] as const),
      ...notes.filter(once).map((said) => [vscode.DiagnosticSeverity.Information, said] as const),
    ];
  }

  #publish(): void {
    const byFile = new Map<string, vscode.Diagnostic[]>();
    for (const found of this.#byDocument.values()) {
      for (const { uri, diagnostic } of found) {
        const key = uri.toString();
        byFile.set(key, [...(byFile.get(key) ?? []), diagnostic]);
      }
    }
    this.#collection.clear();
    for (const [uri, diagnostics] of byFile) {
      this.#collection.set(vscode.Uri.parse(uri), diagnostics);
    }
  }
}

function diagnostic(
  said: Message,
  range: vscode.Range,
  severity = vscode.DiagnosticSeverity.Error,
): vscode.Diagnostic {
  const made = new vscode.Diagnostic(range, say(said), severity);
  made.source = 'Adamscope';
  made.code = said.code;
  return made;
}
