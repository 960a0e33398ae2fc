import type { Message } from '../../protocol/message';
import type { Landscape } from '../../protocol/run';
import type { SeriesDeclaration } from '../../protocol/series';
import { bytesOf, type ByteSource } from './bytes';
import {
  chunkHeaderBytes,
  chunkTypes,
  preambleBytes,
  readChunkHeader,
  type ChunkHeader,
} from './chunk';
import { crc32 } from './crc32';
import type { Stretch } from './fileRows';
import {
  endRecord,
  headerRecord,
  landscapeRecord,
  noteRecord,
  printedRecord,
  readRecord,
  seriesRecord,
  viewRecord,
  type EndRecord,
  type HeaderRecord,
  type PrintedRecord,
  type ViewRecord,
} from './records';
import { readRowsHead } from './rowsHead';

/** What a file holds, chunk after chunk, as far as it is whole. */
export interface Scanned {
  about: HeaderRecord;
  /** θ of row 0. */
  start: Float64Array;
  /** In order of rows; their numbers are read when somebody asks for them. */
  rows: Stretch[];
  /** Full rows of checkpoints, in their order. */
  checkpoints: Stretch[];
  notes: Message[];
  printed: PrintedRecord[];
  end: EndRecord | null;
  series: { declaration: SeriesDeclaration; values: Float64Array }[];
  view: ViewRecord | null;
  landscapes: { coordinates: [number, number]; landscape: Landscape }[];
  /** Where the last whole chunk ends. */
  wholeTo: number;
  /** Chunks whose head does not have its checksum, or says what cannot be. */
  damaged: number;
}

/** Read with a chunk's header: heads are mostly shorter, and the disk is asked half as often. */
const ahead = 4096;
/** Nothing of a chunk is kept but what was made of it before the next one is read. */
const scratch = new Uint8Array(ahead);
const mostNotes = 1000;
const longestHead = 256e6;

/**
 * Goes through a file behind its preamble up to the first bytes that are no chunk, or not all of
 * one. Null where the first chunk is no header: then there is nothing to be made of the rest.
 */
export function scan(source: ByteSource): Scanned | null {
  const size = source.size;
  const first = readChunk(source, preambleBytes, size);
  if (first?.header.type !== chunkTypes.header || !first.head) return null;
  const about = readRecord(headerRecord, first.head);
  if (!about) return null;
  const coordinates = about.header.leaves.reduce((sum, { length }) => sum + length, 0);
  const start = readBody(source, first, coordinates);
  if (!start) return null;
  const found: Scanned = {
    ...{ about, start, rows: [], checkpoints: [], notes: [], printed: [], end: null, series: [] },
    ...{ view: null, landscapes: [], wholeTo: first.end, damaged: 0 },
  };
  /** Bytes of damaged chunks: they may have held rows. */
  let lost = 0;
  for (let at = first.end; ;) {
    const chunk = readChunk(source, at, size);
    if (!chunk) return found;
    at = found.wholeTo = chunk.end;
    if (!take(found, source, chunk, lost)) {
      found.damaged++;
      lost += chunk.header.bodyLength;
    }
  }
}

interface Chunk {
  header: ChunkHeader;
  /** Null where it is not what was written. */
  head: Uint8Array | null;
  headAt: number;
  bodyAt: number;
  end: number;
}

/** The chunk at a position; null where there is none, or not all of it. */
function readChunk(source: ByteSource, at: number, size: number): Chunk | null {
  if (at + chunkHeaderBytes > size) return null;
  const beginning = scratch.subarray(0, Math.min(ahead, size - at));
  if (source.read(at, beginning) < beginning.length) return null;
  const header = readChunkHeader(beginning);
  if (!header) return null;
  const headAt = at + chunkHeaderBytes;
  const bodyAt = headAt + header.headLength;
  const end = bodyAt + header.bodyLength;
  // Lengths are held against the bytes that are there before anything is made for them.
  if (end > size) return null;
  if (header.headLength > longestHead) return { header, head: null, headAt, bodyAt, end };
  let head = beginning.subarray(chunkHeaderBytes, chunkHeaderBytes + header.headLength);
  if (head.length < header.headLength) {
    head = new Uint8Array(header.headLength);
    if (source.read(headAt, head) < head.length) return null;
  }
  const isGood = crc32(head) === header.headCrc;
  return { header, head: isGood ? head : null, headAt, bodyAt, end };
}

