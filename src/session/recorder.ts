import { createHash } from 'node:crypto';
import { message } from '../messages';
import type { Message } from '../protocol/message';
import type { Landscape, RunHeader } from '../protocol/run';
import { sharpness } from '../protocol/sharpness';
import type { EndRecord, HeaderRecord, PrintedRecord } from '../trace/file/records';
import { TraceRecording } from '../trace/file/recording';
import type { MakeRows } from '../trace/stepRows';
import type { Disposable } from './emitter';
import type { Recorder } from './liveRun';
import type { Run, RunChange } from './run';

/** What a recorder hears of the session. */
interface Heard {
  onDidChange(listener: (run: Run, what: RunChange) => void): Disposable;
  onDidPrint(listener: (run: Run, level: string, text: string) => void): Disposable;
}

/** Of a name or a file, in the head of a trace file. */
const longestText = 4096;
/** Rows of one run that may stay in memory where no file takes them. */
const mostInMemory = 2 ** 30;

/**
 * Writes runs into trace files while they go on. A run whose file cannot be written goes on in
 * memory, and one warning says so.
 */
export class FileRecorder implements Recorder {
  readonly #fileOf: (run: Run) => string | null;
  readonly #by: string;
  readonly #report: (said: Message) => void;
  readonly #recordings = new Map<number, TraceRecording>();
  /** What an objective prints at its start, before the header is known. */
  readonly #early = new Map<number, PrintedRecord[]>();
  #warned = false;

  /**
   * @param fileOf the file that a run goes into; null: it is kept in memory alone
   * @param by who writes: a name and a version
   * @param report hears why a file cannot be written
   */
  constructor(fileOf: (run: Run) => string | null, by: string, report: (said: Message) => void) {
    this.#fileOf = fileOf;
    this.#by = by;
    this.#report = report;
  }

  /** Takes in what happens to the runs of a session from now on. */
  follow(session: Heard): void {
    session.onDidChange((run, what) => this.#changed(run, what));
    session.onDidPrint((run, level, text) => {
      const line = { level: level.slice(0, 16), text: text.slice(0, 8192) };
      const recording = this.#recordings.get(run.id);
      if (recording) recording.printed(line);
      else if (!run.trace) this.#early.set(run.id, [...(this.#early.get(run.id) ?? []), line]);
    });
  }

  makeRows(run: Run, header: RunHeader): MakeRows | undefined {
    let file: string | null = null;
    const failed = (error: Error) => this.#warn(file, error);
    try {
      file = this.#fileOf(run);
      if (file === null) return undefined;
      const record = headerRecordOf(run, header, this.#by);
      const recording = new TraceRecording(file, record, header.start, mostInMemory, failed);
      this.#recordings.set(run.id, recording);
      for (const line of this.#early.get(run.id) ?? []) recording.printed(line);
      for (const note of run.notes) recording.note(note);
      return (width, kind) => recording.makeRows(width, kind);
    } catch (error) {
      failed(error as Error);
      return undefined;
    }
  }

  /** Writes a run that came finished and is in memory, as an imported one is. */
  take(run: Run): void {
    const { trace } = run;
    const makeRows = trace && this.makeRows(run, { ...trace.header, run: run.id });
    if (!makeRows) return;
    trace.copyRows(makeRows);
    this.#recordings.get(run.id)?.end(endRecordOf(run));
  }

  room(run: Run): Promise<void> | undefined {
    return this.#recordings.get(run.id)?.room();
  }

  /** The file of a run that is recorded. */
  fileOf(run: number): string | undefined {
    return this.#recordings.get(run)?.file;
  }

  /** Adds a landscape that was drawn of a run. */
  keepLandscape(run: number, coordinates: [number, number], landscape: Landscape): void {
    this.#recordings.get(run)?.landscape(coordinates, landscape);
  }

  /** Adds where the cursor of a run stands, and whether its text has changed. */
  keepView({ id, cursor, stale }: Run): void {
    this.#recordings.get(id)?.view({ cursor, stale });
  }

  /** Resolves once all of a run so far is in its file. */
  async written(run: number): Promise<void> {
    await this.#recordings.get(run)?.written();
  }

  /** Writes what is on its way and closes all files, without a turn of the event loop. */
  closeNow(): void {
    for (const recording of this.#recordings.values()) recording.closeNow();
    this.#recordings.clear();
  }

  #changed(run: Run, what: RunChange): void {
    if (what === 'ready' || what === 'state' || what === 'removed') this.#early.delete(run.id);
    const recording = this.#recordings.get(run.id);
    if (!recording) return;
    if (what === 'note') recording.note(run.notes.at(-1)!);
    else if (what === 'state' && run.state !== 'running') recording.end(endRecordOf(run));
    else if (what === 'sharpness' && run.sharpness?.state === 'done') {
      const declaration = run.trace?.series.find(({ name }) => name === sharpness);
      if (!declaration || !run.trace) return;
      const { trace } = run;
      const values = Float64Array.from({ length: trace.length }, (_, row) =>
        trace.value(sharpness, 0, row + 1),
      );
      recording.series(declaration, values);
    } else if (what === 'removed') {
      this.#recordings.delete(run.id);
      void recording.close();
    }
  }

  #warn(file: string | null, error: Error): void {
    if (this.#warned) return;
    this.#warned = true;
    this.#report(message('session.not-recorded', [file ?? '…', error.message]));
  }
}

/** What is known of a run when its first row has not come yet. */
export function headerRecordOf(run: Run, header: RunHeader, by: string): HeaderRecord {
  const { request, engine, isolated } = run;
  const { objective, start, bounds, minimum, bundle } = request;
  // θ of the start is the body of the header's chunk.
  const about: Omit<RunHeader, 'start'> & { start?: Float64Array } = {
    ...header,
    objective: header.objective.slice(0, longestText),
    file: header.file.slice(0, longestText),
  };
  delete about.start;
  const sha256 = createHash('sha256').update(bundle.code).digest('hex');
  return {
    by,
    ...(engine && { engine }),
    header: about,
    objective: {
      name: objective.name.slice(0, longestText),
      file: objective.file.slice(0, longestText),
    },
    ...{ isolated, start, bounds, minimum },
    ...(bundle.code !== '' && { source: { text: bundle.code, sha256 } }),
  };
}

/** How a run ended. */
export function endRecordOf(run: Run): EndRecord {
  const { state, finalLoss, error, isolated } = run;
  const { millisecondsPerEvaluation, millisecondsPerEvaluated } = run;
  return {
    state: state === 'running' ? 'stopped' : state,
    ...{ finalLoss, error, isolated, millisecondsPerEvaluation },
    ...(millisecondsPerEvaluated !== undefined && { millisecondsPerEvaluated }),
  };
}
