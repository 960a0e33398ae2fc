import type { MessageCode } from '../../messages';
import type { Message } from '../../protocol/message';

/** Who puts into words what a panel says: the editor in the user's language, the command line in English. */
export interface Speech {
  say: (said: Message) => string;
  /** A count with the separators of the language: `1,000`. */
  count: (value: number) => string;
}

/** A text of the catalogue. */
export function words({ say }: Speech, code: MessageCode, ...args: (string | number)[]): string {
  return say({ code, arguments: args });
}
