import {
  parseHostMessage,
  type HostToPanel,
  type LineId,
  type RunView,
} from '../../src/protocol/panel';
import type { CheckButton, CheckView } from '../../src/protocol/checkView';
import type { Plane } from '../../src/protocol/landscape';
import type { Mark } from '../../src/protocol/marks';
import { Peek } from '../crosshair/peek';
import { Jumps } from '../marks/jumps';
import type { RunAction } from '../../src/protocol/runList';
import type { Stretch } from '../../src/protocol/highlight';
import type { Wish } from '../../src/protocol/whatIf';
import { Words } from '../text';
import type { Transport, ViewStateKeeper } from '../transport';
import { Answers } from './answers';
import { chosenCoordinates, CoordinateNames } from './coordinates';
import { CursorEcho } from './cursorEcho';
import { Pace } from './pace';
import type { LeavesWanted } from './leafAnswers';
import type { MapWanted } from './mapAnswers';
import { planeOf } from './mapState';
import { Play } from './play';
import { parseViewState, type ViewState } from './viewState';
import type { TableWanted } from '../table/answers';
import { wholeSteps, type StepWindow } from './zoom';
import { Hand } from '../whatIf/hand';

/** What the panel's buttons ask of the host for the shown run. */
type Button =
  | ('stop' | 'runAgain' | 'try' | 'withoutCorrection' | 'openExample')
  | ('export' | 'writeToCode' | 'sweep' | 'stopSweep' | 'sharpness' | 'stopSharpness' | 'fork');

/** The list of runs, as the host told it. */
export type RunsTold = Extract<HostToPanel, { type: 'runs' }>;

/**
 * What the panel knows, all of it told by the host; it computes no number of a run itself. Views
 * read it; what is missing of what they draw is asked for, at most once per frame, 60
 * times a second, and only while the panel is visible.
 */
export class Panel {
  words: Words | null = null;
  view: RunView | null = null;
  /** Shown in place of the run. */
  check: CheckView | null = null;
  names = new CoordinateNames([]);
  cursor = 0;
  /** The step whose table is on the clipboard, until the cursor moves. */
  copied: number | null = null;
  /** How many rows of it, where they are to be pasted into a spreadsheet. */
  copiedRows: number | null = null;
  /** The runs of the objective; null where nobody keeps any. */
  runs: RunsTold | null = null;
  /** The coordinates of the parameter that the caret is on in the code; none: on no parameter. */
  highlighted: readonly Stretch[] = [];
  /** The run of the comparison whose difference to the shown one is told. */
  other: number | null = null;
  state: ViewState;

  /** Whether the list of keys is open. */
  keysShown = false;

  readonly answers: Answers;
  /** What is being moved under “What if”. */
  readonly hand = new Hand((wish, request) => this.#wish(wish, request));
  readonly play: Play;
  readonly jumps = new Jumps(this);
  /** The step under the pointer. */
  readonly peek = new Peek(this);
  readonly #echo = new CursorEcho();
  readonly #listeners = new Set<() => void>();
  readonly #pace = new Pace();
  #frame = 0;
  #asking = false;
  #saved: ViewState;

  constructor(
    readonly transport: Transport,
    readonly keeper: ViewStateKeeper,
  ) {
    this.answers = new Answers(transport);
    this.state = this.#saved = parseViewState(keeper.load());
    this.cursor = this.state.cursor;
    this.play = new Play({
      cursor: () => this.cursor,
      last: () => this.view?.length ?? 0,
      speed: () => this.state.speed,
      moveTo: (step) => this.#goTo(step),
      changed: () => this.#changed(),
    });
    transport.listen((data) => {
      const message = parseHostMessage(data);
      if (message) this.#receive(message);
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState !== 'visible') return;
      // What was asked while going out of sight may have been dropped.
      this.answers.askAgain();
      this.peek.askAgain();
      this.#changed();
    });
    transport.post({ type: 'ready' });
  }

  /** `listener` draws; it is called at most once per animation frame. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The steps that charts show. */
  get window(): StepWindow {
    const length = Math.max(1, this.view?.length ?? 0);
    const [from, to] = wholeSteps(this.state.window ?? [0, length]);
    return [Math.min(from, length - 1), Math.min(to, length)];
  }

  /** The coordinates whose lines are drawn. */
  get chosen(): number[] {
    return chosenCoordinates(this.state.chosen, this.names.length);
  }

  /** The coordinate of the strip. */
  get coordinate(): number {
    return this.state.coordinate < this.names.length ? this.state.coordinate : 0;
  }

  /** The plane of the landscape; null: there are not two coordinates. */
  get plane(): Plane | null {
    return planeOf(this.state.map, this.names.length);
  }

