import type { MessageCode } from '../../messages';

/**
 * What stands in one place of a row: a text or number of a table, an array of numbers, of any depth;
 * undefined and null where nothing does.
 */
export type Cell = unknown;

/**
 * Names of the columns of a row. The same names are the same object, so that what was found out
 * about them can be kept by it.
 */
export type Names = readonly string[];

/**
 * Takes one row: `cells[k]` stands under `names[k]`. `cells` is overwritten once it returns.
 * @param line where the row begins, from 1; of a file without lines the number of the row
 * @returns whether to go on
 */
export type TakeRow = (names: Names, cells: readonly Cell[], line: number) => boolean;

/** The rows of a file, in their order. May be read again, for nobody keeps them. */
export interface Table {
  /** Resolves with what could not be read, once all rows were taken or `take` has had enough. */
  read(take: TakeRow, report: Report): Promise<void>;
}

/** A row that cannot be read at all. */
export type Report = (said: MessageCode, args: (string | number)[], line: number) => void;

/** Finds the same names again, as the same object. */
export class KnownNames {
  readonly #known = new Map<string, Names>();
  #last: Names = [];

  of(names: string[]): Names {
    const last = this.#last;
    if (names.length === last.length && names.every((name, k) => name === last[k])) return last;
    const key = JSON.stringify(names);
    const found = this.#known.get(key) ?? names;
    this.#known.set(key, found);
    return (this.#last = found);
  }
}