/** The numbers of a body that has to have so many; null where it has others or is damaged. */
function readBody(source: ByteSource, chunk: Chunk, numbers: number): Float64Array | null {
  const { bodyLength, bodyCrc } = chunk.header;
  if (bodyLength !== 8 * numbers) return null;
  const body = new Float64Array(numbers);
  const bytes = bytesOf(body);
  if (source.read(chunk.bodyAt, bytes) < bodyLength || crc32(bytes) !== bodyCrc) return null;
  return body;
}

/**
 * Rows follow those before them. Some may be missing where chunks are damaged, but no more than
 * these had bytes for.
 */
function takeRows(
  stretches: Stretch[],
  { header, head, headAt, bodyAt }: Chunk,
  lost: number,
): boolean {
  const rows = head && readRowsHead(head, header.bodyLength);
  if (!rows) return false;
  const last = stretches.at(-1);
  const missing = rows.first - (last ? last.first + last.count : 0);
  if (missing < 0 || missing * 8 * rows.width > lost) return false;
  if (last && last.width !== rows.width) return false;
  const { bodyCrc } = header;
  stretches.push({ ...rows, headAt, bodyAt, bodyCrc, numbers: null, isWhole: null });
  return true;
}

/** Whether the chunk is what its type says; of a type that nobody knows it is. */
function take(found: Scanned, source: ByteSource, chunk: Chunk, lost: number): boolean {
  const { header, head } = chunk;
  if (!head) return false;
  const { type } = header;
  if (type === chunkTypes.rows) return takeRows(found.rows, chunk, lost);
  if (type === chunkTypes.checkpoints) return takeRows(found.checkpoints, chunk, lost);
  if (type === chunkTypes.note) {
    const note = readRecord(noteRecord, head);
    if (note && found.notes.length < mostNotes) found.notes.push(note);
    return note !== null;
  }
  if (type === chunkTypes.printed) {
    const printed = readRecord(printedRecord, head);
    if (printed && found.printed.length < mostNotes) found.printed.push(printed);
    return printed !== null;
  }
  if (type === chunkTypes.end) {
    const end = readRecord(endRecord, head);
    if (end) found.end = end;
    return end !== null;
  }
  if (type === chunkTypes.view) {
    const view = readRecord(viewRecord, head);
    if (view) found.view = view;
    return view !== null;
  }
  if (type === chunkTypes.series) return takeSeries(found, source, chunk, head);
  if (type === chunkTypes.landscape) return takeLandscape(found, source, chunk, head);
  return true;
}

function takeSeries(found: Scanned, source: ByteSource, chunk: Chunk, head: Uint8Array): boolean {
  const record = readRecord(seriesRecord, head);
  const values = record && readBody(source, chunk, chunk.header.bodyLength / 8);
  if (!values) return false;
  const { series: declaration } = record;
  const others = found.series.filter((each) => each.declaration.name !== declaration.name);
  found.series = [...others, { declaration, values }];
  return true;
}

function takeLandscape(
  found: Scanned,
  source: ByteSource,
  chunk: Chunk,
  head: Uint8Array,
): boolean {
  const record = readRecord(landscapeRecord, head);
  const values = record && readBody(source, chunk, record.nx * record.ny);
  if (!values) return false;
  const { coordinates, ...box } = record;
  const others = found.landscapes.filter(
    (each) => String(each.coordinates) !== String(coordinates),
  );
  found.landscapes = [...others, { coordinates, landscape: { ...box, values } }];
  return true;
}
