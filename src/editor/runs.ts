import * as vscode from 'vscode';
import type { Place } from '../protocol/message';
import type { Overlay } from '../protocol/panel';
import type { Landscape } from '../protocol/run';
import type { Run, RunRequest, Session } from '../session/session';

/** What of a run changed. */
export type Change = Parameters<Parameters<Session['onDidChange']>[0]>[1];

/** What a person may choose beside what the objective's tags say. */
export interface Choice {
  /** The optimizer; null: the tag's. */
  optimizer: string | null;
  /** Over the tag: what the verdict's button tries. */
  hyperparameters?: Record<string, unknown>;
  steps?: number;
}

/** Where a run came from: what it takes to run it again and to see that it is stale. */
export interface Origin {
  uri: vscode.Uri;
  selector: string;
  /** Offsets of the function when it ran: what finds a selected one, which has no name, again. */
  stretch: [number, number];
  /** Of the objective's name when it ran. */
  place: Place;
  choice: Choice;
  /** What ran, as text; a different one makes the run stale. */
  fingerprint: string;
  /** URIs of every file that was read for it, the document among them. */
  files: ReadonlySet<string>;
  /** The document was deleted, or was an untitled one that is closed: it cannot run again. */
  gone: boolean;
}

/** A run behind another one: views show it with that one and never by itself. */
export interface RunBehind {
  run: Run;
  title: string;
  kind: Overlay['kind'];
}

/** A landscape and the two coordinates that it is of. */
export interface DrawnLandscape {
  coordinates: [number, number];
  landscape: Landscape;
}

/**
 * The runs of this window and the documents they belong to. The session behind them, and with it
 * the engine's process, is made when first needed.
 */
export class Runs implements vscode.Disposable {
  readonly #open: () => Promise<Session>;
  #opening: Promise<Session> | null = null;
  #session: Session | null = null;
  readonly #origins = new Map<number, Origin>();
  readonly #landscapes = new Map<number, DrawnLandscape[]>();
  readonly #adopted = new Set<number>();
  readonly #behind = new Map<number, RunBehind[]>();
  readonly #asked = new Set<string>();
  /** URIs of renamed and of lost documents, to what their keys begin with from then on. */
  readonly #moved = new Map<string, string>();
  readonly #change = new vscode.EventEmitter<{ run: Run; what: Change }>();
  readonly #print = new vscode.EventEmitter<{ run: Run; level: string; text: string }>();
  readonly #focus = new vscode.EventEmitter<Run>();
  readonly #draw = new vscode.EventEmitter<Run>();
  #lost = 0;
  /** Of the run that is being started, so that its first event finds it. */
  #entering: Origin | null = null;
  #enteringBehind: ((run: Run) => void) | null = null;
  #current: Run | null = null;

  readonly onDidChange = this.#change.event;
  readonly onDidPrint = this.#print.event;
  /** Another run is the current one. */
  readonly onDidFocus = this.#focus.event;
  /** A landscape of a run is there. */
  readonly onDidDraw = this.#draw.event;

  constructor(open: () => Promise<Session>) {
    this.#open = open;
  }

  /** One objective of one document; the same after the document was renamed. */
  key(uri: vscode.Uri, selector: string): string {
    const text = uri.toString();
    return `${this.#moved.get(text) ?? text}#${selector}`;
  }

  /** The run that commands without an argument mean: the one started or shown last. */
  get current(): Run | null {
    return this.#current;
  }

  /** What views of the current run show: a run that failed at its start leaves the last good one. */
  get shown(): Run | null {
    const run = this.#current;
    if (!run || run.state === 'running' || run.trace?.length) return run;
    return this.#session?.lastGood(run.request.objective.key) ?? run;
  }

  get all(): Run[] {
    return this.#session ? [...this.#session.runs] : [];
  }

  get(id: number): Run | undefined {
    return this.#session?.get(id);
  }

  origin(id: number): Origin | undefined {
    return this.#origins.get(id);
  }

  latest(uri: vscode.Uri, selector: string): Run | undefined {
    return this.#session?.latest(this.key(uri, selector));
  }

  /** The run that values come from: the newest with at least one step. */
  lastGood(uri: vscode.Uri, selector: string): Run | undefined {
    return this.#session?.lastGood(this.key(uri, selector));
  }

  /** The newest run of every objective of a document. */
  ofDocument(uri: vscode.Uri): { run: Run; origin: Origin }[] {
    return this.#newest(({ uri: own, gone }) => !gone && own.toString() === uri.toString());
  }

