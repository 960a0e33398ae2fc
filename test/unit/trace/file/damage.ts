import { bytesInMemory, type ByteSource } from '../../../../src/trace/file/bytes';
import { chunkHeaderBytes, preambleBytes, readChunkHeader } from '../../../../src/trace/file/chunk';
import { crc32 } from '../../../../src/trace/file/crc32';
import { openTrace, type OpenedRun } from '../../../../src/trace/file/open';
import { derivations } from './support';

/** Bytes that may be asked for at once: whoever asks for more believes a length unseen. */
export function guarded(bytes: Uint8Array): ByteSource {
  const source = bytesInMemory(bytes);
  return {
    size: bytes.length,
    read(position, target) {
      if (target.length > Math.max(16, bytes.length))
        throw new Error(`${target.length} bytes were made room for.`);
      return source.read(position, target);
    },
  };
}

/** Where the chunks of a whole file begin, and its end. */
export function chunksOf(bytes: Uint8Array): number[] {
  const starts = [preambleBytes];
  for (let at = preambleBytes; at < bytes.length; starts.push(at)) {
    const header = readChunkHeader(bytes.subarray(at))!;
    at += chunkHeaderBytes + header.headLength + header.bodyLength;
  }
  return starts;
}

/** Puts the checksums of a chunk right again, so that what it says is looked at. */
export function repair(bytes: Uint8Array, at: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const headLength = view.getUint32(at + 8, true);
  const bodyLength = Number(view.getBigUint64(at + 16, true));
  const headAt = at + chunkHeaderBytes;
  const [head, body] = [headLength, headLength + bodyLength].map((length) => headAt + length);
  view.setUint32(at + 12, crc32(bytes.subarray(headAt, head)), true);
  view.setUint32(at + 24, crc32(bytes.subarray(head, body)), true);
  view.setUint32(at + 28, crc32(bytes.subarray(at, at + 28)), true);
}

/** Opens the bytes and looks at all of it; the run, or null where they are refused. */
export function looked(bytes: Uint8Array): OpenedRun | null {
  const found = openTrace(guarded(bytes), derivations);
  if ('problem' in found) return null;
  const { trace, rows } = found.run;
  for (const { name } of trace.series) {
    trace.value(name, 0, trace.length);
    trace.value(name, 0, 1);
    trace.points(name, 0, 0, trace.length, 7);
  }
  checkAll(rows);
  if (trace.length * trace.rowWidth * 8 > bytes.length) {
    throw new Error(`${trace.length} steps of ${bytes.length} bytes`);
  }
  return found.run;
}

/** Reads all rows, so that damage shows. */
export function checkAll(rows: OpenedRun['rows']): void {
  for (const each of rows) Array.from(each.check());
}

/** A stream of whole numbers below a bound, from a seed: mulberry32. */
export function dice(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** The bytes with up to four things changed, as the seed says; half of them with right checksums. */
export function mutated(original: Uint8Array, starts: readonly number[], seed: number): Uint8Array {
  const roll = dice(seed);
  let bytes = original.slice();
  for (let times = 1 + roll(4); times > 0; times--) {
    const chunk = starts[roll(starts.length - 1)]!;
    // Headers and heads decide more than numbers do.
    const at = roll(2) === 0 ? Math.min(chunk + roll(120), bytes.length - 1) : roll(bytes.length);
    const kind = roll(8);
    if (kind < 4) bytes[at] = roll(256);
    else if (kind === 4) bytes[at]! ^= 1 << roll(8);
    else if (kind === 5)
      new DataView(bytes.buffer).setUint32(Math.min(at, bytes.length - 4), extreme(roll));
    else if (kind === 6) bytes = bytes.slice(0, at + 1);
    else bytes = joined(bytes.subarray(0, at), bytes.subarray(roll(bytes.length)));
    if (roll(2) === 0 && chunk + chunkHeaderBytes <= bytes.length) repair(bytes, chunk);
    if (bytes.length < 8) break;
  }
  return bytes;
}

function extreme(roll: (below: number) => number): number {
  return [0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffff8][roll(6)]!;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
