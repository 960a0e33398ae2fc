import { inEnglish } from '../../../src/messages';
import { noCorrections } from '../../../src/import/columns/name';
import { importTrace, type Imported } from '../../../src/import/importTrace';
import { mapColumns, openFile, readCorrections } from '../../../src/import/openFile';
import { bytesSource } from '../../../src/import/read/source';
import { completeOptimizer, type GivenOptimizer } from '../../../src/optimizers/complete';

export interface Options {
  name?: string;
  map?: [string, string][];
  optimizer?: GivenOptimizer;
  maximumBytes?: number;
}

/** What a file comes to: the run and what is said of it, or why there is none. */
export async function importBytes(
  bytes: Uint8Array,
  { name = 'log.csv', map = [], optimizer, maximumBytes = 1e9 }: Options = {},
): Promise<{ imported?: Imported; said: string[] }> {
  const found = await openFile(bytesSource(bytes, name));
  if ('problem' in found) return { said: [inEnglish(found.problem)] };
  const { opened } = found;
  const read = readCorrections(opened, map);
  if ('problem' in read) return { said: [inEnglish(read.problem)] };
  const { corrections } = map.length > 0 ? read : { corrections: noCorrections };
  const mapped = mapColumns(opened, corrections);
  const completed = optimizer && completeOptimizer(optimizer);
  if (completed && 'problems' in completed)
    throw new Error(completed.problems.map(inEnglish).join());
  const result = await importTrace({
    ...{ table: opened.table, name, file: name, maximumBytes, ...mapped },
    optimizer: completed?.spec ?? null,
    isRateStated: optimizer?.hyperparameters?.lr !== undefined,
  });
  if ('problems' in result) return { said: result.problems.map(placed) };
  return { imported: result.imported, said: result.imported.notes.map(placed) };
}

export function importText(text: string, options?: Options) {
  return importBytes(new TextEncoder().encode(text), options);
}

function placed(said: Parameters<typeof inEnglish>[0] & { place?: { line: number } }): string {
  return `${said.place ? `${said.place.line}: ` : ''}${inEnglish(said)}`;
}
