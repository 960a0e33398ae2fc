import { bytesOf, type ByteSource } from './bytes';
import { crc32 } from './crc32';

/** What docs/trace-format.md specifies: a file begins with these and its version. */
const magic = Uint8Array.of(0x89, 0x41, 0x44, 0x54, 0x0d, 0x0a, 0x1a, 0x0a);
export const version = 1;
export const preambleBytes = 16;

/** "CHNK": every chunk begins with it. */
const mark = 0x4b4e4843;
export const chunkHeaderBytes = 32;

/** What a chunk holds. Readers pass over kinds that they do not know. */
export const chunkTypes = {
  header: 1,
  rows: 2,
  checkpoints: 3,
  note: 4,
  printed: 5,
  end: 6,
  series: 7,
  view: 8,
  landscape: 9,
} as const;

/** A chunk's first 32 bytes: what it is, and how much of it there is. */
export interface ChunkHeader {
  type: number;
  /** Bytes of the head, which tells what the body is; a multiple of 8. */
  headLength: number;
  headCrc: number;
  /** Bytes of the body, a multiple of 8: numbers. */
  bodyLength: number;
  bodyCrc: number;
}

export function preamble(): Uint8Array {
  const bytes = new Uint8Array(preambleBytes);
  bytes.set(magic);
  new DataView(bytes.buffer).setUint32(8, version, true);
  return bytes;
}

/** The version of a trace file; null where it is no trace. */
export function versionOf(source: ByteSource): number | null {
  const bytes = new Uint8Array(preambleBytes);
  if (source.read(0, bytes) < preambleBytes) return null;
  if (!magic.every((byte, i) => bytes[i] === byte)) return null;
  return new DataView(bytes.buffer).getUint32(8, true);
}

/** A whole chunk in the pieces in which it is written. */
export function makeChunk(type: number, head: Uint8Array, body?: Float64Array): Uint8Array[] {
  const numbers = body ? bytesOf(body) : new Uint8Array();
  const first = new Uint8Array(chunkHeaderBytes);
  const view = new DataView(first.buffer);
  view.setUint32(0, mark, true);
  view.setUint32(4, type, true);
  view.setUint32(8, head.length, true);
  view.setUint32(12, crc32(head), true);
  view.setBigUint64(16, BigInt(numbers.length), true);
  view.setUint32(24, crc32(numbers), true);
  view.setUint32(28, crc32(first.subarray(0, 28)), true);
  return [first, head, numbers].filter(({ length }) => length > 0);
}

/**
 * The header that these bytes begin with; null where they are none. Its lengths are what the file
 * says, so they are held against the bytes that are there before anything is made of them.
 */
export function readChunkHeader(bytes: Uint8Array): ChunkHeader | null {
  if (bytes.length < chunkHeaderBytes) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, chunkHeaderBytes);
  if (view.getUint32(0, true) !== mark) return null;
  if (view.getUint32(28, true) !== crc32(bytes.subarray(0, 28))) return null;
  const header = {
    type: view.getUint32(4, true),
    headLength: view.getUint32(8, true),
    headCrc: view.getUint32(12, true),
    bodyLength: Number(view.getBigUint64(16, true)),
    bodyCrc: view.getUint32(24, true),
  };
  const isWhole = header.headLength % 8 === 0 && header.bodyLength % 8 === 0;
  return isWhole && Number.isSafeInteger(header.bodyLength) ? header : null;
}
