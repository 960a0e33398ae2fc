/**
 * Rows as bytes that compress well, and back to the same bits: column by column each number is XORed
 * with the one before it, of which the leading bits are mostly the same, and then all first bytes
 * stand together, all second ones, and so on (byte planes).
 *
 * @param rows row-major, `width` numbers each
 */
export function toPlanes(rows: Float64Array, width: number): Uint8Array<ArrayBuffer> {
  const count = rows.length;
  const words = new Uint32Array(rows.buffer, rows.byteOffset, 2 * count);
  const planes = new Uint8Array(8 * count);
  eachInColumns(count, width, (at, place, before) => {
    const low = words[2 * at]! ^ (before < 0 ? 0 : words[2 * before]!);
    const high = words[2 * at + 1]! ^ (before < 0 ? 0 : words[2 * before + 1]!);
    for (let byte = 0; byte < 4; byte++) {
      planes[byte * count + place] = low >>> (8 * byte);
      planes[(byte + 4) * count + place] = high >>> (8 * byte);
    }
  });
  return planes;
}

/** What `toPlanes` was given. Throws a RangeError where these are no planes of whole rows. */
export function fromPlanes(planes: Uint8Array, width: number): Float64Array<ArrayBuffer> {
  const count = planes.length / 8;
  if (!Number.isInteger(count / width)) {
    throw new RangeError(`${planes.length} bytes are no rows of ${width}.`);
  }
  const rows = new Float64Array(count);
  const words = new Uint32Array(rows.buffer);
  eachInColumns(count, width, (at, place, before) => {
    let [low, high] = [0, 0];
    for (let byte = 0; byte < 4; byte++) {
      low |= planes[byte * count + place]! << (8 * byte);
      high |= planes[(byte + 4) * count + place]! << (8 * byte);
    }
    words[2 * at] = before < 0 ? low : low ^ words[2 * before]!;
    words[2 * at + 1] = before < 0 ? high : high ^ words[2 * before + 1]!;
  });
  return rows;
}

/** Where each number stands among the rows, where among the columns, and that before it (-1: none). */
function eachInColumns(
  count: number,
  width: number,
  visit: (at: number, place: number, before: number) => void,
): void {
  let place = 0;
  for (let column = 0; column < width; column++) {
    for (let at = column, before = -1; at < count; before = at, at += width) {
      visit(at, place++, before);
    }
  }
}
