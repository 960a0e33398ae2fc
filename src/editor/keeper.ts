import * as vscode from 'vscode';
import { derivationsOf } from '../optimizers/derivations';
import { specOf } from '../protocol/optimizer';
import type { Run } from '../session/session';
import type { Origin } from './origin';
import type { Runs } from './runs';
import { say, words } from './words';

/** What the dump of a run does not hold: where it came from in this workspace. */
interface KeptOrigin extends Omit<Origin, 'uri' | 'files'> {
  uri: string;
  files: string[];
}

/**
 * Keeps the run that the panel shows in the workspace's storage, so that it is there again after
 * the window was reloaded: as numbers, never as code, so that nothing can be evaluated.
 */
export class Keeper implements vscode.Disposable {
  readonly #runs: Runs;
  readonly #folder: vscode.Uri | undefined;
  readonly #report: (text: string) => void;
  readonly #subscriptions: vscode.Disposable[];
  /** Writes follow one another, so that an older run never lies over a newer one. */
  #writing: Promise<void> = Promise.resolve();
  /** The run whose cursor is to be written as soon as the writes before are done. */
  #moved: Run | undefined;

  /** `folder` is undefined where no folder is open: then nothing is kept. */
  constructor(runs: Runs, folder: vscode.Uri | undefined, report: (text: string) => void) {
    this.#runs = runs;
    this.#folder = folder;
    this.#report = report;
    const keep = (run: Run) => {
      if (run === runs.shown && run.state !== 'running' && !runs.isAdopted(run.id)) {
        this.#writing = this.#writing.then(() => this.#keep(run));
      }
    };
    this.#subscriptions = [
      runs.onDidChange(({ run, what }) => {
        if (what === 'state') keep(run);
        if (what === 'cursor' && run === runs.shown && run.state !== 'running') {
          // At once, for the window may close; while a write is under way, once for all moves.
          if (!this.#moved) this.#writing = this.#writing.then(() => this.#keepMoved());
          this.#moved = run;
        }
      }),
      runs.onDidDraw(keep),
    ];
  }

  /** Brings the kept run back into the session; undefined where there is none to read. */
  async restore(): Promise<Run | undefined> {
    if (!this.#folder) return undefined;
    try {
      const bytes = await vscode.workspace.fs.readFile(this.#file('run.dump'));
      const json = await vscode.workspace.fs.readFile(this.#file('run.json'));
      const { readDump } = await import('../trace/dump');
      const kept = readDump(bytes, (header, bounds) =>
        derivationsOf(header, header.leaves, bounds),
      );
      const origin = JSON.parse(new TextDecoder().decode(json)) as KeptOrigin;
      if (!kept) return undefined;
      const { objective, start, bounds, minimum, landscapes, ...finished } = kept;
      const { header } = kept.trace;
      const uri = vscode.Uri.parse(origin.uri);
      const cursor = (await this.#keptCursor(header.run)) ?? finished.cursor;
      const run = await this.#runs.adopt(
        {
          ...finished,
          cursor: Math.min(cursor, kept.trace.length),
          // What the panel's own view state calls it.
          id: header.run,
          request: {
            objective: { ...objective, key: this.#runs.key(uri, origin.selector) },
            // Nothing of the code is kept; Run Again reads the document.
            bundle: {
              ...{ name: objective.name, code: '', file: objective.file, map: null },
              ...{ parameters: [], context: -1 },
            },
            ...specOf(header),
            steps: header.steps,
            seed: header.seed,
            ...{ start, bounds, minimum },
            limits: { memory: 0, evaluationTime: 0 },
          },
        },
        { ...origin, uri, files: new Set(origin.files) },
        landscapes,
      );
      return run;
    } catch {
      // Absent, or written by another version: the panel then says that there is no trace yet.
      return undefined;
    }
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #keep(run: Run): Promise<void> {
    const origin = this.#runs.origin(run.id);
    const { trace, request } = run;
    if (!this.#folder || !trace || !origin) return;
    const { writeDump } = await import('../trace/dump');
    const { objective, start, bounds, minimum } = request;
    const landscapes = this.#runs.landscapesOf(run.id);
    const about = { objective, start, bounds, minimum, landscapes };
    const written = await writeDump({ ...run, trace, ...about });
    if ('problem' in written) return this.#report(say(written.problem));
    const kept: KeptOrigin = {
      ...origin,
      uri: origin.uri.toString(),
      files: [...origin.files],
    };
    try {
      await vscode.workspace.fs.createDirectory(this.#folder);
      await vscode.workspace.fs.writeFile(this.#file('run.dump'), written.bytes);
      const json = new TextEncoder().encode(JSON.stringify(kept));
      await vscode.workspace.fs.writeFile(this.#file('run.json'), json);
      await this.#keepCursor(run);
    } catch (error) {
      // A full or write-protected disk takes nothing from the run that is on the screen.
      this.#report(words('editor.output.not-kept', String(error)));
    }
  }

  async #keepMoved(): Promise<void> {
    const run = this.#moved;
    this.#moved = undefined;
    if (run) await this.#keepCursor(run);
  }

  /** By itself, for the dump is large and the cursor moves often. */
  async #keepCursor(run: Run): Promise<void> {
    if (!this.#folder) return;
    const json = JSON.stringify({ run: run.id, step: run.cursor });
    try {
      await vscode.workspace.fs.writeFile(
        this.#file('cursor.json'),
        new TextEncoder().encode(json),
      );
    } catch {
      // The run itself could not be kept either, and that was said.
    }
  }

  /** Where the person left the cursor of this run; undefined where that is not known. */
  async #keptCursor(run: number): Promise<number | undefined> {
    try {
      const bytes = await vscode.workspace.fs.readFile(this.#file('cursor.json'));
      const kept = JSON.parse(new TextDecoder().decode(bytes)) as { run?: unknown; step?: unknown };
      return kept.run === run && Number.isSafeInteger(kept.step) && Number(kept.step) >= 0
        ? Number(kept.step)
        : undefined;
    } catch {
      return undefined;
    }
  }

  #file(name: string): vscode.Uri {
    return vscode.Uri.joinPath(this.#folder!, name);
  }
}
