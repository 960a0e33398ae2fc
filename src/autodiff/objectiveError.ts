import type { Message } from '../protocol/message';

/** Whatever goes wrong in a user's objective, worded as data, with the place in the user's file. */
export class ObjectiveError extends Error {
  constructor(readonly said: Message) {
    super(said.code);
    this.name = 'ObjectiveError';
  }
}
