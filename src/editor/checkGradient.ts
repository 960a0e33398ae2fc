import * as vscode from 'vscode';
import { usualPoints } from '../protocol/gradientCheck';
import type { Message } from '../protocol/message';
import type { GradientCheck, GradientCheckRequest } from '../session/gradient/check';
import { checkVerdict } from '../session/gradient/verdict';
import type { Session } from '../session/session';
import { chooseObjective, type Chosen } from './choose';
import type { Diagnostics } from './diagnostics';
import type { Documents } from './documents';
import { askStart } from './missing';
import type { Panel } from './panel/panel';
import { checkView } from './panel/check';
import { rangeOf, uriOf } from './places';
import { planRun, type Plan } from './plan';
import { reveal } from './reveal';
import { trusted } from './trust';
import { say, visible, words } from './words';

interface Parts {
  documents: Documents;
  diagnostics: Diagnostics;
  panel: Panel;
  memory: vscode.Memento;
  /** A session of its own for each check, over the engine that all share. */
  open: () => Promise<Session>;
}

/**
 * Check Gradient: the objective that is meant, its exact gradient against differences of its loss.
 * The panel shows every derivative; where one fails, the function has a diagnostic until its text
 * changes.
 */
export function registerCheckGradient(parts: Parts): vscode.Disposable {
  const checks = new GradientChecks(parts);
  return vscode.Disposable.from(
    checks,
    vscode.commands.registerCommand('adamscope.checkGradient', (target) => checks.choose(target)),
  );
}

class GradientChecks implements vscode.Disposable {
  readonly #parts: Parts;
  readonly #shown = vscode.languages.createDiagnosticCollection('adamscope gradient');
  readonly #subscriptions: vscode.Disposable;
  /** The one that the panel shows. */
  #current: { chosen: Chosen; plan: Plan; controller: AbortController } | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#subscriptions = vscode.Disposable.from(
      this.#shown,
      parts.panel.onDidAskOfCheck((button) => {
        if (button === 'stop') this.#current?.controller.abort();
        else if (button === 'close') this.#close();
        else if (button === 'again') void this.#again();
        else if (this.#current) {
          const { uri, selector } = this.#current.plan.origin;
          void reveal(parts.documents, { uri, selector }, null);
        }
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#shown.delete(document.uri)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#shown.delete(uri)),
    );
  }

  async choose(target: unknown): Promise<void> {
    if (!trusted()) return;
    const { documents, diagnostics } = this.#parts;
    const chosen = await chooseObjective(documents, diagnostics, target);
    if (chosen) await this.#check(chosen);
  }

  dispose(): void {
    this.#current?.controller.abort();
    this.#subscriptions.dispose();
  }

  #close(): void {
    this.#current?.controller.abort();
    this.#current = null;
    this.#parts.panel.showCheck(null);
  }

  /** As the document reads now. */
  async #again(): Promise<void> {
    if (!this.#current) return;
    const { uri, selector } = this.#current.plan.origin;
    await this.choose({ uri: uri.toString(), selector });
  }

  async #check(chosen: Chosen): Promise<void> {
    const { documents, panel, memory, open } = this.#parts;
    const { document, analysis, objective } = chosen;
    const { uri } = document;
    const start = await askStart(documents, document, objective, memory);
    if (start === undefined) return;
    const plan = await planRun(uri, analysis, objective, { optimizer: null }, start);
    if ('problems' in plan) {
      const text = words('editor.refused', visible(objective.displayName), say(plan.problems[0]!));
      void vscode.window.showErrorMessage(text);
      return this.#mark(chosen, plan.problems[0]!);
    }
    // A person was asked things since.
    if (!trusted()) return;
    this.#current?.controller.abort();
    this.#shown.delete(uri);
    const controller = new AbortController();
    const current = (this.#current = { chosen, plan, controller });
    const name = objective.displayName;
    const asked: GradientCheckRequest = {
      ...plan.request,
      objective: { key: `check ${uri.toString()}#${objective.selector}`, name, file: uri.path },
      points: usualPoints,
    };
    const session = await open();
    try {
      const told = (check: GradientCheck) => {
        if (this.#current === current) panel.showCheck(checkView(check));
      };
      const title = words('editor.check.progress', visible(name));
      const check = await vscode.window.withProgress(
        { title, location: vscode.ProgressLocation.Window },
        () => session.checkGradient(asked, controller.signal, told),
      );
      if (this.#current === current) this.#report(chosen, check);
    } finally {
      session.dispose();
    }
  }

  /** A failure is shown where the function stands; what ended the check, at its own place. */
  #report(chosen: Chosen, check: GradientCheck): void {
    const { kind, said } = checkVerdict(check);
    if (kind === 'fails' || kind === 'broken') this.#mark(chosen, said);
  }

  #mark({ document, analysis, objective }: Chosen, said: Message): void {
    // Positions are those of the text that was checked.
    if (document.isClosed || document.getText() !== analysis.text) return;
    const { uri } = document;
    const name = new vscode.Range(
      document.positionAt(objective.nameStart),
      document.positionAt(objective.nameEnd),
    );
    const range = said.place ? rangeOf(said.place) : name;
    const diagnostic = new vscode.Diagnostic(range, say(said), vscode.DiagnosticSeverity.Error);
    diagnostic.source = 'Adamscope';
    diagnostic.code = said.code;
    this.#shown.set(said.place ? uriOf(uri, said.place) : uri, [diagnostic]);
  }
}
