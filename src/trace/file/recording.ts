import { openSync } from 'node:fs';
import type { Message } from '../../protocol/message';
import type { Landscape } from '../../protocol/run';
import type { SeriesDeclaration } from '../../protocol/series';
import type { ByteSource } from './bytes';
import { chunkTypes, makeChunk, preamble } from './chunk';
import { bytesOfFile } from './descriptor';
import { RecordedRows } from './recordedRows';
import {
  recordBytes,
  type EndRecord,
  type HeaderRecord,
  type PrintedRecord,
  type ViewRecord,
} from './records';
import { TraceWriter } from './writer';

/** Milliseconds after which rows are written, however few; with the write itself at most 250. */
const interval = 150;

/** Bytes on their way to the disk; more of them have to wait for it. */
const mostPending = 32e6;

/** What an objective prints is kept up to so many lines. */
const mostPrinted = 1000;

/** A trace file that grows with its run. */
export class TraceRecording {
  readonly file: string;
  readonly #writer: TraceWriter;
  readonly #source: ByteSource;
  #isClosed = false;
  readonly #most: number;
  /** Of every step, and full ones of checkpoints where there are any. */
  readonly #rows: RecordedRows[] = [];
  #timer: NodeJS.Timeout | null = null;
  #printed = 0;

  /**
   * Makes the file, in place of one that has its name, and writes the header. Throws what the system
   * says where there can be no such file.
   *
   * @param most bytes of rows that may be in memory where the file takes no more
   * @param failed told once, when that begins
   */
  constructor(
    file: string,
    record: HeaderRecord,
    start: Float64Array,
    most: number,
    failed: (error: Error) => void,
  ) {
    this.file = file;
    this.#most = most;
    const descriptor = openSync(file, 'w+');
    const bytes = bytesOfFile(descriptor);
    this.#source = {
      get size() {
        return bytes.size;
      },
      // The system may give the number of a closed file to another one.
      read: (position, target) => (this.#isClosed ? 0 : bytes.read(position, target)),
    };
    this.#writer = new TraceWriter(descriptor, 0, failed);
    this.#writer.append([preamble(), ...makeChunk(chunkTypes.header, recordBytes(record), start)]);
  }

  /** Where rows of the run go: those of every step, or the full ones of checkpoints. */
  makeRows(width: number, kind: 'rows' | 'checkpoints' = 'rows'): RecordedRows {
    const source = this.#source;
    const rows = new RecordedRows(width, source, chunkTypes[kind], this.#writer, this.#most);
    this.#rows.push(rows);
    // Nobody is kept from ending by it: what ends closes its files.
    this.#timer ??= setInterval(() => this.#closeRows(), interval).unref();
    return rows;
  }

  /** Resolves once there is room for more rows; undefined where there is. */
  room(): Promise<void> | undefined {
    return this.#writer.pending > mostPending ? this.#writer.drained(mostPending) : undefined;
  }

  note(note: Message): void {
    this.#append(chunkTypes.note, note);
  }

  printed(printed: PrintedRecord): void {
    if (this.#printed++ < mostPrinted) this.#append(chunkTypes.printed, printed);
  }

  /** The run has ended; views and what is computed of it may follow. */
  end(end: EndRecord): void {
    this.#stopTimer();
    this.#append(chunkTypes.end, end);
  }

  series(series: SeriesDeclaration, values: Float64Array): void {
    this.#append(chunkTypes.series, { series }, values);
  }

  view(view: ViewRecord): void {
    this.#append(chunkTypes.view, view);
  }

  landscape(coordinates: [number, number], { values, ...box }: Landscape): void {
    this.#append(chunkTypes.landscape, { coordinates, ...box }, values);
  }

  /** Resolves once all of it is in the file, or cannot be. */
  async written(): Promise<void> {
    this.#closeRows();
    await this.#writer.drained();
  }

  /** The same, and the file is closed: nobody can read rows any more. */
  async close(): Promise<void> {
    this.#stopTimer();
    this.#closeRows();
    await this.#writer.drained();
    this.#isClosed = true;
    await this.#writer.close();
  }

  /** The same without a turn of the event loop: the process is about to end. */
  closeNow(): void {
    this.#stopTimer();
    this.#closeRows();
    this.#isClosed = true;
    this.#writer.closeNow();
  }

  #stopTimer(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }

  #closeRows(): void {
    for (const rows of this.#rows) rows.close();
  }

  /** Behind the rows that are there. */
  #append(type: number, record: unknown, body?: Float64Array): void {
    this.#closeRows();
    this.#writer.append(makeChunk(type, recordBytes(record), body));
  }
}
