import * as vscode from 'vscode';
import type { Run, RunRequest, Session } from '../session/session';

/** What of a run changed. */
export type Change = Parameters<Parameters<Session['onDidChange']>[0]>[1];

/** What a person may choose beside what the objective's tags say. */
export interface Choice {
  /** The optimizer; null: the tag's. */
  optimizer: string | null;
  /** Over the tag: what the verdict's button tries. */
  hyperparameters: Record<string, unknown>;
  steps: number | null;
}

/** Where a run came from: what it takes to run it again and to see that it is stale. */
export interface Origin {
  uri: vscode.Uri;
  selector: string;
  choice: Choice;
  /** What ran, as text; a different one makes the run stale. */
  fingerprint: string;
  /** URIs of every file that was read for it, the document among them. */
  files: ReadonlySet<string>;
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
  readonly #asked = new Set<string>();
  readonly #moved = new Map<string, string>();
  readonly #change = new vscode.EventEmitter<{ run: Run; what: Change }>();
  readonly #print = new vscode.EventEmitter<{ run: Run; level: string; text: string }>();
  #current: Run | null = null;

  readonly onDidChange = this.#change.event;
  readonly onDidPrint = this.#print.event;

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

  /** Newest run of every objective of a document. */
  ofDocument(uri: vscode.Uri): { run: Run; origin: Origin }[] {
    const newest = new Map<string, { run: Run; origin: Origin }>();
    for (const run of this.all) {
      const origin = this.#origins.get(run.id);
      if (origin?.uri.toString() !== uri.toString()) continue;
      newest.set(origin.selector, { run, origin });
    }
    return [...newest.values()];
  }

  /** Newest runs that read a file. */
  readersOf(uri: vscode.Uri): { run: Run; origin: Origin }[] {
    const newest = new Map<string, { run: Run; origin: Origin }>();
    for (const run of this.all) {
      const origin = this.#origins.get(run.id);
      if (origin?.files.has(uri.toString())) {
        newest.set(this.key(origin.uri, origin.selector), { run, origin });
      }
    }
    return [...newest.values()];
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
      session.onDidChange((run, what) => this.#change.fire({ run, what }));
      session.onDidPrint((run, level, text) => this.#print.fire({ run, level, text }));
      return session;
    }));
  }

  /** `objective.key` of the request is that of the origin. */
  async start(request: Omit<RunRequest, 'objective'>, origin: Origin): Promise<Run> {
    const session = await this.warmUp();
    const run = session.start({
      ...request,
      objective: {
        key: this.key(origin.uri, origin.selector),
        name: request.bundle.name,
        file: origin.uri.path,
      },
    });
    this.#origins.set(run.id, origin);
    this.#current = run;
    return run;
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

  landscape(id: number, coordinates: [number, number]): ReturnType<Session['landscape']> {
    return this.#session?.landscape(id, coordinates) ?? Promise.resolve(null);
  }

  /** The panel shows this run now. */
  focus(run: Run): void {
    this.#current = run;
  }

  /** A document was renamed: its runs go with it. */
  move(from: vscode.Uri, to: vscode.Uri): void {
    const original = this.#moved.get(from.toString()) ?? from.toString();
    this.#moved.delete(from.toString());
    this.#moved.set(to.toString(), original);
    for (const [id, origin] of this.#origins) {
      if (origin.uri.toString() === from.toString()) this.#origins.set(id, { ...origin, uri: to });
    }
  }

  dispose(): void {
    this.#change.dispose();
    this.#print.dispose();
    this.#session?.dispose();
    // A session that is still opening would outlive the window.
    void this.#opening?.then((session) => session.dispose());
  }
}
