import type { Message } from '../protocol/message';

/** What the process ends with. */
export const exitStatus = {
  done: 0,
  userError: 1,
  wrongUsage: 2,
  interrupted: 130,
} as const;

/** Ends a command before it has done anything: what to say, and the exit status. */
export class Refusal extends Error {
  constructor(
    readonly said: readonly Message[],
    readonly status: number,
  ) {
    super(said[0]?.code);
  }
}

export function wrongUsage(...said: Message[]): Refusal {
  return new Refusal(said, exitStatus.wrongUsage);
}

export function userError(...said: Message[]): Refusal {
  return new Refusal(said, exitStatus.userError);
}
