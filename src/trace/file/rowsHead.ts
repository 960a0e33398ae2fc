import type { Extremes } from '../pyramid';
import { merge, nothing } from '../pyramid';

/** Rows that one summary stands for: a base node of a long trace's pyramid. */
export const summaryRows = 256;

const fixedBytes = 32;
/** Minimum and maximum as float64, their places as uint32. */
const summaryBytes = 24;
const nowhere = 0xffffffff;

/** What the head of a chunk of rows says of the numbers behind it. */
export interface RowsHead {
  /** From 0: the row of step t is t - 1. */
  first: number;
  count: number;
  width: number;
  /** Rows per summary; 0 where there are none. */
  summaryRows: number;
}

/**
 * The head of a chunk of rows: what they are, and per column the extremes of every 256 of them.
 * Where a chunk holds too few rows for that to be worth its place there are none.
 *
 * @param numbers the rows, column by column
 */
export function makeRowsHead(first: number, width: number, numbers: Float64Array): Uint8Array {
  const count = numbers.length / width;
  const groups = count < 64 ? 0 : Math.ceil(count / summaryRows);
  const head = new Uint8Array(fixedBytes + width * groups * summaryBytes);
  const view = new DataView(head.buffer);
  // The step of the first row.
  view.setBigUint64(0, BigInt(first + 1), true);
  view.setUint32(8, count, true);
  view.setUint32(12, width, true);
  view.setUint32(16, groups === 0 ? 0 : summaryRows, true);
  let at = fixedBytes;
  for (let column = 0; column < width && groups > 0; column++) {
    const start = column * count;
    for (let row = 0; row < count; row += summaryRows, at += summaryBytes) {
      const found = nothing();
      const end = Math.min(count, row + summaryRows);
      for (let i = row; i < end; i++) merge(i, numbers[start + i]!, found);
      view.setFloat64(at, found.minimum, true);
      view.setFloat64(at + 8, found.maximum, true);
      view.setUint32(at + 16, found.minimumAt < 0 ? nowhere : found.minimumAt, true);
      view.setUint32(at + 20, found.maximumAt < 0 ? nowhere : found.maximumAt, true);
    }
  }
  return head;
}

/** What a head says, where it fits the bytes that it stands before; else null. */
export function readRowsHead(head: Uint8Array, bodyLength: number): RowsHead | null {
  if (head.length < fixedBytes) return null;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const first = Number(view.getBigUint64(0, true)) - 1;
  const [count, width, each] = [8, 12, 16].map((at) => view.getUint32(at, true)) as [
    number,
    number,
    number,
  ];
  if (!Number.isSafeInteger(first) || first < 0 || count === 0 || width === 0) return null;
  if (8 * count * width !== bodyLength) return null;
  const groups = each === 0 ? 0 : Math.ceil(count / each);
  if (head.length !== fixedBytes + width * groups * summaryBytes) return null;
  return { first, count, width, summaryRows: each };
}

/** Where the summaries of a column stand in a head, and how many bytes they are. */
export function summariesAt(
  { count, summaryRows: each }: RowsHead,
  column: number,
): { at: number; length: number } {
  const length = Math.ceil(count / each) * summaryBytes;
  return { at: fixedBytes + column * length, length };
}

/** Summary `i` of those; its places count from the first row of the chunk. */
export function readSummary(summaries: DataView, i: number): Extremes {
  const at = i * summaryBytes;
  return {
    minimum: summaries.getFloat64(at, true),
    maximum: summaries.getFloat64(at + 8, true),
    minimumAt: placeAt(summaries, at + 16),
    maximumAt: placeAt(summaries, at + 20),
  };
}

function placeAt(summaries: DataView, at: number): number {
  const found = summaries.getUint32(at, true);
  return found === nowhere ? -1 : found;
}
