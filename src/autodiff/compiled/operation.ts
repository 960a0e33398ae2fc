/** The partial derivative with respect to one argument. */
export interface Partial {
  /** Which values its text reads: arguments by number, 'r' the result. */
  needs: (number | 'r')[];
  /** What `d`, the adjoint of the result, becomes on its way to the argument. */
  write(d: string, args: string[], result: string): string;
}

export interface Operation {
  write(args: string[]): string;
  result: 'number' | 'boolean';
  /** One per argument, null where nothing flows; a function where all arguments are alike. */
  partials: (Partial | null)[] | ((index: number, count: number) => Partial) | null;
  /** Cheap enough to be done again rather than kept. */
  isCheap: boolean;
  /** Integers make an integer. */
  keepsIntegers?: boolean;
}

/** Passes the adjoint on as it is. */
export const same: Partial = { needs: [], write: (d) => d };
