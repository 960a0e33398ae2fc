import type { HostToPanel, RunView } from '../../src/protocol/panel';
import type { Plane, PlaneBox, StepInPlane } from '../../src/protocol/landscape';
import type { Landscape } from '../../src/protocol/run';
import type { Transport } from '../transport';
import { Question } from './question';

/** Milliseconds without a move of cursor or window after which the landscape is asked for anew. */
const rest = 150;

/** What the landscape's view draws. */
export interface MapWanted {
  plane: Plane;
  window: PlaneBox | null;
}

type Answer<Type> = Extract<HostToPanel, { type: Type }>;

/** What is asked for the landscape, and the last answers. */
export class MapAnswers {
  /** Set while a view draws it. */
  wanted: MapWanted | null = null;
  /** step, x, y, step, x, y … */
  path: Float64Array | null = null;
  /** The share of the path's variance in the plane of its principal components. */
  explained: number | null = null;
  step: StepInPlane | null = null;
  /** `undefined` until answered, null where there is none. */
  landscape: Landscape | null | undefined = undefined;
  /** The step whose θ the landscape goes through; null where nobody knows. */
  through: number | null = null;
  /** Of the runs behind the shown one. */
  readonly pathsBehind = new Map<number, Float64Array>();

  readonly #transport: Transport;
  readonly #path = new Question();
  readonly #step = new Question();
  readonly #behind = new Map<number, Question>();
  #plane = '';
  /** What of the newest question does not wait for a rest, and all of it. */
  #urgent = '';
  #asked = '';
  #request = 0;
  #through: number | null = null;
  #timer = 0;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  askAgain(): void {
    for (const question of [this.#path, this.#step, ...this.#behind.values()]) question.forget();
    window.clearTimeout(this.#timer);
    this.#urgent = this.#asked = '';
  }

  forget(): void {
    this.askAgain();
    this.#behind.clear();
    this.pathsBehind.clear();
    this.path = this.step = this.explained = null;
    this.landscape = undefined;
    // Answers to what was asked of the other run are none any more.
    this.#request++;
  }

  receive(message: Answer<'path' | 'landscape' | 'stepInPlane'>): void {
    if (message.type === 'landscape') {
      if (message.request !== this.#request) return;
      this.landscape = message.landscape;
      this.through = this.#through ?? message.landscape?.step ?? null;
      return;
    }
    const question = message.type === 'path' ? this.#path : this.#step;
    question.answer();
    if (String(message.plane) !== this.#plane) return;
    if (message.type === 'path') {
      this.path = message.points;
      this.explained = message.explained;
    } else {
      this.step = message;
    }
  }

  /** The path of a run behind the shown one. */
  receiveBehind({ run, plane, points }: Answer<'path'>): void {
    this.#behind.get(run)?.answer();
    if (String(plane) === this.#plane) this.pathsBehind.set(run, points);
  }

  ask(view: RunView, cursor: number): void {
    if (!this.wanted) return;
    const { plane, window } = this.wanted;
    const name = String(plane);
    const { run, length, state } = view;
    if (this.#plane !== name) {
      this.forget();
      this.#plane = name;
    }
    const isRunning = state === 'running';
    // Principal components are those of the whole path.
    if (plane === 'principal' && isRunning) return;
    const step = Math.min(cursor, length);
    this.#path.want(`${run}|${name}|${length}`, () =>
      this.#transport.post({ type: 'askPath', run, plane }),
    );
    this.#step.want(`${run}|${name}|${step}|${view.series.length}`, () =>
      this.#transport.post({ type: 'askStepInPlane', run, plane, step }),
    );
    if (plane !== 'principal') this.#askBehind(view, plane);
    if (length > 0 || !isRunning) this.#askLandscape(view, plane, step, window);
  }

  #askBehind({ overlays }: RunView, plane: Plane): void {
    for (const { run, length } of overlays) {
      const question = this.#behind.get(run) ?? new Question();
      this.#behind.set(run, question);
      question.want(`${run}|${String(plane)}|${length}`, () =>
        this.#transport.post({ type: 'askPath', run, plane }),
      );
    }
  }

  /** At once for another plane, and when the run has ended; for another part or step at rest. */
  #askLandscape(view: RunView, plane: Plane, step: number, part: PlaneBox | null): void {
    const { run, state, can, lossVaries, leaves } = view;
    const urgent = `${run}|${String(plane)}|${state === 'running'}`;
    const coordinates = leaves.reduce((sum, leaf) => sum + leaf.length, 0);
    const follows = lossVaries || coordinates > 2;
    const asked = can.draw ? `${urgent}|${JSON.stringify(part)}|${follows ? step : ''}` : urgent;
    if (asked === this.#asked) return;
    const isUrgent = urgent !== this.#urgent;
    this.#asked = asked;
    this.#urgent = urgent;
    const ask = () => {
      const request = ++this.#request;
      // One that was kept goes through the step at which it was drawn.
      this.#through = can.draw ? step : null;
      this.#transport.post({ type: 'askLandscape', run, request, plane, step, window: part });
    };
    window.clearTimeout(this.#timer);
    if (isUrgent) ask();
    else this.#timer = window.setTimeout(ask, rest);
  }
}
