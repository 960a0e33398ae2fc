import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Message } from '../protocol/message';
import type { FileRecorder } from '../session/recorder';
import type { Run, Session } from '../session/session';
import { parsePlain, stringifyPlain } from '../trace/plainJson';
import {
  keptComparison,
  parseKeptComparison,
  restoreComparison,
  type KeptComparison,
} from './keptComparison';
import { KeptFiles } from './keptFiles';
import { runOfFile, type OpenFileRun } from './keptRun';
import { keptOrigin, originOf, parsePinned, type KeptRunOrigin } from './keptOrigin';
import type { Runs } from './runs';
import type { Tunings } from './tunings';
import { say, words } from './words';

/** What the file of a run does not hold: where it came from in this workspace. */
interface KeptOrigin extends KeptRunOrigin {
  comparison: KeptComparison;
}

/** Where runs are written. */
export interface KeeperStorage {
  /** The workspace's; undefined where no folder is open: then nothing is brought back. */
  workspace: vscode.Uri | undefined;
  /** Of all windows: for runs that only have to be out of memory. */
  everywhere: vscode.Uri;
}

/**
 * Has every run written into a file while it goes on, and brings the one that the panel showed back
 * after a reload of the window, with those that it is compared with and their sweep: as numbers,
 * never as code, so that nothing is evaluated. A run that the reload has cut off is there up to the
 * last quarter of a second.
 */
export class Keeper implements vscode.Disposable {
  readonly #runs: Runs;
  readonly #tunings: Tunings;
  readonly #folder: vscode.Uri | undefined;
  readonly #files: KeptFiles;
  readonly #report: (text: string) => void;
  readonly #subscriptions: vscode.Disposable[];
  #recorder: FileRecorder | null = null;
  /** The file of each run, and how to close that of an earlier window. */
  readonly #fileOf = new Map<number, { file: string; close?: () => void }>();
  /** Writes follow one another, so that an older run never lies over a newer one. */
  #writing: Promise<void> = Promise.resolve();
  /** The run whose cursor is to be written as soon as the writes before are done. */
  #moved: Run | undefined;

