import * as vscode from 'vscode';
import type { LocatedObjective } from '../objective/analyse';
import { findOptimizer } from '../optimizers/registry';
import { formatNumber } from '../protocol/number';
import { ownOptimizer } from '../protocol/optimizer';
import type { Run } from '../session/session';
import { evaluatedAt } from '../trace/lossAt';
import type { Trace } from '../trace/trace';
import type { Documents } from './documents';
import { selector } from './languages';
import { stretch } from './places';
import { configuration, configurationInShort } from './plan';
import type { Runs } from './runs';
import { viewSettings } from './settings';
import { count, visible, words } from './words';

/** While a run streams its lens shows the step, this often. */
const pace = 250;

/** The lenses above objectives: what would run, what runs, and what came out. */
export class LensProvider implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #documents: Documents;
  readonly #runs: Runs;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[];
  #timer: NodeJS.Timeout | null = null;

  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(documents: Documents, runs: Runs) {
    this.#documents = documents;
    this.#runs = runs;
    this.#subscriptions = [
      vscode.languages.registerCodeLensProvider(selector, this),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('adamscope')) this.#changed.fire();
      }),
      runs.onDidChange(({ what }) => {
        if (what === 'cursor' || what === 'note') return;
        this.#timer ??= setTimeout(() => {
          this.#timer = null;
          this.#changed.fire();
        }, pace);
      }),
    ];
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const mode = viewSettings(document).codeLens;
    if (mode === 'off') return [];
    const located = this.#documents.locate(document);
    if (!located) return [];
    return located.analysis.objectives.flatMap((objective) => {
      const run = this.#runs.latest(document.uri, objective.selector);
      if (!run && !objective.tagged && !(mode === 'auto' && objective.inviting)) return [];
      const range = stretch(document, located, objective.start, objective.start);
      if (!range) return [];
      return commands(document.uri, objective, run).map(
        (command) => new vscode.CodeLens(range, command),
      );
    });
  }

  dispose(): void {
    if (this.#timer) clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }
}

function commands(
  uri: vscode.Uri,
  objective: LocatedObjective,
  run: Run | undefined,
): vscode.Command[] {
  if (run?.state === 'running') {
    const title = words('editor.lens.stop', count(run.trace?.length ?? 0));
    return [{ title: `■ ${title}`, command: 'adamscope.stop', arguments: [run.id] }];
  }
  const found: vscode.Command[] = [];
  const target = { uri: uri.toString(), selector: objective.selector };
  const tagged = objective.tags.optimizer?.name;
  if (tagged && tagged.toLowerCase() !== 'adam' && titleOf(tagged)) {
    found.push({
      title: `▶ ${inWords(uri, objective, tagged)}`,
      command: 'adamscope.trace',
      arguments: [target],
    });
  }
  found.push({
    title: `▶ ${inWords(uri, objective, 'adam')}`,
    command: 'adamscope.traceAdam',
    arguments: [target],
  });
  found.push({
    title: words('editor.lens.compare'),
    command: 'adamscope.compare',
    arguments: [target],
  });
  if (run) {
    found.push({ title: result(run), command: 'adamscope.showPanel', arguments: [run.id] });
  }
  return found;
}

/** `Adam`; of a user's own optimizer the name of its export. */
function titleOf(optimizer: string): string | undefined {
  return ownOptimizer(optimizer)?.exported ?? findOptimizer(optimizer)?.title;
}

/** `Trace Adam · lr 0.001 · 1,000 steps`; the name alone where nothing can run as it stands. */
function inWords(uri: vscode.Uri, objective: LocatedObjective, optimizer: string): string {
  const title = words('editor.lens.trace', visible(titleOf(optimizer)!));
  const configured = configuration(uri, objective, { optimizer });
  return 'problems' in configured ? title : `${title} · ${configurationInShort(configured)}`;
}

/** `loss 24.2 → 4.2e-30 · stale`; of a batch's loss what is evaluated beside it. */
function result(run: Run): string {
  const parts: string[] = [];
  const evaluated = run.trace && evaluatedInWords(run.trace);
  if (evaluated) parts.push(evaluated);
  else if (run.trace?.length) {
    const first = formatNumber(run.trace.value('loss', 0, 1), 3);
    const last = run.finalLoss ?? run.trace.value('loss', 0, run.trace.length);
    parts.push(words('editor.lens.loss', first, formatNumber(last, 3)));
  } else if (run.finalLoss !== null) {
    parts.push(words('editor.lens.start-loss', formatNumber(run.finalLoss, 3)));
  }
  if (run.state !== 'done' && run.state !== 'running')
    parts.push(words(`panel.state.${run.state}`));
  if (run.stale) parts.push(words('panel.stale'));
  return parts.join(' · ');
}

/** Null where nothing is evaluated beside the loss, or it had no value. */
function evaluatedInWords(trace: Trace): string | null {
  const [first, last] = [0, trace.length].map((step) => evaluatedAt(trace, step)?.value ?? NaN);
  if (!(Number.isFinite(first) && Number.isFinite(last))) return null;
  const name = visible(trace.header.evaluated!.name);
  return words('editor.lens.evaluated', name, formatNumber(first!, 3), formatNumber(last!, 3));
}
