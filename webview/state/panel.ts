import {
  parseHostMessage,
  maxBuckets,
  type HostToPanel,
  type LineId,
} from '../../src/protocol/panel';
import type { RunView } from '../../src/protocol/panel';
import type { Landscape } from '../../src/protocol/run';
import { Words } from '../text';
import type { Transport, ViewStateKeeper } from '../transport';
import { chosenCoordinates, coordinateNames } from './coordinates';
import { CursorEcho } from './cursorEcho';
import { OverlayLines } from './overlayLines';
import { Question } from './question';
import { parseViewState, type ViewState } from './viewState';

/** Exact values at one step, as the host sent them. */
export type Values = Extract<HostToPanel, { type: 'values' }>;

/** How “Why bias correction?” gets its numbers. */
export type Unrolled = Extract<HostToPanel, { type: 'unrolled' }>;
export type Expectation = Extract<HostToPanel, { type: 'expectation' }>;

export const lineKey = ({ series, index }: LineId): string => `${series} ${index}`;

/**
 * What the panel knows, all of it told by the host; it computes no number of a run itself. Views
 * read it and say what they want drawn (`wantLines`); it asks for what is missing, at most once per
 * frame and only while the panel is visible.
 */
export class Panel {
  words: Words | null = null;
  view: RunView | null = null;
  names: string[] = [];
  cursor = 0;
  values: Values | null = null;
  path: Float64Array | null = null;
  /** `undefined` until answered, null where there is none. */
  landscape: Landscape | null | undefined = undefined;
  unrolled: Unrolled | null = null;
  expectation: Expectation | null = null;
  state: ViewState;