  constructor(
    runs: Runs,
    tunings: Tunings,
    { workspace, everywhere }: KeeperStorage,
    report: (text: string) => void,
  ) {
    this.#runs = runs;
    this.#tunings = tunings;
    this.#folder = workspace;
    this.#files = new KeptFiles(path.join((workspace ?? everywhere).fsPath, 'traces'));
    this.#report = report;
    this.#subscriptions = [
      runs.onDidChange(({ run, what }) => {
        if (what === 'removed') this.#forget(run);
        else if (what === 'pinned') this.#keepPinnedSoon();
        else if (what === 'ready' || what === 'state' || what === 'note') this.#keepSoon(run);
        else if (what === 'cursor' && run === runs.shown && run.state !== 'running') {
          // At once, for the window may close; while a write is under way, once for all moves.
          if (!this.#moved) this.#writing = this.#writing.then(() => this.#keepMoved());
          this.#moved = run;
        }
      }),
      runs.onDidFocus((run) => this.#keepSoon(run)),
      runs.onDidDraw((run) => {
        const drawn = runs.landscapesOf(run.id).at(-1);
        if (drawn) this.#recorder?.keepLandscape(run.id, drawn.coordinates, drawn.landscape);
      }),
      tunings.onDidChange((front) => {
        const run = runs.get(front);
        if (run && tunings.of(front)?.state !== 'running') this.#keepSoon(run);
      }),
    ];
  }

  /** A session whose runs are written into files from now on. */
  async record(make: (recorder: FileRecorder) => Session, by: string): Promise<Session> {
    const { FileRecorder } = await import('../session/recorder');
    const report = (said: Message) => {
      this.#report(say(said));
      void vscode.window.showWarningMessage(say(said));
    };
    const next = ({ id, request }: Run) => {
      if (request.transient) return null;
      const file = this.#files.next(id);
      this.#fileOf.set(id, { file });
      return file;
    };
    const recorder = new FileRecorder(next, by, report);
    this.#recorder = recorder;
    const session = make(recorder);
    recorder.follow(session);
    void this.#prune();
    this.#writing = this.#writing.then(() => this.#restorePinned());
    return session;
  }

  /** Keeps a run that came finished, from a program that is not ours. */
  take(run: Run): void {
    this.#recorder?.take(run);
    this.#keepSoon(run);
  }

  /** The file of a run, complete up to now; undefined where it is in memory alone. */
  async fileOf(run: number): Promise<string | undefined> {
    await this.#recorder?.written(run);
    return this.#file(run);
  }

  /** Brings the kept run back into the session; undefined where there is none to read. */
  async restore(): Promise<Run | undefined> {
    const kept = await this.#read();
    if (!kept) return undefined;
    try {
      const { comparison, ...about } = kept;
      const run = await this.#bringBack(about, true);
      if (!run) return undefined;
      await this.#restoreComparison(run, comparison);
      return run;
    } catch {
      // Written by another version: the panel then says that there is no trace yet.
      return undefined;
    }
  }

  /** Takes the run of a file in, once. */
  async #bringBack(kept: KeptRunOrigin, focus: boolean): Promise<Run | undefined> {
    const file = this.#files.named(kept.file);
    for (const [id, known] of this.#fileOf) {
      if (known.file === file) return this.#runs.get(id);
    }
    const origin = originOf(kept, vscode.Uri.parse(kept.uri));
    const opened = runOfFile(file, this.#runs.key(origin.uri, origin.selector));
    if (!opened) return undefined;
    const { id, trace } = opened.run;
    const left = focus ? await this.#keptCursor(id) : undefined;
    const cursor = left ?? trace!.length;
    const run = await this.#runs.adopt(
      { ...opened.run, cursor: Math.min(cursor, trace!.length) },
      origin,
      opened.file.landscapes,
      focus,
    );
    this.#fileOf.set(run.id, { file, close: opened.close });
    return run;
  }

