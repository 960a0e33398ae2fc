import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import * as path from 'node:path';

/** A trace file's name ends so, here and wherever a person saves one. */
export const traceExtension = '.adamtrace';

/** The folder in the extension's storage in which the runs of this window are written. */
export class KeptFiles {
  readonly #folder: string;
  readonly #own = new Set<string>();
  #isMade = false;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** A file for one more run. Throws what the system says where there can be no folder. */
  next(run: number): string {
    if (!this.#isMade) mkdirSync(this.#folder, { recursive: true });
    this.#isMade = true;
    const name = `${run}-${randomBytes(6).toString('hex')}${traceExtension}`;
    this.#own.add(name);
    return path.join(this.#folder, name);
  }

  /** The file with a name that was kept; a name with folders in it is none of ours. */
  named(name: string): string {
    return path.join(this.#folder, path.basename(name));
  }

  /** A run is gone, and its file with it. */
  async remove(file: string): Promise<void> {
    await rm(file, { force: true }).catch(() => undefined);
  }

  /** Removes the files of earlier windows but these. */
  async prune(kept: readonly string[]): Promise<void> {
    const names = await readdir(this.#folder).catch(() => []);
    const old = names.filter(
      (name) => name.endsWith(traceExtension) && !this.#own.has(name) && !kept.includes(name),
    );
    await Promise.all(old.map((name) => this.remove(this.named(name))));
  }

  /** Removes the files of this window, at once: nobody would come back to them. */
  clear(): void {
    for (const name of this.#own) rmSync(this.named(name), { force: true });
  }
}
