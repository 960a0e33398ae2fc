import * as vscode from 'vscode';
import type { Run } from '../session/session';
import { parsePlain, stringifyPlain } from '../trace/plainJson';
import {
  keptComparison,
  parseKeptComparison,
  restoreComparison,
  type KeptComparison,
} from './keptComparison';
import { dumpOf, runOf } from './keptRun';
import type { Origin } from './origin';
import type { Runs } from './runs';
import type { Tunings } from './tunings';
import { say, words } from './words';

/** What the dump of a run does not hold: where it came from in this workspace. */
interface KeptOrigin extends Omit<Origin, 'uri' | 'files'> {
  uri: string;
  files: string[];
  /** The run that all of this is about: its dump may be of another one where a write was cut off. */
  run: number;
  comparison: KeptComparison;
}

/**
 * Keeps the run that the panel shows in the workspace's storage, with those that it is compared
 * with and their sweep, so that they are there again after the window was reloaded: as numbers,
 * never as code, so that nothing can be evaluated.
 */
export class Keeper implements vscode.Disposable {
  readonly #runs: Runs;
  readonly #tunings: Tunings;
  readonly #folder: vscode.Uri | undefined;
  readonly #report: (text: string) => void;
  readonly #subscriptions: vscode.Disposable[];
  /** Writes follow one another, so that an older run never lies over a newer one. */
  #writing: Promise<void> = Promise.resolve();
  /** The run whose cursor is to be written as soon as the writes before are done. */
  #moved: Run | undefined;

  /** `folder` is undefined where no folder is open: then nothing is kept. */
  constructor(
    runs: Runs,
    tunings: Tunings,
    folder: vscode.Uri | undefined,
    report: (text: string) => void,
  ) {
    this.#runs = runs;
    this.#tunings = tunings;
    this.#folder = folder;
    this.#report = report;
    const keep = (run: Run) => {
      if (run === runs.shown && run.state !== 'running' && !runs.isAdopted(run.id)) {
        this.#writing = this.#writing.then(() => this.#keep(run));
      }
    };
    // Once the last one has ended, not as often as there are.
    const keepBehind = (run: Run) => {
      const behind = runs.shown ? runs.overlaysOf(runs.shown.id) : [];
      const ended = behind.every((each) => each.run.state !== 'running');
      if (runs.shown && ended && behind.some((each) => each.run === run)) keep(runs.shown);
    };
    this.#subscriptions = [
      runs.onDidChange(({ run, what }) => {
        if (what === 'state') {
          keep(run);
          keepBehind(run);
        }
        if (what === 'cursor' && run === runs.shown && run.state !== 'running') {
          // At once, for the window may close; while a write is under way, once for all moves.
          if (!this.#moved) this.#writing = this.#writing.then(() => this.#keepMoved());
          this.#moved = run;
        }
      }),
      runs.onDidDraw(keep),
      tunings.onDidChange((front) => {
        const run = runs.get(front);
        if (run && tunings.of(front)?.state !== 'running') keep(run);
      }),
    ];
  }

  /** Brings the kept run back into the session; undefined where there is none to read. */
  async restore(): Promise<Run | undefined> {
    if (!this.#folder) return undefined;
    try {
      const read = (name: string) => vscode.workspace.fs.readFile(this.#file(name));
      const json = new TextDecoder().decode(await read('run.json'));
      const { comparison, ...origin } = parsePlain(json) as KeptOrigin;
      const uri = vscode.Uri.parse(origin.uri);
      const kept = await runOf(await read('run.dump'), this.#runs.key(uri, origin.selector));
      if (!kept) return undefined;
      const { id, trace, cursor: end } = kept.run;
      const cursor = (await this.#keptCursor(id!)) ?? end;
      const run = await this.#runs.adopt(
        { ...kept.run, cursor: Math.min(cursor, trace!.length) },
        { ...origin, uri, files: new Set(origin.files) },
        kept.landscapes,
      );
      if (origin.run === id) await this.#restoreComparison(run, comparison);
      return run;
    } catch {
      // Absent, or written by another version: the panel then says that there is no trace yet.
      return undefined;
    }
  }

  async #restoreComparison(front: Run, comparison: KeptComparison): Promise<void> {
    const known = parseKeptComparison(comparison);
    if (known.behind.length === 0) return;
    const dumps = await vscode.workspace.fs.readFile(this.#file('behind.dump'));
    const tuning = await restoreComparison(known, dumps, front, (run, about) =>
      this.#runs.adoptBehind(front, run, about),
    );
    if (tuning) this.#tunings.adopt(front.id, tuning);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #keep(run: Run): Promise<void> {
    const origin = this.#runs.origin(run.id);
    if (!this.#folder || !origin) return;
    const dump = await dumpOf(run, this.#runs.landscapesOf(run.id));
    if (!dump) return;
    if ('problem' in dump) return this.#report(say(dump.problem));
    const behind = this.#runs.overlaysOf(run.id);
    const beside = await keptComparison(behind, this.#tunings.of(run.id));
    if (beside.problem) this.#report(say(beside.problem));
    const about: KeptOrigin = {
      ...origin,
      uri: origin.uri.toString(),
      files: [...origin.files],
      run: run.id,
      comparison: beside.kept,
    };
    try {
      await vscode.workspace.fs.createDirectory(this.#folder);
      const write = (name: string, bytes: Uint8Array) =>
        vscode.workspace.fs.writeFile(this.#file(name), bytes);
      await write('run.dump', dump.bytes);
      await write('behind.dump', beside.dumps);
      await write('run.json', new TextEncoder().encode(stringifyPlain(about)));
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
