import * as vscode from 'vscode';
import type { CheckButton, CheckView } from '../../protocol/checkView';
import type { Place } from '../../protocol/message';
import type { Landscape } from '../../protocol/run';
import { parsePanelMessage, type HostToPanel, type PanelToHost } from '../../protocol/panel';
import * as answers from '../../session/panel/answers';
import type { TraceQuestion } from '../../session/panel/answers';
import { neededFor } from '../../session/panel/bring';
import { answerInPieces } from '../../session/panel/inPieces';
import type { ShownBehind } from '../../session/panel/comparison';
import { differenceOf } from '../../session/panel/difference';
import { markdownTable, tableWords } from '../../session/panel/markdown';
import { panelStrings } from '../../session/panel/strings';
import { runView } from '../../session/panel/view';
import { tabbedTable } from '../../session/table/tsv';
import type { Stretch } from '../../protocol/highlight';
import type { RunAction } from '../../protocol/runList';
import type { Run } from '../../session/session';
import type { Trace } from '../../trace/trace';
import type { Runs } from '../runs';
import { RunList } from '../runList';
import type { Tunings } from '../tunings';
import { placeInWords } from '../places';
import { speech, words } from '../words';
import { savePicture } from '../exporting/picture';
import { panelHtml } from './html';
import { somethingToShow } from './somethingToShow';
import { panelTexts } from './texts';
import { moveNumbers, whatIfShown } from './whatIf';
import { panelType } from './type';

/**
 * Milliseconds between two updates of the panel while a run streams; more where an update, with all
 * answers to what the panel then asks, costs so much that it would take over a twentieth of the host.
 */
const pace = 33;
const slowestPace = 250;

/** A button of the panel that leads out of it. */
export interface PanelRequest {
  run: Run;
  /** The one to be revealed. */
  coordinate?: number;
  button:
    | ('runAgain' | 'try' | 'withoutCorrection' | 'revealObjective' | 'revealError')
    | (
        | 'revealCoordinate'
        | 'writeToCode'
        | 'sweep'
        | 'sharpness'
        | 'openExample'
        | 'fork'
        | 'export'
      );
}

/**
 * The one panel of this window. It shows the current run and is a projection: it gets what it
 * asks for, nothing while it is hidden, and everything anew when it becomes visible.
 */
