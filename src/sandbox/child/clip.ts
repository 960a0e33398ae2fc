import type { Message } from '../../protocol/message';

const longest = 4096;
const mostArguments = 16;

/** A message within what the protocol lets through, whatever the user's code put into it. */
export function clip({ code, arguments: args, place }: Message): Message {
  const clipped = args
    .slice(0, mostArguments)
    .map((arg) => (typeof arg === 'string' ? arg.slice(0, longest) : arg));
  return { code, arguments: clipped, ...(place && { place }) };
}
