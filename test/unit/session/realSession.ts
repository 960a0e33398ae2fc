import assert from 'node:assert/strict';
import { inEnglish } from '../../../src/messages';
import { analyse, type Analysis, type LocatedObjective } from '../../../src/objective/analyse';
import { bundleObjective } from '../../../src/objective/bundle';
import { languageOf } from '../../../src/objective/syntax';
import type { Message } from '../../../src/protocol/message';
import { EnginePool } from '../../../src/sandbox/pool';
import { placeOf } from '../../../src/objective/position';
import { configure, type Flags } from '../../../src/session/configure';
import { Session, type Run, type RunRequest } from '../../../src/session/session';
import type { Settings } from '../../../src/session/settings';
import { buildEngine, temporaryFolder } from '../sandbox/build';

/** How a source is run, where it is not its first objective as its tags say. */
export interface Manner {
  flags?: Flags;
  settings?: Settings;
  /** The language goes by its end. */
  file?: string;
  choose?: (analysis: Analysis) => LocatedObjective;
}

/** A session over the real engine, and a source's way into it as editor and command line go it. */
export class RealSession {
  private constructor(
    readonly session: Session,
    readonly pool: EnginePool,
    private readonly folder: ReturnType<typeof temporaryFolder>,
  ) {}

  static async open(): Promise<RealSession> {
    const folder = temporaryFolder();
    const processFile = await buildEngine(folder.path);
    // A busy machine may take its time to start a process.
    const pool = new EnginePool({
      processFile,
      workingFolder: folder.path,
      startTime: 30_000,
    });
    return new RealSession(new Session(pool), pool, folder);
  }

  /** Ends every run and waits until no process is left. */
  async close(): Promise<void> {
    this.session.dispose();
    await this.pool.idle();
    assert.deepEqual(this.pool.pids, []);
    this.folder.remove();
  }

  async start(text: string, manner: Manner = {}): Promise<Run> {
    const planned = await plan(text, manner);
    if ('problems' in planned) assert.fail(planned.problems.map(said).join('\n'));
    return this.session.start(planned.request);
  }

  /** A run that has ended. */
  async run(text: string, manner: Manner = {}): Promise<Run> {
    const run = await this.start(text, manner);
    await this.ended(run);
    return run;
  }

  ended(run: Run): Promise<void> {
    return this.until(run, () => run.state !== 'running');
  }

  /** When it holds: now or after some change of the run. */
  until(run: Run, holds: () => boolean): Promise<void> {
    if (holds()) return Promise.resolve();
    return new Promise((resolve) => {
      const listening = this.session.onDidChange((changed) => {
        if (changed !== run || !holds()) return;
        listening.dispose();
        resolve();
      });
    });
  }
}

/** A request for the first objective of a source, or all that keeps it from running. */
export async function plan(
  text: string,
  { flags = {}, settings = {}, file = 'objective.ts', choose }: Manner = {},
): Promise<{ request: RunRequest } | { problems: Message[] }> {
  const analysis = analyse(text, file, languageOf(file)!);
  if (analysis.problem) return { problems: [analysis.problem] };
  const objective = choose ? choose(analysis) : analysis.objectives[0]!;
  const problems = [...objective.problems, ...objective.tags.problems];
  const configured = configure({ tags: objective.tags, flags, settings });
  if ('problems' in configured) problems.push(...configured.problems);
  if (problems.length > 0 || 'problems' in configured) return { problems };
  const evaluate = configured.evaluate?.name ?? null;
  const read = () => Promise.resolve(null);
  const bundled = await bundleObjective(analysis, objective, read, evaluate);
  if ('problems' in bundled) return bundled;
  const { displayName: name, selector, nameStart: start, nameEnd: end } = objective;
  const key = `${file}#${selector}`;
  const place = placeOf(analysis.text, file, { start, end });
  return { request: { ...configured, ...bundled, objective: { key, name, file, place } } };
}

/** Where and what: `file:line:column words`. */
export function said({ place, ...message }: Message): string {
  const words = inEnglish(message);
  return place ? `${place.file}:${place.line}:${place.column} ${words}` : words;
}

/** How a run ended: its state, what is said of it, the step said and the steps kept. */
export function outcome(run: Run): [string, string | null, number | undefined, number] {
  const { state, error, trace } = run;
  return [state, error && said(error.message), error?.step, trace?.length ?? 0];
}
