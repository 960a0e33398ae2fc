import * as vscode from 'vscode';
import { ownOptimizer } from '../../protocol/optimizer';
import type { Message } from '../../protocol/message';
import type { Run } from '../../session/session';
import type { Trace } from '../../trace/trace';
import { reveal } from '../reveal';
import type { Documents } from '../documents';
import type { Runs } from '../runs';
import { count, say, visible, words } from '../words';
import { isTabOf, placeBeside } from './place';
import { algorithmText } from './text';

/** The scheme of the document, by which the manifest knows its keys. */
export const algorithmScheme = 'adamscope-algorithm';
/** Its language, which has a grammar of its own: numbers stand where other languages have comments. */
export const algorithmLanguage = 'adamscope-algorithm';

/** The document follows a dragged cursor and a streaming run, this often. */
const pace = 30;

/**
 * The optimizer of the current run as a read-only document that follows the cursor. There is one in a
 * window, as there is one panel.
 */
export class AlgorithmDocument
  implements vscode.TextDocumentContentProvider, vscode.CodeLensProvider, vscode.Disposable
{
  readonly #documents: Documents;
  readonly #runs: Runs;
  readonly #uri = vscode.Uri.from({
    scheme: algorithmScheme,
    path: `/${words('editor.algorithm.title')}`,
  });
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #lensesChanged = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[];
  #timer: NodeJS.Timeout | null = null;
  #coordinate = 0;
  /** The step whose rows could not be had, and why. */
  #refused: { run: number; step: number; problem: Message } | null = null;

  readonly onDidChange = this.#changed.event;
  readonly onDidChangeCodeLenses = this.#lensesChanged.event;

  constructor(documents: Documents, runs: Runs) {
    this.#documents = documents;
    this.#runs = runs;
    const command = (name: string, action: (argument: unknown) => unknown) =>
      vscode.commands.registerCommand(`adamscope.${name}`, action);
    this.#subscriptions = [
      vscode.workspace.registerTextDocumentContentProvider(algorithmScheme, this),
      vscode.languages.registerCodeLensProvider({ scheme: algorithmScheme }, this),
      runs.onDidChange(({ run }) => {
        if (run === runs.shown) this.#updateSoon();
      }),
      runs.onDidFocus(() => this.#updateSoon()),
      command('showAlgorithm', () => this.show()),
      command('chooseAlgorithmCoordinate', (coordinate) => this.#choose(coordinate)),
      command('openOwnOptimizer', () => this.#openOwn()),
    ];
  }

  async show(): Promise<void> {
    const opened = await vscode.workspace.openTextDocument(this.#uri);
    const document = await vscode.languages.setTextDocumentLanguage(opened, algorithmLanguage);
    this.#update();
    const viewColumn = await placeBeside(this.#uri);
    await vscode.window.showTextDocument(document, { viewColumn, preview: false });
  }

  provideTextDocumentContent(): string {
    const run = this.#runs.shown;
    if (!run?.trace) return `// ${words('editor.algorithm.nothing')}\n`;
    const missing = this.#missing(run);
    return algorithmText(run, this.#coordinateOf(run), { say: words, count, visible }, missing);
  }

  provideCodeLenses(): vscode.CodeLens[] {
    const run = this.#runs.shown;
    if (!run?.trace) return [];
    const top = new vscode.Range(0, 0, 0, 0);
    const lens = (title: string, command: string) =>
      new vscode.CodeLens(top, { title, command: `adamscope.${command}` });
    const { leaves, optimizer } = run.trace.header;
    const name = leaves.flatMap((leaf) => leaf.coordinates)[this.#coordinateOf(run)] ?? '';
    const step = words('editor.algorithm.go-to', count(run.cursor), count(run.trace.length));
    const own = ownOptimizer(optimizer);
    return [
      lens(words('editor.algorithm.choose', visible(name)), 'chooseAlgorithmCoordinate'),
      lens(step, 'goToStep'),
      ...(own
        ? [lens(words('editor.algorithm.open-own', visible(own.exported)), 'openOwnOptimizer')]
        : []),
    ];
  }

  dispose(): void {
    if (this.#timer) clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
    this.#lensesChanged.dispose();
  }

  /** The chosen one, or the first where this run has no such. */
  #coordinateOf(run: Run): number {
    return this.#coordinate < (run.trace?.header.start.length ?? 0) ? this.#coordinate : 0;
  }

  #updateSoon(): void {
    if (
      !vscode.window.tabGroups.all.some(({ tabs }) => tabs.some((tab) => isTabOf(tab, this.#uri)))
    )
      return;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#update();
    }, pace);
  }

  #update(): void {
    this.#changed.fire(this.#uri);
    this.#lensesChanged.fire();
  }

  /**
   * Why the numbers of the cursor's step are not at hand; null where they are. Rows that are not
   * kept are computed again, and then the document changes.
   */
  #missing(run: Run): string | null {
    const { cursor, id } = run;
    const trace = run.trace!;
    if (trace.header.imported || cursor <= trace.origin) return null;
    if (trace.has(cursor) && trace.has(cursor - 1)) return null;
    const refused = this.#refused;
    if (refused?.run === id && refused.step === cursor) {
      return words('editor.algorithm.not-there', say(refused.problem));
    }
    void this.#runs.fetch(id, cursor, cursor).then((problem) => {
      this.#refused = problem && { run: id, step: cursor, problem };
      this.#updateSoon();
    });
    return words('editor.algorithm.again');
  }

  /** @param given an index into θ; else the person is asked */
  async #choose(given: unknown): Promise<void> {
    const trace = this.#runs.shown?.trace;
    if (!trace) return;
    const coordinate = typeof given === 'number' ? given : await askCoordinate(trace);
    if (coordinate === undefined) return;
    this.#coordinate = coordinate;
    this.#update();
  }

  /** Where the user's own optimizer is written. */
  async #openOwn(): Promise<void> {
    const run = this.#runs.shown;
    const origin = run && this.#runs.origin(run.id);
    const own = run && ownOptimizer(run.request.optimizer);
    if (!origin || !own) return;
    const file = own.file === '' ? origin.uri : vscode.Uri.joinPath(origin.uri, '..', own.file);
    await reveal(this.#documents, { uri: file, selector: own.exported }, null);
  }
}

async function askCoordinate(trace: Trace): Promise<number | undefined> {
  const names = trace.header.leaves.flatMap((leaf) => leaf.coordinates);
  const items = names.map((name, coordinate) => ({ label: visible(name), coordinate }));
  const placeHolder = words('editor.algorithm.choose-which');
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.coordinate;
}
