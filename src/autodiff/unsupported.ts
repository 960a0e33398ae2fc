import type { MessageCode } from '../messages';

/** Thrown inside the user's code where the tape cannot follow it; becomes an ObjectiveError. */
export class Unsupported extends Error {
  constructor(
    readonly code: MessageCode,
    readonly args: string[],
  ) {
    super(code);
  }
}
