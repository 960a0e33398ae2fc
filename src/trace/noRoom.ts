/** Thrown where a trace can take no more rows: the file takes none, and memory has no room. */
export class NoRoom extends RangeError {}