  /** The runs that a person has pinned in earlier windows; what cannot be read is left out. */
  async #restorePinned(): Promise<void> {
    for (const kept of await this.#readPinned()) {
      const run = await this.#bringBack(kept, false).catch(() => undefined);
      if (run) this.#runs.pin(run.id, true);
    }
  }

  async #readPinned(): Promise<KeptRunOrigin[]> {
    if (!this.#folder) return [];
    return parsePinned(await this.#text('pinned.json').catch(() => '[]'));
  }

  #keepPinnedSoon(): void {
    this.#writing = this.#writing.then(async () => {
      if (!this.#folder) return;
      const pinned = this.#runs.all
        .filter((run) => run.pinned)
        .flatMap((run) => {
          const [origin, file] = [this.#runs.origin(run.id), this.#file(run.id)];
          return origin && file !== undefined ? [keptOrigin(origin, run.id, file)] : [];
        });
      try {
        await this.#write('pinned.json', stringifyPlain(pinned));
      } catch (error) {
        this.#report(words('editor.output.not-kept', String(error)));
      }
    });
  }

  async #restoreComparison(front: Run, comparison: KeptComparison): Promise<void> {
    const known = parseKeptComparison(comparison);
    if (known.behind.length === 0) return;
    const open = (name: string, key: string) => {
      const file = this.#files.named(name);
      const opened = runOfFile(file, key);
      return opened && { ...opened, name: file };
    };
    const adopt = async (
      opened: OpenFileRun & { name: string },
      about: Parameters<Runs['adoptBehind']>[2],
    ) => {
      const run = await this.#runs.adoptBehind(front, opened.run, about);
      this.#fileOf.set(run.id, { file: opened.name, close: opened.close });
      return run;
    };
    const tuning = await restoreComparison(known, front, open, adopt);
    if (tuning) this.#tunings.adopt(front.id, tuning);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#recorder?.closeNow();
    for (const { close } of this.#fileOf.values()) close?.();
    if (!this.#folder) this.#files.clear();
  }

  #file(run: number): string | undefined {
    return this.#fileOf.get(run)?.file;
  }

  #forget({ id, pinned }: Run): void {
    const known = this.#fileOf.get(id);
    if (!known) return;
    known.close?.();
    this.#fileOf.delete(id);
    if (pinned) this.#keepPinnedSoon();
    void this.#files.remove(known.file);
  }

  /** The run in front, whatever of it or of those behind it has changed. */
  #keepSoon(run: Run): void {
    const { shown } = this.#runs;
    if (!shown) return;
    const concerns =
      run === shown || this.#runs.overlaysOf(shown.id).some((each) => each.run === run);
    if (concerns) this.#writing = this.#writing.then(() => this.#keep(shown));
  }

  async #keep(run: Run): Promise<void> {
    const origin = this.#runs.origin(run.id);
    const file = this.#file(run.id);
    if (!this.#folder || !origin || file === undefined) return;
    const nameOf = (id: number) => {
      const own = this.#file(id);
      return own === undefined ? undefined : path.basename(own);
    };
    const behind = this.#runs.overlaysOf(run.id);
    const about: KeptOrigin = {
      ...keptOrigin(origin, run.id, file),
      comparison: keptComparison(behind, this.#tunings.of(run.id), nameOf),
    };
    try {
      await this.#write('run.json', stringifyPlain(about));
      if (run.state !== 'running') await this.#keepCursor(run);
    } catch (error) {
      // A full or write-protected disk takes nothing from the run that is on the screen.
      this.#report(words('editor.output.not-kept', String(error)));
    }
  }

  async #keepMoved(): Promise<void> {
    const run = this.#moved;
    this.#moved = undefined;
    // Where it cannot be kept the run itself could not be either, and that was said.
    if (run) await this.#keepCursor(run).catch(() => undefined);
  }

  /** By itself, for it moves often. */
  async #keepCursor(run: Run): Promise<void> {
    if (!this.#folder) return;
    await this.#write('cursor.json', JSON.stringify({ run: run.id, step: run.cursor }));
  }

  /** Where the person left the cursor of this run; undefined where that is not known. */
  async #keptCursor(run: number): Promise<number | undefined> {
    try {
      const kept = JSON.parse(await this.#text('cursor.json')) as { run?: unknown; step?: unknown };
      return kept.run === run && Number.isSafeInteger(kept.step) && Number(kept.step) >= 0
        ? Number(kept.step)
        : undefined;
    } catch {
      return undefined;
    }
  }

  async #read(): Promise<KeptOrigin | null> {
    if (!this.#folder) return null;
    try {
      const kept = parsePlain(await this.#text('run.json')) as Partial<KeptOrigin>;
      return typeof kept.file === 'string' ? (kept as KeptOrigin) : null;
    } catch {
      return null;
    }
  }

  /** Files of earlier windows that nobody comes back to. */
  async #prune(): Promise<void> {
    const kept = await this.#read();
    const { behind } = parseKeptComparison(kept?.comparison);
    const pinned = await this.#readPinned();
    // Without a folder other windows have theirs beside ours.
    if (this.#folder) {
      const named = [...(kept ? [kept] : []), ...behind, ...pinned];
      await this.#files.prune(named.map(({ file }) => path.basename(file)));
    }
  }

  async #text(name: string): Promise<string> {
    const uri = vscode.Uri.joinPath(this.#folder!, name);
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  }

  async #write(name: string, text: string): Promise<void> {
    await vscode.workspace.fs.createDirectory(this.#folder!);
    const uri = vscode.Uri.joinPath(this.#folder!, name);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  }
}
