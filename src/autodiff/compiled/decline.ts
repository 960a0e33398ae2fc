import type * as t from '@babel/types';

/** Thrown while compiling: this code stays on the tape. Says what it was, and where it stands. */
export class Declined extends Error {
  constructor(
    /** What is not compiled, as a person would name it. */
    readonly what: string,
    readonly node: t.Node | null,
  ) {
    super(what);
  }
}

/** Of something that may become known further on: lowering looks there, to begin anew with it. */
export class Unknown extends Declined {}

/** Thrown by compiled code where an assumption does not hold: the tape evaluates this point. */
export class Bail extends Error {}

/** Thrown by compiled code where memory is short: it grows, and the point is evaluated again. */
export class Grow extends Error {
  constructor(
    /** Which array had no room; -1: the stack; -2: the arena. */
    readonly site: number,
  ) {
    super('grow');
  }
}
