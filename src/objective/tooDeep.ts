import { message } from '../messages';
import type { Message } from '../protocol/message';

/*
 * Whatever goes over a syntax tree here goes down it by recursion. A sum of thousands of terms is a
 * tree as deep, and the stack ends first.
 */

/** What `error` says of a file; throws it again where it is another one. */
export function tooDeep(error: unknown, file: string): Message {
  if (!(error instanceof RangeError)) throw error;
  return message('objective.too-deep', [], { file, line: 1, column: 1 });
}

/** The result, or the problem that the code is nested too deeply. */
export async function unlessTooDeep<Result>(
  file: string,
  work: () => Promise<Result>,
): Promise<Result | { problems: Message[] }> {
  try {
    return await work();
  } catch (error) {
    return { problems: [tooDeep(error, file)] };
  }
}