  /** The leaf that a large model shows in detail. */
  get leaf(): number {
    return this.state.leaf < (this.view?.leaves.length ?? 0) ? this.state.leaf : 0;
  }

  /** Whether `view` explains v from now on. */
  explain(view: object, explains: boolean): void {
    if (explains) this.answers.explaining.add(view);
    else this.answers.explaining.delete(view);
    this.#changed();
  }

  /** The lines that `view` draws from now on; none: it draws no more. */
  wantLines(view: object, lines: readonly LineId[]): void {
    if (lines.length === 0) {
      this.answers.wanted.delete(view);
      return;
    }
    this.answers.wanted.set(view, lines);
    if (this.#asking) return;
    // One question for all views that are built together.
    this.#asking = true;
    queueMicrotask(() => {
      this.#asking = false;
      this.#ask();
    });
  }

  /** What the landscape's view draws from now on; null: it draws no more. */
  wantMap(wanted: MapWanted | null): void {
    this.answers.map.wanted = wanted;
    this.#changed();
  }

  /** What views of a large model draw from now on. */
  wantOfLeaves(change: Partial<LeavesWanted>): void {
    Object.assign(this.answers.leaves.wanted, change);
    this.#changed();
  }

  /** The rows of the table that are in sight from now on; null: there is no table. */
  wantTable(wanted: TableWanted | null): void {
    this.answers.table.wanted = wanted;
    this.#changed();
  }

  /** A view's own choice, kept over reloads. */
  choose(change: Partial<ViewState>): void {
    this.state = { ...this.state, ...change };
    this.#changed();
  }

  /** Where a person wants it to be: whatever plays stops. */
  setCursor(step: number): void {
    this.play.stop();
    this.#goTo(step);
  }

  /** All marks of the run, which the host keeps with it. */
  setMarks(marks: Mark[]): void {
    if (!this.view) return;
    this.choose({ marks });
    this.transport.post({ type: 'marks', run: this.view.run, marks });
  }

  /** Draws anew with the next frame. */
  redrawSoon(): void {
    this.#changed();
  }

  showKeys(shown: boolean): void {
    this.keysShown = shown;
    this.#changed();
  }

  #goTo(step: number): void {
    if (!this.view) return;
    const clamped = Math.min(this.view.length, Math.max(0, Math.round(step)));
    if (clamped === this.cursor) return;
    this.#moveTo(clamped);
    this.#echo.moved(clamped, performance.now());
    this.transport.post({ type: 'cursor', run: this.view.run, step: clamped });
  }

  /** From now on, how the shown run and another one of its comparison part; null: no longer. */
  showDifference(other: number | null): void {
    this.other = other;
    this.#changed();
  }

  post(type: Button): void {
    if (this.view) this.transport.post({ type, run: this.view.run });
  }

  savePicture(name: string, png: Uint8Array): void {
    if (this.view) this.transport.post({ type: 'savePicture', run: this.view.run, name, png });
  }

  /** The drawn coordinates at the step under the cursor, or those picked, as a table on the clipboard. */
  copyTable(picked: ReadonlySet<number>): void {
    const { view, cursor, answers } = this;
    if (!view || !answers.values) return;
    const coordinates = picked.size > 0 ? [...picked].slice(0, 256) : answers.values.coordinates;
    this.transport.post({ type: 'copyTable', run: view.run, step: cursor, coordinates });
  }

  /** The table's rows, or the picked ones, on the clipboard, to be pasted into a spreadsheet. */
  copyRows(coordinates: number[] | null): void {
    const { view, answers } = this;
    const query = view && answers.table.query(view, this.cursor);
    if (query) this.transport.post({ type: 'copyRows', run: view.run, coordinates, ...query });
  }

  askOfCheck(button: CheckButton): void {
    this.transport.post({ type: 'check', button });
  }

  reveal(target: 'objective' | 'error'): void {
    if (this.view) this.transport.post({ type: 'reveal', run: this.view.run, target });
  }

  /** What a button of the list of runs does. */
  act(run: number, action: RunAction): void {
    this.transport.post({ type: 'runAction', run, action });
  }

  openSetting(setting: 'memoryLimit' | 'evaluationTimeLimit'): void {
    if (this.view) this.transport.post({ type: 'openSetting', run: this.view.run, setting });
  }

  /** Shows where the code names a coordinate. */
  revealCoordinate(coordinate: number): void {
    if (this.view) {
      this.transport.post({ type: 'revealCoordinate', run: this.view.run, coordinate });
    }
  }

