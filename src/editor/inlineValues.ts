import * as vscode from 'vscode';
import type { Analysis, LocatedObjective } from '../objective/analyse';
import type { Path } from '../protocol/leaf';
import { formatNumber } from '../protocol/number';
import type { Run } from '../session/session';
import type { Trace } from '../trace/trace';
import { coordinatesOf } from './coordinates';
import type { Documents } from './documents';
import type { Located } from './located';
import { findNames, type Name } from './names';
import { lossAt } from '../trace/lossAt';
import type { Runs } from './runs';
import { viewSettings } from './settings';
import { count, visible, words } from './words';

/** The values follow a streaming run and a dragged cursor, this often. */
const pace = 60;
/** Coordinates shown on one line. */
const widest = 6;

/**
 * Values at the ends of an objective's lines, following the cursor: decorations, because VS Code
 * asks an InlineValuesProvider only while a debugger is stopped.
 */
export class InlineValues implements vscode.Disposable {
  readonly #documents: Documents;
  readonly #runs: Runs;
  readonly #fresh = decoration('adamscope.inlineValueForeground');
  readonly #stale = decoration('adamscope.staleValueForeground');
  readonly #subscriptions: vscode.Disposable[];
  readonly #names = new WeakMap<Analysis, Map<string, Name[]>>();
  #timer: NodeJS.Timeout | null = null;

  constructor(documents: Documents, runs: Runs) {
    this.#documents = documents;
    this.#runs = runs;
    const soon = () => this.#updateSoon();
    this.#subscriptions = [
      this.#fresh,
      this.#stale,
      runs.onDidChange(soon),
      runs.onDidFocus(soon),
      documents.onDidSettle(soon),
      vscode.window.onDidChangeVisibleTextEditors(soon),
      vscode.workspace.onDidChangeConfiguration(soon),
    ];
  }

  dispose(): void {
    if (this.#timer) clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #updateSoon(): void {
    if (this.#runs.all.length === 0) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      for (const editor of vscode.window.visibleTextEditors) this.#update(editor);
    }, pace);
  }

  #update(editor: vscode.TextEditor): void {
    const { document } = editor;
    const fresh: vscode.DecorationOptions[] = [];
    const stale: vscode.DecorationOptions[] = [];
    const runs = viewSettings(document).inlineValues ? this.#runs.ofDocument(document.uri) : [];
    const located = runs.length > 0 ? this.#documents.locate(document) : null;
    for (const { origin } of runs) {
      const run = this.#runs.lastGood(document.uri, origin.selector);
      const objective = located?.analysis.objectives.find((o) => o.selector === origin.selector);
      if (!located || !objective || !run?.trace) continue;
      if (!this.#isAtHand(run, run.trace, editor)) continue;
      const lines = linesOf(
        document,
        located,
        objective,
        this.#namesOf(located.analysis, objective),
      );
      for (const [line, paths] of lines) {
        const { end } = document.lineAt(line).range;
        const first = line === lines.keys().next().value;
        const contentText = lineText(run, run.trace, paths, first);
        if (contentText === '') continue;
        const options = {
          range: new vscode.Range(end, end),
          renderOptions: { after: { contentText } },
        };
        (run.stale ? stale : fresh).push(options);
      }
    }
    editor.setDecorations(this.#fresh, fresh);
    editor.setDecorations(this.#stale, stale);
  }

  /** Whether the numbers of the cursor are there; where they are not they are computed again. */
  #isAtHand(run: Run, trace: Trace, editor: vscode.TextEditor): boolean {
    const { cursor } = run;
    if (trace.has(cursor) && (cursor <= trace.origin || trace.has(cursor - 1))) return true;
    if (run.state === 'running') return false;
    void this.#runs.fetch(run.id, cursor, cursor, 'inline').then((problem) => {
      if (!problem && run.cursor === cursor) this.#update(editor);
    });
    return false;
  }

  #namesOf(analysis: Analysis, objective: LocatedObjective): Name[] {
    let known = this.#names.get(analysis);
    if (!known) this.#names.set(analysis, (known = new Map<string, Name[]>()));
    let names = known.get(objective.selector);
    if (!names) known.set(objective.selector, (names = findNames(analysis, objective)));
    return names;
  }
}

/** The paths named on each line of the document; the objective's first line is always there. */
function linesOf(
  document: vscode.TextDocument,
  located: Located,
  objective: LocatedObjective,
  names: readonly Name[],
): Map<number, Path[]> {
  const lines = new Map<number, Path[]>();
  const lineAt = (offset: number) => {
    const at = located.toDocument(offset);
    return at === null ? null : document.positionAt(at).line;
  };
  const first = lineAt(objective.nameStart);
  if (first !== null) lines.set(first, []);
  for (const { offset, path } of names) {
    const line = lineAt(offset);
    if (line !== null) lines.set(line, [...(lines.get(line) ?? []), path]);
  }
  return lines;
}

/** `x -1.2 → -1.1, y 1 → 0.9 · loss 24.2 · step 1`; the run's own numbers on the first line. */
function lineText(run: Run, trace: Trace, paths: readonly Path[], first: boolean): string {
  const { leaves } = trace.header;
  const names = leaves.flatMap((leaf) => leaf.coordinates);
  const all = [...new Set(paths.flatMap((path) => coordinatesOf(leaves, path)))];
  const { cursor } = run;
  const values = all.slice(0, widest).map((i) => {
    const after = formatNumber(trace.value('theta', i, cursor));
    const before = cursor > 0 ? `${formatNumber(trace.value('theta', i, cursor - 1))} → ` : '';
    return `${visible(names[i]!)} ${before}${after}`;
  });
  if (all.length > widest) values.push('…');
  const parts = values.length > 0 ? [values.join(', ')] : [];
  if (first && trace.length > 0) {
    parts.push(words('editor.hover.loss', formatNumber(lossAt(trace, cursor))));
    parts.push(words('editor.inline.step', count(cursor)));
    if (run.stale) parts.push(words('panel.stale'));
  }
  return parts.join(' · ');
}

function decoration(color: string): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    after: { color: new vscode.ThemeColor(color), margin: '0 0 0 2em', fontStyle: 'italic' },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
  });
}