  readonly #lines = new Map<string, Float64Array>();
  readonly #wanted = new Map<object, readonly LineId[]>();
  readonly #questions = {
    lines: new Question(),
    values: new Question(),
    path: new Question(),
    landscape: new Question(),
    unrolled: new Question(),
    expectation: new Question(),
  };
  /** The same lines of the runs behind the shown one. */
  readonly #overlays = new Map<number, OverlayLines>();
  /** Views that explain v: while there is one, its numbers are asked for. */
  readonly #explaining = new Set<object>();
  readonly #echo = new CursorEcho();
  readonly #listeners = new Set<() => void>();
  #request = 0;
  #frame = 0;
  #asking = false;
  #saved: ViewState;

  constructor(
    readonly transport: Transport,
    readonly keeper: ViewStateKeeper,
  ) {
    this.state = this.#saved = parseViewState(keeper.load());
    this.cursor = this.state.cursor;
    transport.listen((data) => {
      const message = parseHostMessage(data);
      if (message) this.#receive(message);
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState !== 'visible') return;
      // What was asked while going out of sight may have been dropped.
      for (const question of Object.values(this.#questions)) question.forget();
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
  get window(): [number, number] {
    const length = Math.max(1, this.view?.length ?? 0);
    const [from, to] = this.state.window ?? [0, length];
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

  /** The last points of a line, `undefined` until there are any. */
  line(id: LineId): Float64Array | undefined {
    return this.#lines.get(lineKey(id));
  }

  /** The last points of a line of a run behind the shown one. */
  overlayLine(run: number, id: LineId): Float64Array | undefined {
    return this.#overlays.get(run)?.line(id);
  }

  /** Whether `view` explains v from now on. */
  explain(view: object, explains: boolean): void {
    if (explains) this.#explaining.add(view);
    else this.#explaining.delete(view);
    this.#changed();
  }

  /** The lines that `view` draws from now on; none: it draws no more. */
  wantLines(view: object, lines: readonly LineId[]): void {
    if (lines.length === 0) {
      this.#wanted.delete(view);
      return;
    }
    this.#wanted.set(view, lines);
    if (this.#asking) return;
    // One question for all views that are built together.
    this.#asking = true;
    queueMicrotask(() => {
      this.#asking = false;
      this.#ask();
    });
  }

  /** A view's own choice, kept over reloads. */
  choose(change: Partial<ViewState>): void {
    this.state = { ...this.state, ...change };
    this.#changed();
  }

  setCursor(step: number): void {
    if (!this.view) return;
    const clamped = Math.min(this.view.length, Math.max(0, Math.round(step)));
    if (clamped === this.cursor) return;
    this.#moveTo(clamped);
    this.#echo.moved(clamped, performance.now());
    this.transport.post({ type: 'cursor', run: this.view.run, step: clamped });
  }

  post(type: 'stop' | 'runAgain' | 'try' | 'withoutCorrection'): void {
    if (this.view) this.transport.post({ type, run: this.view.run });
  }

  reveal(target: 'objective' | 'error'): void {
    if (this.view) this.transport.post({ type: 'reveal', run: this.view.run, target });
  }

  #receive(message: HostToPanel): void {
    if (message.type === 'strings') {
      this.words = new Words(message.locale, message.strings);
    } else if (message.type === 'run') {
      this.#receiveRun(message.view);
    } else if (message.type === 'lines' && this.#overlays.has(message.run)) {
      this.#overlays.get(message.run)!.receive(message);
    } else if (message.run !== this.view?.run) {
      return;
    } else if (message.type === 'cursor') {
      if (this.#echo.accepts(message.step, performance.now())) this.#moveTo(message.step);
    } else if (message.type === 'lines') {
      if (message.request !== this.#request) return;
      this.#questions.lines.answer();
      for (const line of message.lines) this.#lines.set(lineKey(line), line.points);
    } else if (message.type === 'values') {
      this.#questions.values.answer();
      this.values = message;
    } else if (message.type === 'path') {
      this.#questions.path.answer();
      this.path = message.points;
    } else if (message.type === 'landscape') {
      this.#questions.landscape.answer();
      this.landscape = message.landscape;
    } else if (message.type === 'unrolled') {
      this.#questions.unrolled.answer();
      this.unrolled = message;
    } else {
      this.#questions.expectation.answer();
      this.expectation = message;
    }
    this.#changed();
  }

  #receiveRun(view: RunView): void {
    const another = view.run !== this.view?.run;
    const first = view.leaves.length > 0 && (another || this.view?.leaves.length === 0);
    this.view = view;
    this.names = coordinateNames(view.leaves);
    if (another) this.#forget(view);
    for (const { run } of view.overlays) {
      if (!this.#overlays.has(run)) this.#overlays.set(run, new OverlayLines());
    }
    // Not a frame later: its charts ask for their lines as soon as they are there.
    if (first) this.#redraw();
  }

  #forget(view: RunView): void {
    for (const question of Object.values(this.#questions)) question.forget();
    this.#lines.clear();
    this.#overlays.clear();
    this.unrolled = this.expectation = null;
    this.values = this.path = null;
    this.landscape = undefined;
    if (view.run === this.state.run) {
      // The panel was reloaded. The host knows the cursor and says it next; until then our own.
      this.cursor = this.state.cursor;
    } else {
      this.cursor = 0;
      this.choose({ run: view.run, cursor: 0, window: null });
    }
  }

  #moveTo(step: number): void {
    this.cursor = step;
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
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
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
    this.#askLines(view);
    this.#askValues(view);
    if (this.#explaining.size > 0) this.#askWhy(view);
    if (this.names.length === 2) this.#askLandscape(view);
  }

  #askLines({ run, length, overlays }: RunView): void {
    const wanted = new Map<string, LineId>();
    for (const lines of this.#wanted.values()) {
      for (const line of lines) wanted.set(lineKey(line), line);
    }
    if (wanted.size === 0) return;
    const [from, to] = this.window;
    // A point per pixel of the widest chart there can be: two to a bucket. The window's width is
    // known without laying out the page.
    const buckets = Math.min(maxBuckets, Math.max(50, Math.ceil(window.innerWidth / 100) * 50));
    const key = [run, length, from, to, buckets, ...[...wanted.keys()].sort()].join('|');
    this.#questions.lines.want(key, () => {
      const request = ++this.#request;
      const lines = [...wanted.values()].slice(0, 256);
      this.transport.post({ type: 'ask', run, request, from, to, buckets, lines });
    });
    for (const behind of overlays) {
      const ask = { from, to: Math.min(to, behind.length), buckets, lines: [...wanted.values()] };
      this.#overlays.get(behind.run)?.want(behind, ask, this.transport);
    }
  }

  #askWhy({ run, explainsCorrection }: RunView): void {
    if (!explainsCorrection) return;
    this.#questions.expectation.want(`${run}`, () =>
      this.transport.post({ type: 'askExpectation', run }),
    );
    const { coordinate, cursor: step } = this;
    if (step === 0) return;
    this.#questions.unrolled.want(`${run}|${coordinate}|${step}`, () =>
      this.transport.post({ type: 'askUnrolled', run, coordinate, step }),
    );
  }

  #askValues({ run, length }: RunView): void {
    const coordinates = [...new Set([...this.chosen, this.coordinate])].sort((a, b) => a - b);
    const step = Math.min(this.cursor, length);
    const key = [run, step, ...coordinates].join('|');
    this.#questions.values.want(key, () =>
      this.transport.post({ type: 'askValues', run, step, coordinates }),
    );
  }

  #askLandscape({ run, length, state }: RunView): void {
    const coordinates: [number, number] = [0, 1];
    this.#questions.path.want(`${run}|${length}`, () =>
      this.transport.post({ type: 'askPath', run, coordinates }),
    );
    // Its frame is the path's: once while the path grows, once when it is known.
    if (length === 0 && state === 'running') return;
    this.#questions.landscape.want(`${run}|${state === 'running'}`, () =>
      this.transport.post({ type: 'askLandscape', run, coordinates }),
    );
  }
}