  #receive(message: HostToPanel): void {
    if (message.type === 'peek') {
      // Drawn by itself, nothing else of the panel with it.
      if (message.run === this.view?.run) this.peek.receive(message);
      return;
    }
    if (message.type === 'strings') {
      this.words = new Words(message.locale, message.strings);
    } else if (message.type === 'check') {
      this.check = message.check;
    } else if (message.type === 'run') {
      if (this.#receiveRun(message.view)) return;
    } else if (message.type === 'runs') {
      this.runs = message;
    } else if (message.type === 'highlight') {
      if (message.run === this.view?.run) this.highlighted = message.stretches;
    } else if (message.type === 'copied') {
      this.copied = message.step;
      this.copiedRows = message.rows ?? null;
    } else if (message.type === 'cursor') {
      if (message.run !== this.view?.run) return;
      if (this.#echo.accepts(message.step, performance.now())) this.#moveTo(message.step);
    } else if (message.type === 'whatIfProblem') {
      this.hand.refuse(message.request, message.text);
      return;
    } else if (message.type === 'extremum') {
      if (message.run === this.view?.run) this.jumps.receive(message);
    } else if (message.run === this.view?.run || this.#isLineBehind(message)) {
      this.answers.receive(message);
    } else {
      return;
    }
    this.#changed();
  }

  /** Of the runs behind the shown one nothing else is asked. */
  #isLineBehind({ type, run }: { type: HostToPanel['type']; run: number }): boolean {
    return (type === 'lines' || type === 'path') && this.answers.isBehind(run);
  }

  #wish(wish: Wish | 'reset', request: number): void {
    if (!this.view) return;
    const { run } = this.view;
    if (wish === 'reset') this.transport.post({ type: 'resetWhatIf', run, request });
    else this.transport.post({ type: 'whatIf', run, ...wish });
  }

  /** Whether there is nothing to draw yet: the lines of a run that goes on come at once. */
  #receiveRun(view: RunView): boolean {
    const before = this.view;
    const another = view.run !== before?.run;
    if (another && before && (view.family ?? view.run) === (before.family ?? before.run)) {
      return this.#goOn(before, view);
    }
    const first = view.leaves.length > 0 && (another || this.view?.leaves.length === 0);
    this.view = view;
    this.names = new CoordinateNames(view.leaves);
    if (another) this.#forget(view);
    this.hand.receive(view);
    this.answers.setBehind(view.overlays);
    // Not a frame later: its charts ask for their lines as soon as they are there.
    if (first) this.#redraw();
    return false;
  }

  /** The same code with other numbers: the person goes on looking at the same place. */
  #goOn(before: RunView, view: RunView): boolean {
    this.view = view;
    this.names = new CoordinateNames(view.leaves);
    this.other = this.copied = null;
    this.play.stop();
    this.cursor = Math.min(this.cursor, view.length);
    this.state = { ...this.state, run: view.run, cursor: this.cursor };
    this.hand.receive(view);
    this.answers.goOn(before.run, view.overlays);
    if (view.length === 0) return false;
    this.#ask();
    return true;
  }

  #forget(view: RunView): void {
    this.answers.forget();
    this.peek.forget();
    this.hand.forget();
    this.highlighted = [];
    this.other = this.copied = null;
    this.play.stop();
    if (view.run === this.state.run) {
      // The panel was reloaded. The host knows the cursor and says it next; until then our own.
      this.cursor = this.state.cursor;
      // A host that was reloaded too knows of no marks.
      if (view.marks.length === 0 && this.state.marks.length > 0) this.setMarks(this.state.marks);
    } else {
      this.cursor = 0;
      this.choose({
        ...{ run: view.run, cursor: 0, window: null, marks: view.marks },
        map: { ...this.state.map, window: null },
      });
    }
  }

  #moveTo(step: number): void {
    // Told again where it is, it has no reason to pull a window back that was moved away from it.
    if (step === this.cursor) return;
    this.cursor = step;
    this.copied = null;
    this.jumps.moved();
    this.#followWindow(step);
    this.choose({ cursor: step });
  }

  /** A zoomed window goes where the cursor goes. */
  #followWindow(step: number): void {
    const { window } = this.state;
    if (!window) return;
    const [from, to] = window;
    const shift = step < from ? step - from : step > to ? step - to : 0;
    if (shift !== 0) this.state = { ...this.state, window: [from + shift, to + shift] };
  }

  #save(): void {
    if (this.state === this.#saved) return;
    this.#saved = this.state;
    this.keeper.save(this.state);
  }

  #changed(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame((now) => {
      this.#frame = 0;
      if (!this.#pace.allows(now)) return this.#changed();
      this.#redraw();
      this.#ask();
      this.#save();
    });
  }

  #redraw(): void {
    for (const listener of this.#listeners) listener();
  }

  #ask(): void {
    const { view } = this;
    if (!view || view.leaves.length === 0 || document.visibilityState !== 'visible') return;
    const { cursor, window, chosen, coordinate, other } = this;
    this.answers.ask({ view, cursor, window, chosen, coordinate, other });
    this.answers.losses.ask(view, this.state.marks);
  }
}
