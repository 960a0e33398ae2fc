import type { Message } from '../../protocol/message';

const longest = 4096;
const mostArguments = 16;

// Captured before the user's code can put something else in its place.
const { hasOwn } = Object;

/**
 * A message within what the protocol lets through, whatever the user's code put into it or onto
 * Object.prototype.
 */
export function clip(message: Message): Message {
  const args = message.arguments
    .slice(0, mostArguments)
    .map((arg) => (typeof arg === 'string' ? arg.slice(0, longest) : arg));
  const clipped = { code: message.code, arguments: args };
  return hasOwn(message, 'place') ? { ...clipped, place: message.place } : clipped;
}