export class Panel implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #runs: Runs;
  readonly #tunings: Tunings;
  readonly #list: RunList;
  readonly #request = new vscode.EventEmitter<PanelRequest>();
  readonly #askOfCheck = new vscode.EventEmitter<CheckButton>();
  readonly #subscriptions: vscode.Disposable[];
  #panel: vscode.WebviewPanel | null = null;
  /** The page has loaded and said so; a page that was hidden is a new one. */
  #ready = false;
  #timer: NodeJS.Timeout | null = null;
  /** Milliseconds that the panel has taken since its last update, and from the one before to that. */
  #taken = 0;
  #cost = 0;
  #viewChanged = false;
  #cursorChanged = false;
  /** The last question of each kind that a run could not answer while it was running. */
  readonly #unanswered = new Map<string, TraceQuestion>();

  /** The gradient check that is shown in place of the run. */
  #check: CheckView | null = null;

  /** The list of runs as it was told last. */
  #told = '';
  /** What the caret in the code is on. */
  #highlighted: HostToPanel | null = null;

  readonly onDidRequest = this.#request.event;
  readonly onDidAskOfCheck = this.#askOfCheck.event;

  constructor(extensionUri: vscode.Uri, runs: Runs, tunings: Tunings) {
    this.#extensionUri = extensionUri;
    this.#runs = runs;
    this.#tunings = tunings;
    this.#list = new RunList(runs);
    this.#subscriptions = [
      runs.onDidChange(({ run, what }) => {
        if (!this.#concerns(run)) return;
        if (what === 'state') this.#answerAtEnd(run);
        if (what === 'cursor') this.#cursorChanged = true;
        else this.#viewChanged = true;
        this.#updateSoon();
      }),
      tunings.onDidChange((front) => {
        if (front !== runs.shown?.id) return;
        this.#viewChanged = true;
        this.#updateSoon();
      }),
      runs.onDidFocus((run) => {
        this.#showCheckInPlace(null);
        this.#viewChanged = true;
        this.#cursorChanged = true;
        // A hand is waiting for it.
        if (runs.whatIf.of(run.id)) this.#timed(() => this.#update());
        else this.#updateSoon();
      }),
    ];
  }

  get visible(): boolean {
    return this.#panel?.visible ?? false;
  }

  /**
   * Opens the panel beside the editor, or brings it to the front where it is.
   * @param expecting whether a run is about to start
   */
  show(expecting = false): void {
    if (this.#panel) {
      if (!this.#panel.visible) this.#panel.reveal(undefined, true);
      return;
    }
    const title = words('editor.panel.title');
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    this.adopt(vscode.window.createWebviewPanel(panelType, title, place), expecting);
  }

  /** The lines of these coordinates stand out; none: all are as they were. */
  highlight(run: number, stretches: Stretch[]): void {
    const next = { type: 'highlight', run, stretches } as const;
    if (JSON.stringify(next) === JSON.stringify(this.#highlighted)) return;
    this.#highlighted = next;
    this.#post(next);
  }

  /** A gradient check in place of the run; null: the run again. */
  showCheck(check: CheckView | null): void {
    this.#showCheckInPlace(check);
    if (check) this.show();
  }

  #showCheckInPlace(check: CheckView | null): void {
    if (this.#check === check) return;
    this.#check = check;
    this.#post({ type: 'check', check });
  }

  /** Takes over a panel that VS Code made, after a reload of the window for instance. */
  adopt(panel: vscode.WebviewPanel, expecting = false): void {
    this.#panel?.dispose();
    this.#panel = panel;
    this.#ready = false;
    panel.webview.options = { enableScripts: true, localResourceRoots: [] };
    panel.iconPath = vscode.Uri.joinPath(this.#extensionUri, 'media', 'icon.png');
    panel.webview.onDidReceiveMessage((data: unknown) => {
      const message = parsePanelMessage(data);
      if (message) this.#timed(() => this.#receive(message));
    });
    panel.onDidChangeViewState(() => {
      if (!panel.visible) this.#ready = false;
    });
    panel.onDidDispose(() => {
      if (this.#panel !== panel) return;
      this.#panel = null;
      this.#ready = false;
    });
    void this.#load(panel, expecting);
  }

  async #load(panel: vscode.WebviewPanel, expecting: boolean): Promise<void> {
    const [{ script, style }] = await Promise.all([
      panelTexts(this.#extensionUri),
      expecting ? somethingToShow(this.#runs) : undefined,
    ]);
    // Closed meanwhile.
    if (this.#panel !== panel) return;
    const title = words('editor.panel.title');
    const headStart = this.#headStart();
    panel.webview.html = panelHtml({
      title,
      language: vscode.env.language,
      script,
      style,
      headStart,
    });
  }

  /** What the panel asks for first, answered beforehand. */
  #headStart(): HostToPanel[] {
    const run = this.#runs.shown;
    if (!run?.trace?.length) return [this.#strings()];
    const loss = { series: 'loss', index: 0 };
    const whole = { from: 0, to: run.trace.length, buckets: 500, lines: [loss] };
    return [
      this.#strings(),
      this.#view(run),
      answers.cursor(run),
      answers.lines(run.trace, { type: 'ask', run: run.id, request: 0, ...whole }),
    ];
  }

  dispose(): void {
    if (this.#timer) clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#request.dispose();
    this.#askOfCheck.dispose();
    this.#panel?.dispose();
  }

  #receive(message: PanelToHost): void {
    if (message.type === 'ready') return this.#hydrate();
    if (message.type === 'check') return this.#askOfCheck.fire(message.button);
    const run = this.#runs.get(message.run);
    if (!run) return;
    switch (message.type) {
      case 'cursor':
        this.#runs.setCursor(run.id, message.step);
        return this.#post(answers.cursor(run));
      case 'marks':
        return this.#runs.setMarks(run.id, message.marks);
      case 'runAction':
        return this.#act(run, message.action);
      case 'stop':
        return this.#runs.stop(run.id);
      case 'whatIf':
        return this.#post(moveNumbers(this.#runs, run, message));
      case 'resetWhatIf':
        return this.#runs.whatIf.reset(run, message.request);
      case 'writeToCode':
      case 'runAgain':
      case 'try':
      case 'withoutCorrection':
      case 'sweep':
      case 'sharpness':
      case 'fork':
      case 'export':
      case 'openExample':
        return this.#request.fire({ run, button: message.type });
      case 'reveal': {
        const button = message.target === 'error' ? 'revealError' : 'revealObjective';
        return this.#request.fire({ run, button });
      }
      case 'revealCoordinate': {
        const { coordinate } = message;
        return this.#request.fire({ run, button: 'revealCoordinate', coordinate });
      }
      case 'openSetting': {
        const setting = `adamscope.${message.setting}`;
        return void vscode.commands.executeCommand('workbench.action.openSettings', setting);
      }
      case 'stopSharpness':
        return this.#runs.stopSharpness(run.id);
      case 'stopSweep':
        return this.#tunings.stop(run.id);
      case 'savePicture':
        return void savePicture(run, this.#runs, message);
      case 'copyTable':
        return void this.#copyTable(run, message);
      case 'copyRows':
        return void this.#copyRows(run, message);
      case 'askLandscape':
        return void this.#answerLandscape(run, message);
    }
    const { trace } = run;
    if (!trace) return;
    if (message.type !== 'askDifference') return this.#answer(run, trace, message);
    const behind = this.#runs.overlaysOf(run.id).find((each) => each.run.id === message.other);
    if (behind) this.#post(differenceOf(run, behind, speech));
  }

  /** A fork goes on from where the cursor of its run stands, which is shown from then on. */
  #act(run: Run, action: RunAction): void {
    if (action !== 'fork') return this.#list.act(run, action);
    this.#list.act(run, 'show');
    if (this.#runs.shown === run) this.#request.fire({ run, button: 'fork' });
  }

  /** At once; again where rows were computed for it, or once the run has ended that kept them not. */
  #answer(run: Run, trace: Trace, ask: TraceQuestion): void {
    const needed = neededFor(trace, ask);
    const post = (answer: HostToPanel | null) => this.#post(answer);
    if (!needed || ask.type === 'ask') answerInPieces(trace, ask, post);
    if (!needed) return;
    if (run.state === 'running') {
      this.#unanswered.set(ask.type, ask);
      if (ask.type !== 'ask') this.#post(answers.answerOf(trace, ask));
      return;
    }
    void this.#runs.fetch(run.id, needed.from, needed.to, needed.key).then((problem) => {
      // A newer question has taken its place.
      if (problem?.code !== 'replay.superseded') answerInPieces(trace, ask, post);
    });
  }

  /** Questions that waited for the end of their run. */
  #answerAtEnd(run: Run): void {
    const { trace } = run;
    if (!trace || run.state === 'running') return;
    const waiting = [...this.#unanswered.values()];
    this.#unanswered.clear();
    for (const ask of waiting) if (ask.run === run.id) this.#answer(run, trace, ask);
  }

  async #copyTable(
    { id: run, trace }: Run,
    { step, coordinates }: Extract<PanelToHost, { type: 'copyTable' }>,
  ): Promise<void> {
    if (!trace) return;
    const heads = tableWords(speech);
    await vscode.env.clipboard.writeText(markdownTable(trace, step, coordinates, heads));
    this.#post({ type: 'copied', run, step });
  }

  async #copyRows(
    { id: run, trace }: Run,
    ask: Extract<PanelToHost, { type: 'copyRows' }>,
  ): Promise<void> {
    if (!trace) return;
    const { text, rows } = tabbedTable(trace, ask, ask.coordinates, tableWords(speech));
    await vscode.env.clipboard.writeText(text);
    this.#post({ type: 'copied', run, step: ask.step, rows });
  }

  async #answerLandscape(
    run: Run,
    { plane, request, step, window }: Extract<PanelToHost, { type: 'askLandscape' }>,
  ): Promise<void> {
    const post = (landscape: Landscape | null, coarse: boolean) =>
      this.#post({ type: 'landscape', run: run.id, request, plane, landscape, coarse });
    // While a hand moves the numbers of a run, the loss is where it was.
    const drawn = (run.request.transient && this.#runs.whatIf.of(run.id)?.base) || run;
    const onCoarse = (landscape: Landscape) => post(landscape, true);
    post(await this.#runs.landscape(drawn.id, plane, { step, window, onCoarse }), false);
  }

  #hydrate(): void {
    this.#ready = true;
    this.#post(this.#strings());
    if (this.#check) this.#post({ type: 'check', check: this.#check });
    this.#viewChanged = true;
    this.#cursorChanged = true;
    this.#update(true);
  }

  #strings(): HostToPanel {
    return panelStrings(vscode.env.language, speech);
  }

  #view(run: Run): HostToPanel {
    const origin = this.#runs.origin(run.id);
    const shown = {
      run,
      latest: this.#runs.current!,
      placeInWords: (place: Place) => (origin ? placeInWords(origin.uri, place) : null),
      gone: origin?.gone ?? false,
      behind: this.#behind(run),
      whatIf: whatIfShown(this.#runs, run),
      tuning: this.#tunings.of(run.id),
      can: {
        run: run.trace?.header.imported === undefined,
        ...{ reveal: true, export: true, draw: this.#runs.draws(run) },
      },
    };
    return { type: 'run', view: runView(shown, speech) };
  }

  /** The run that was there when a hand took hold of this one stands behind it, too. */
  #behind(run: Run): ShownBehind[] {
    const { ghost } = this.#runs.whatIf.of(run.id) ?? {};
    const behind = this.#runs.overlaysOf(run.id);
    if (!ghost || ghost === run) return behind;
    return [{ run: ghost, title: words('whatIf.before'), kind: 'ghost' }, ...behind];
  }

  /** Whether a change of this run shows: a failed start shows on the last good run. */
  #concerns(run: Run): boolean {
    const shown = this.#runs.current;
    if (shown && this.#runs.overlaysOf(shown.id).some((each) => each.run === run)) return true;
    return shown?.request.objective.key === run.request.objective.key;
  }

  #updateSoon(): void {
    if (!this.#ready) return;
    const wait = Math.min(slowestPace, Math.max(pace, 20 * this.#cost));
    this.#timer ??= setTimeout(() => {
      [this.#cost, this.#taken] = [this.#taken, 0];
      this.#timed(() => this.#update());
    }, wait);
  }

  #timed(work: () => void): void {
    const before = performance.now();
    work();
    this.#taken += performance.now() - before;
  }

  #update(hydrating = false): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const run = this.#runs.shown;
    if (!run || !this.#ready) return;
    if (this.#viewChanged) this.#post(this.#view(run));
    if (this.#viewChanged) this.#postList(run, hydrating);
    // A page that was hidden is a new one.
    if (hydrating) this.#post(this.#highlighted);
    if (this.#cursorChanged) this.#post(answers.cursor(run));
    this.#viewChanged = false;
    this.#cursorChanged = false;
  }

  /** The list of runs, where it says something new. */
  #postList(shown: Run, anew: boolean): void {
    const items = this.#list.items(shown);
    const message = {
      type: 'runs',
      run: shown.id,
      items,
      removed: this.#list.removed(shown),
    } as const;
    const told = JSON.stringify(message);
    if (told === this.#told && !anew) return;
    this.#told = told;
    this.#post(message);
  }

  /** Nothing where there is no answer. */
  #post(message: HostToPanel | null): void {
    if (message && this.#ready) void this.#panel?.webview.postMessage(message);
  }
}
