/** A place in a file of the user's: 1-based line and column (UTF-16 units), end exclusive. */
export interface Place {
  file: string;
  line: number;
  column: number;
  endLine?: number;
  endColumn?: number;
}

/**
 * Something to say to a person, as data: a code of the catalogue in `src/messages`, what goes into
 * its `{0}`, `{1}`, … and where it belongs. Views put it into words; nobody else does.
 */
export interface Message {
  code: string;
  arguments: (string | number)[];
  place?: Place;
}
