import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { decompress } from 'fzstd';
import { parquetMetadataAsync, parquetRead, type ColumnData, type Compressors } from 'hyparquet';
import { flatten } from './flatten';
import type { Source } from './source';
import { KnownNames, type Cell, type Report, type Table, type TakeRow } from './table';

/** Beside Snappy, which the reader knows itself: what Python's writers offer. */
const compressors: Compressors = {
  GZIP: (bytes) => gunzipSync(bytes),
  BROTLI: (bytes) => brotliDecompressSync(bytes),
  ZSTD: (bytes, length) => decompress(bytes, new Uint8Array(length)),
};

/** Columns of an Apache Parquet file, a group of rows at a time. */
export function parquetTable(source: Source): Table {
  return { read: (take, report) => read(source, take, report) };
}

async function read(source: Source, take: TakeRow, report: Report): Promise<void> {
  const file = {
    byteLength: source.size,
    async slice(start: number, end = source.size): Promise<ArrayBuffer> {
      const bytes = await source.slice(start < 0 ? source.size + start : start, end);
      return bytes.slice().buffer;
    },
  };
  const metadata = await parquetMetadataAsync(file);
  const known = new KnownNames();
  let first = 0;
  for (const group of metadata.row_groups) {
    const rows = Number(group.num_rows);
    const chunks: ColumnData[] = [];
    const range = { rowStart: first, rowEnd: first + rows };
    await parquetRead({
      ...{ file, metadata, compressors, ...range },
      onChunk: (chunk) => chunks.push(chunk),
    });
    const columns = columnsOf(chunks, first, rows);
    const names = [...columns.keys()];
    const values = [...columns.values()];
    const record: Record<string, Cell> = Object.create(null) as Record<string, Cell>;
    for (let row = 0; row < rows; row++) {
      const line = first + row + 1;
      for (let k = 0; k < names.length; k++) record[names[k]!] = values[k]![row];
      const [flat, cells] = flatten(record, (name) => report('import.too-deep', [name], line));
      if (!take(known.of(flat), cells, line)) return;
    }
    first += rows;
  }
}

/** The rows of a group, column by column; pieces may reach beyond it. */
function columnsOf(
  chunks: readonly ColumnData[],
  first: number,
  rows: number,
): Map<string, Cell[]> {
  const columns = new Map<string, Cell[]>();
  for (const { columnName, columnData, rowStart } of chunks) {
    let column = columns.get(columnName);
    if (!column) columns.set(columnName, (column = new Array<Cell>(rows)));
    for (let k = 0; k < columnData.length; k++) {
      const row = rowStart + k - first;
      if (row >= 0 && row < rows) column[row] = columnData[k] as Cell;
    }
  }
  return columns;
}
