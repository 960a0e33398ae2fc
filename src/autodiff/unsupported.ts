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

/** What is said of code that the tape cannot see into, as far as it notices. */
export const foreign = {
  refused: 'evaluation.buffer',
  lost: 'gradient.lost-outside',
} as const satisfies Record<string, MessageCode>;

export function isForeign(code: string): boolean {
  return code === foreign.refused || code === foreign.lost;
}
