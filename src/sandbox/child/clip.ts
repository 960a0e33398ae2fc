import type { Message } from '../../protocol/message';

const longest = 4096;
const mostArguments = 16;

// Captured before the user's code can put something else in its place.
const { hasOwn } = Object;
const { apply } = Reflect;
const slice = Object.getOwnPropertyDescriptor(String.prototype, 'slice')!.value as () => string;

function cut(text: string): string {
  return apply(slice, text, [0, longest]) as string;
}

/**
 * A message within what the protocol lets through, whatever the user's code put into it or onto
 * Object.prototype, and without a method of arrays, which may be theirs.
 */
export function clip(message: Message): Message {
  const args: Message['arguments'] = [];
  for (let i = 0; i < message.arguments.length && i < mostArguments; i++) {
    const arg = message.arguments[i]!;
    args[i] = typeof arg === 'string' ? cut(arg) : arg;
  }
  const clipped = { code: message.code, arguments: args };
  return hasOwn(message, 'place') ? { ...clipped, place: message.place } : clipped;
}
