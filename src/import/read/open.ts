import type { Source } from './source';
import type { Table } from './table';

/** Endings of the files that can be read. */
export const endings = ['csv', 'tsv', 'txt', 'ndjson', 'jsonl', 'parquet'] as const;

const parquetMagic = 'PAR1';

/** The reader of a file, by its first bytes, then by how its name ends. Loads what it needs. */
export async function openTable(source: Source): Promise<Table> {
  const begin = new TextDecoder().decode(await source.slice(0, 4096));
  if (begin.startsWith(parquetMagic)) return (await import('./parquetTable')).parquetTable(source);
  const ending = /\.([^.]*)$/.exec(source.name.toLowerCase())?.[1];
  const isJson = ending === 'ndjson' || ending === 'jsonl';
  if (
    isJson ||
    begin
      .trimStart()
      .replace(/^\uFEFF/, '')
      .startsWith('{')
  ) {
    return (await import('./ndjsonTable')).ndjsonTable(source);
  }
  return (await import('./csvTable')).csvTable(source);
}