  /** The newest run of every objective for which a file was read. */
  readersOf(file: vscode.Uri): Run[] {
    return this.#newest(({ files, gone }) => !gone && files.has(file.toString())).map(
      ({ run }) => run,
    );
  }

  /** The person asked to trace this objective: its problems are shown from now on. */
  ask(uri: vscode.Uri, selector: string): void {
    this.#asked.add(this.key(uri, selector));
  }

  wasAsked(uri: vscode.Uri, selector: string): boolean {
    return this.#asked.has(this.key(uri, selector));
  }

  /** Makes the session and its first process before they are needed. */
  async warmUp(): Promise<Session> {
    return (this.#opening ??= this.#open().then((session) => {
      this.#session = session;
      session.onDidChange((run, what) => this.#changed(run, what));
      session.onDidPrint((run, level, text) => this.#print.fire({ run, level, text }));
      return session;
    }));
  }

  async start(request: Omit<RunRequest, 'objective'>, origin: Origin): Promise<Run> {
    const session = await this.warmUp();
    const { uri, selector, place } = origin;
    const { name } = request.bundle;
    const objective = { key: this.key(uri, selector), name, file: uri.path, place };
    this.#entering = origin;
    return session.start({ ...request, objective });
  }

  /**
   * Starts the code of a run again with a few changes, to be shown behind it. It is no run of the
   * objective: hovers, lenses and stale marks know nothing of it.
   */
  async startBehind(
    front: Run,
    changes: Partial<RunRequest>,
    { title, kind }: Omit<RunBehind, 'run'>,
  ): Promise<void> {
    const session = await this.warmUp();
    const { objective } = front.request;
    const key = `${objective.key}~behind ${front.id}`;
    this.#enteringBehind = (run) => {
      const others = this.overlaysOf(front.id).filter((each) => each.title !== title);
      this.#behind.set(front.id, [...others, { run, title, kind }]);
    };
    session.start({ ...front.request, ...changes, notes: [], objective: { ...objective, key } });
  }

  /** The runs behind a run, those that are gone left out. */
  overlaysOf(id: number): RunBehind[] {
    return (this.#behind.get(id) ?? []).filter(({ run }) => this.get(run.id));
  }

  /** Takes in a run of an earlier window, as data. */
  async adopt(
    finished: Parameters<Session['adopt']>[0],
    origin: Origin,
    landscapes: DrawnLandscape[],
  ): Promise<Run> {
    const session = await this.warmUp();
    this.#entering = origin;
    const run = session.adopt(finished);
    this.#landscapes.set(run.id, landscapes);
    this.#adopted.add(run.id);
    return run;
  }

  /** Whether the run is one of an earlier window: it is data and has no code to evaluate. */
  isAdopted(id: number): boolean {
    return this.#adopted.has(id);
  }

  /** Views of the current run show this one from now on. */
  show(run: Run): void {
    this.#current = run;
    this.#focus.fire(run);
  }

  stop(id: number): void {
    this.#session?.stop(id);
  }

  setCursor(id: number, step: number): void {
    this.#session?.setCursor(id, step);
  }

  setStale(id: number, stale: boolean): void {
    this.#session?.setStale(id, stale);
  }

  /** The loss around the path of two coordinates; of an adopted run only what was drawn of it. */
  async landscape(id: number, coordinates: [number, number]): Promise<Landscape | null> {
    if (this.#adopted.has(id)) {
      const drawn = this.landscapesOf(id).find(
        (one) => String(one.coordinates) === String(coordinates),
      );
      return drawn?.landscape ?? null;
    }
    const landscape = (await this.#session?.landscape(id, coordinates)) ?? null;
    if (landscape) {
      const others = this.landscapesOf(id).filter(
        (one) => String(one.coordinates) !== String(coordinates),
      );
      this.#landscapes.set(id, [...others, { coordinates, landscape }]);
      const run = this.get(id);
      if (run) this.#draw.fire(run);
    }
    return landscape;
  }

  landscapesOf(id: number): DrawnLandscape[] {
    return this.#landscapes.get(id) ?? [];
  }

  /** A document was renamed: its runs go with it. */
  move(from: vscode.Uri, to: vscode.Uri): void {
    const original = this.#moved.get(from.toString()) ?? from.toString();
    // Whoever takes the old name next is another document.
    this.#moved.set(from.toString(), `${from.toString()}~${++this.#lost}`);
    this.#moved.set(to.toString(), original);
    for (const [id, origin] of this.#origins) {
      if (origin.uri.toString() === from.toString()) this.#origins.set(id, { ...origin, uri: to });
    }
  }

  /**
   * A document cannot be had any more: its runs stay and say so. Another document that gets the
   * same URI (the next `Untitled-1`) has nothing to do with them.
   */
  loseDocument(uri: vscode.Uri): void {
    const text = uri.toString();
    this.#moved.set(text, `${text}~${++this.#lost}`);
    for (const [id, origin] of this.#origins) {
      if (origin.gone || origin.uri.toString() !== text) continue;
      this.#origins.set(id, { ...origin, gone: true });
      const run = this.get(id);
      if (run) this.#change.fire({ run, what: 'note' });
    }
  }

  #newest(wanted: (origin: Origin) => boolean): { run: Run; origin: Origin }[] {
    const newest = new Map<string, { run: Run; origin: Origin }>();
    for (const run of this.all) {
      const origin = this.#origins.get(run.id);
      if (origin && wanted(origin)) newest.set(run.request.objective.key, { run, origin });
    }
    return [...newest.values()];
  }

  #changed(run: Run, what: Change): void {
    if (what === 'started' && this.#enteringBehind) {
      this.#enteringBehind(run);
      this.#enteringBehind = null;
    } else if (what === 'started') {
      if (this.#entering) this.#origins.set(run.id, this.#entering);
      this.#entering = null;
      this.show(run);
    } else if (what === 'removed') {
      this.#origins.delete(run.id);
      this.#landscapes.delete(run.id);
      this.#adopted.delete(run.id);
      // What stood behind it is shown nowhere else.
      for (const { run: other } of this.overlaysOf(run.id)) this.#session?.remove(other.id);
      this.#behind.delete(run.id);
    }
    this.#change.fire({ run, what });
  }

  dispose(): void {
    this.#change.dispose();
    this.#print.dispose();
    this.#focus.dispose();
    this.#draw.dispose();
    this.#session?.dispose();
    // A session that is still opening would outlive the window.
    void this.#opening?.then((session) => session.dispose());
  }
}
