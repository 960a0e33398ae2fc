import * as vscode from 'vscode';
import type { Plane } from '../protocol/landscape';
import type { Mark } from '../protocol/marks';
import type { Message } from '../protocol/message';
import type { DrawnLandscape, Landscape } from '../protocol/run';
import { followsCursor } from '../session/landscape';
import type { LandscapeQuestion } from '../session/landscapes';
import type { ForkChanges } from '../session/fork';
import type { Forked, Run, RunRequest, Session } from '../session/session';
import { WhatIf } from '../session/whatIf/whatIf';
import { DocumentKeys } from './documentKeys';
import { DrawnLandscapes } from './drawnLandscapes';
import type { Origin } from './origin';
import { keyBehind, RunsBehind, type RunBehind } from './runsBehind';

/** What of a run changed. */
export type Change = Parameters<Parameters<Session['onDidChange']>[0]>[1];

/**
 * The runs of this window and the documents they belong to. The session behind them, and with it
 * the engine's process, is made when first needed.
 */
export class Runs implements vscode.Disposable {
  readonly #open: () => Promise<Session>;
  #opening: Promise<Session> | null = null;
  #session: Session | null = null;
  readonly #origins = new Map<number, Origin>();
  readonly #landscapes = new DrawnLandscapes();
  readonly #behind = new RunsBehind();
  readonly #keys = new DocumentKeys();
  readonly #adopted = new Set<number>();
  readonly #asked = new Set<string>();
  readonly #change = new vscode.EventEmitter<{ run: Run; what: Change }>();
  readonly #print = new vscode.EventEmitter<{ run: Run; level: string; text: string }>();
  readonly #focus = new vscode.EventEmitter<Run>();
  readonly #draw = new vscode.EventEmitter<Run>();
  /** Of the run that is being started, so that its first event finds it. */
  #entering: { origin: Origin; focus: boolean } | null = null;
  #enteringBehind: ((run: Run) => void) | null = null;
  /** Of runs that answer a moving hand: the run whose code they are. */
  readonly #bases = new Map<number, number>();
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
    return this.#keys.key(uri, selector);
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
    return this.#origins.get(id) ?? this.#origins.get(this.#bases.get(id) ?? id);
  }

  latest(uri: vscode.Uri, selector: string): Run | undefined {
    return this.#session?.latest(this.key(uri, selector));
  }

  /** The run that values come from: the shown one, else the newest with at least one step. */
  lastGood(uri: vscode.Uri, selector: string): Run | undefined {
    const key = this.key(uri, selector);
    const { shown } = this;
    const origin = shown?.trace?.length ? this.origin(shown.id) : undefined;
    if (origin && this.key(origin.uri, origin.selector) === key) return shown!;
    return this.#session?.lastGood(key);
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

  /** @param focus whether the run is shown from now on */
  async start(request: Omit<RunRequest, 'objective'>, origin: Origin, focus = true): Promise<Run> {
    const session = await this.warmUp();
    const { uri, selector, place } = origin;
    const { name } = request.bundle;
    const objective = { key: this.key(uri, selector), name, file: uri.path, place };
    this.#entering = { origin, focus };
    return session.start({ ...request, objective });
  }

  /**
   * Starts the code of a run again with a few changes, to be shown behind it. It is no run of the
   * objective: hovers, lenses and stale marks know nothing of it.
   */
  async startBehind(
    front: Run,
    changes: Partial<RunRequest>,
    about: Omit<RunBehind, 'run'>,
  ): Promise<Run> {
    const session = await this.warmUp();
    const { objective } = front.request;
    this.#enteringBehind = (run) => this.#behind.add(front.id, { run, ...about });
    return session.start({
      ...front.request,
      ...changes,
      notes: [],
      objective: { ...objective, key: keyBehind(front) },
    });
  }

  /** What a hand has moved, and the runs that follow it. */
  readonly whatIf: WhatIf = new WhatIf({
    start: (request, base) => this.#startFrom(request, base),
    stop: (id) => this.stop(id),
    remove: (id) => this.#session?.remove(id),
    get: (id) => this.get(id),
    setCursor: (id, step) => this.setCursor(id, step),
    show: (run) => this.show(run),
  });

  /** The origin of a run is another one now: the text says what ran. */
  setOrigin(id: number, origin: Origin): void {
    if (this.#origins.has(id)) this.#origins.set(id, origin);
  }

  /** Starts the code of a run with other numbers: as the objective's, unless it is soon gone. */
  #startFrom(request: RunRequest, base: Run): Run {
    const { objective, transient, hyperparameters, start } = request;
    const origin = this.origin(base.id);
    if (transient || !origin) {
      this.#enteringBehind = ({ id }) => void this.#bases.set(id, base.id);
      const key = `${objective.key}~moving`;
      return this.#session!.start({ ...request, objective: { ...objective, key } });
    }
    const choice = { ...origin.choice, hyperparameters, ...(start && { start }) };
    this.#entering = { origin: { ...origin, choice }, focus: false };
    return this.#session!.start(request);
  }

  /** Puts a run that is there behind another one. */
  putBehind(front: number, behind: RunBehind): void {
    this.#behind.add(front, behind);
  }

  /** Takes a run away from behind another one; it stays what it is. */
  takeAway(front: number, run: number): void {
    this.#behind.take(front, run);
  }

  /** A pinned run stays, however many others run, and comes back with the next window. */
  pin(id: number, pinned: boolean): void {
    this.#session?.setPinned(id, pinned);
  }

  /** Ends a run if need be and forgets it with its trace. */
  remove(id: number): void {
    this.#session?.remove(id);
  }

  /** What stands around a run has changed: its views look again. */
  tell(run: Run): void {
    this.#change.fire({ run, what: 'note' });
  }

  overlaysOf(id: number): RunBehind[] {
    return this.#behind.of(id);
  }

  /** Takes in a run of an earlier window, as data. */
  async adopt(
    finished: Parameters<Session['adopt']>[0],
    origin: Origin,
    landscapes: DrawnLandscape[],
    focus = true,
  ): Promise<Run> {
    const session = await this.warmUp();
    this.#entering = { origin, focus };
    const run = session.adopt(finished);
    this.#landscapes.set(run.id, landscapes);
    this.#adopted.add(run.id);
    return run;
  }

  /** The same of a run that stood behind another one. */
  async adoptBehind(
    front: Run,
    finished: Parameters<Session['adopt']>[0],
    about: Omit<RunBehind, 'run'>,
  ): Promise<Run> {
    const session = await this.warmUp();
    this.#enteringBehind = (run) => this.#behind.add(front.id, { run, ...about });
    const run = session.adopt(finished);
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

  setMarks(id: number, marks: readonly Mark[]): void {
    this.#session?.setMarks(id, marks);
  }

  setStale(id: number, stale: boolean): void {
    this.#session?.setStale(id, stale);
  }

  /** Whether landscapes of a run can be computed: its code is at hand. */
  draws(run: Run): boolean {
    return !this.#adopted.has(run.id) && run.trace?.header.imported === undefined;
  }

  /** The loss over a plane; of an adopted run only what was drawn of it. */
  async landscape(
    id: number,
    plane: Plane,
    question: LandscapeQuestion = {},
  ): Promise<Landscape | null> {
    const kept = plane === 'principal' ? null : this.#landscapes.find(id, plane);
    if (this.#adopted.has(id)) return kept;
    const landscape = (await this.#session?.landscape(id, plane, question)) ?? null;
    if (landscape && plane !== 'principal' && !question.window) {
      this.#landscapes.keep(id, { coordinates: plane, landscape });
      const run = this.get(id);
      // One that follows the cursor would fill the file: it has the first of each plane.
      if (run && landscape !== kept && (!kept || !followsCursor(run))) this.#draw.fire(run);
    }
    return landscape;
  }

  /**
   * Computes steps again whose rows were not kept.
   *
   * @returns null once they are at hand, or why they are not
   */
  async fetch(id: number, from: number, to: number, key?: string): Promise<Message | null> {
    return (await this.#session?.fetch(id, from, to, key)) ?? null;
  }

  /** What a fork from the state of a step would run. */
  async fork(run: Run, step: number, changes: ForkChanges): Promise<Forked> {
    return (await this.warmUp()).fork(run.id, step, changes);
  }

  /** The sharpness of a run that has ended becomes a series of its trace. */
  async measureSharpness(id: number): Promise<void> {
    await this.#session?.measureSharpness(id);
  }

  stopSharpness(id: number): void {
    this.#session?.stopSharpness(id);
  }

  landscapesOf(id: number): DrawnLandscape[] {
    return this.#landscapes.of(id);
  }

  /** A document was renamed: its runs go with it. */
  move(from: vscode.Uri, to: vscode.Uri): void {
    this.#keys.move(from, to);
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
    this.#keys.lose(uri);
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
      const { origin, focus } = this.#entering ?? { origin: null, focus: true };
      this.#entering = null;
      if (origin) this.#origins.set(run.id, origin);
      if (focus) this.show(run);
    } else if (what === 'removed') {
      this.#origins.delete(run.id);
      this.#landscapes.forget(run.id);
      this.#adopted.delete(run.id);
      this.#bases.delete(run.id);
      // What stood behind it is shown nowhere else.
      this.#behind.forget(run.id);
      const key = keyBehind(run);
      for (const other of this.all) {
        if (other.request.objective.key === key) this.#session?.remove(other.id);
      }
    }
    this.#change.fire({ run, what });
    this.whatIf.changed(run, what);
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
