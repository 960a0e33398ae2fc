import { isAbsent, numberIn } from '../read/numbers';
import { isList } from '../read/flatten';
import type { Cell, Table } from '../read/table';

/** What the first rows of a file hold, column by column in order of appearance. */
export interface Sample {
  columns: SampledColumn[];
  /** Rows that were looked at. */
  rows: number;
}

export interface SampledColumn {
  name: string;
  /** The first cells that hold something. */
  cells: Cell[];
  /** Most of what it holds are words, which are neither numbers nor arrays. */
  isText: boolean;
}

interface Seen {
  name: string;
  cells: Cell[];
  words: number;
  seen: Set<Cell>;
}

/** Rows that tell what a file has: a table with a number to a row has many to a step. */
const sampledRows = 2000;
/** Different cells kept per column: what is said of a file is shown by some, and texts name series. */
const keptCells = 64;
/** Cells looked at, where rows are long. */
const sampledCells = 2_000_000;

/** Reads the beginning of a table. */
export async function sampleOf(table: Table): Promise<Sample> {
  const columns = new Map<string, Seen>();
  let [rows, cellsLeft] = [0, sampledCells];
  const take = (names: readonly string[], cells: readonly Cell[]): boolean => {
    for (let k = 0; k < names.length; k++) {
      const name = names[k]!;
      let column = columns.get(name);
      if (!column) {
        column = { name, cells: [], words: 0, seen: new Set() };
        columns.set(name, column);
      }
      const cell = cells[k];
      if (column.cells.length >= keptCells || isAbsent(cell) || column.seen.has(cell)) continue;
      column.seen.add(cell);
      column.cells.push(cell);
      if (isWord(cell)) column.words++;
    }
    cellsLeft -= names.length;
    return ++rows < sampledRows && cellsLeft > 0;
  };
  await table.read(take, () => undefined);
  const found = Array.from(columns.values(), ({ name, cells, words }) => {
    return { name, cells, isText: 2 * words > cells.length };
  });
  return { columns: found, rows };
}

function isWord(cell: Cell): boolean {
  if (isList(cell)) return false;
  if (typeof cell === 'string' && /^\s*(?:\[|tensor\(\[)/.test(cell)) return false;
  return numberIn(cell) === undefined;
}
