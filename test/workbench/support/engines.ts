import { readdir, readFile } from 'node:fs/promises';

/** Milliseconds between two looks: an engine process takes longer than this to start. */
const pace = 50;

/**
 * Which engine processes are started from some moment on, by the machine's own list of processes,
 * where nothing that runs can hide. It is read from /proc, which Linux alone has.
 */
export class EngineWatch {
  static readonly possible = process.platform === 'linux';
  readonly #profile: string;
  readonly #before: ReadonlySet<number>;
  readonly #started = new Set<number>();
  #watching = true;
  readonly #ended: Promise<void>;

  private constructor(profile: string, before: readonly number[]) {
    this.#profile = profile;
    this.#before = new Set(before);
    this.#ended = this.#watch();
  }

  /** @param profile the folder below which the extension is installed */
  static async begin(profile: string): Promise<EngineWatch> {
    return new EngineWatch(profile, await processes());
  }

  /**
   * Ids of the engine processes that were started by an extension host which was itself started
   * since the begin. (One from before may still start a spare process, which nobody will use.)
   */
  get started(): number[] {
    return [...this.#started];
  }

  async end(): Promise<void> {
    this.#watching = false;
    await this.#ended;
  }

  async #watch(): Promise<void> {
    for (;;) {
      const found = await Promise.all((await processes()).map((id) => this.#isNewEngine(id)));
      for (const id of found) if (id !== null) this.#started.add(id);
      if (!this.#watching) return;
      await new Promise((resolve) => setTimeout(resolve, pace));
    }
  }

  async #isNewEngine(id: number): Promise<number | null> {
    if (this.#before.has(id)) return null;
    const command = (await read(id, 'cmdline')).split('\0');
    const engine = command.some(
      (word) => word.startsWith(this.#profile) && word.endsWith('engine-process.js'),
    );
    if (!engine) return null;
    // `12 (node) S 7 …`: the parent stands behind the name, which may hold anything.
    const parent = /\) \S (\d+) [^)]*$/.exec(await read(id, 'stat'))?.[1];
    return this.#before.has(Number(parent)) ? null : id;
  }
}

async function processes(): Promise<number[]> {
  return (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
}

/** Empty where the process has ended since it was listed. */
const read = (id: number, file: string) => readFile(`/proc/${id}/${file}`, 'utf8').catch(() => '');
