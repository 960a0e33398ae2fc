import * as vscode from 'vscode';
import type { Analysis, LocatedObjective } from '../objective/analyse';
import type { Message } from '../protocol/message';
import type { Run } from '../session/session';
import { contendersOf, startContenders } from './contenders';
import type { Diagnostics } from './diagnostics';
import type { Documents } from './documents';
import { askStart } from './missing';
import type { Panel } from './panel/panel';
import { findAgain, planRun } from './plan';
import { reveal } from './reveal';
import type { Choice } from './origin';
import type { Runs } from './runs';
import { trusted } from './trust';
import { say, words } from './words';

/** From a gesture of the person's to a run. Nothing else in the extension starts one. */
export class Tracing {
  constructor(
    private readonly documents: Documents,
    private readonly runs: Runs,
    private readonly panel: Panel,
    private readonly diagnostics: Diagnostics,
    private readonly memory: vscode.Memento,
  ) {}

  /**
   * Traces one objective of a document; undefined where it did not come to a run.
   * @param quietly asks nothing and opens nothing: the gesture was a save
   */
  async trace(
    document: vscode.TextDocument,
    analysis: Analysis,
    objective: LocatedObjective,
    choice: Choice,
    quietly = false,
  ): Promise<Run | undefined> {
    if (!trusted()) return undefined;
    const { uri } = document;
    this.runs.ask(uri, objective.selector);
    const start = await askStart(this.documents, document, objective, this.memory);
    if (start === undefined) return undefined;
    // The engine's process starts while the source is read, and the panel's page loads.
    const warm = this.runs.warmUp();
    if (!quietly) this.panel.show(true);
    const plan = await planRun(uri, analysis, objective, choice, start);
    if ('problems' in plan) {
      await this.diagnostics.refresh(document);
      if (!quietly) this.refuse(document, objective, plan.problems[0]!);
      return undefined;
    }
    await warm;
    // Trust cannot be taken back without a reload, but a person was asked things since.
    if (!trusted()) return undefined;
    const run = await this.runs.start(plan.request, plan.origin);
    void this.diagnostics.refresh(document);
    return run;
  }

  /**
   * Runs an objective again as its document reads now, with the same choice or another one; a
   * comparison with all who take part. What a sweep has found is the old code's and goes, but for
   * the values that everybody runs at.
   */
  async again(run: Run, choice?: Partial<Choice>, quietly = false): Promise<Run | undefined> {
    if (!trusted()) return undefined;
    const origin = this.runs.origin(run.id);
    if (!origin) return undefined;
    const document = origin.gone ? undefined : await open(origin.uri);
    const warn = (said: string) => {
      if (!quietly) void vscode.window.showWarningMessage(said);
      return undefined;
    };
    if (!document) return warn(words('editor.gone', vscode.workspace.asRelativePath(origin.uri)));
    const analysis = this.documents.analyse(document);
    const objective = findAgain(analysis, origin);
    if (!objective) {
      void this.diagnostics.refresh(document);
      const { problem } = analysis;
      return warn(problem ? say(problem) : words('editor.no-longer', origin.selector));
    }
    const contenders = contendersOf(this.runs, run);
    const asked = { ...origin.choice, ...choice };
    const next = await this.trace(document, analysis, objective, asked, quietly);
    if (next) {
      const chosen = { document, analysis, objective };
      await startContenders(this.runs, next, chosen, contenders, quietly);
    }
    return next;
  }

  /** Says why nothing runs, without a modal; the last good trace stays where it is. */
  private refuse(
    { uri }: vscode.TextDocument,
    { displayName, selector }: LocatedObjective,
    said: Message,
  ): void {
    const show = words('editor.show-problem');
    void vscode.window
      .showErrorMessage(words('editor.refused', displayName, say(said)), show)
      .then((answer) => {
        if (answer === show) void reveal(this.documents, { uri, selector }, said);
      });
  }
}

/** The document, also where it is not shown; undefined where it cannot be had any more. */
async function open(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}
