import { inEnglish } from '../messages';
import type { Message } from '../protocol/message';

/** Where the command line reads and writes. */
export interface Terminal {
  stdout: NodeJS.WritableStream;
  stderr: NodeJS.WritableStream & { isTTY?: boolean };
}

/** A line to standard error; standard output carries data alone. */
export function sayLine(terminal: Terminal, text: string): void {
  terminal.stderr.write(`${printable(text)}\n`);
}

/** `file:line:column: words`, as compilers say it, so that terminals make a link of it. */
export function sayMessage(terminal: Terminal, said: Message): void {
  sayLine(terminal, `${placePrefix(said)}${inEnglish(said)}`);
}

/** Where it belongs, or else who says it. */
export function placePrefix({ place }: Message): string {
  return place ? `${place.file}:${place.line}:${place.column}: ` : 'adamscope: ';
}

/** Escapes what could steer a terminal or turn text around: names and errors are the user's. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, (character) =>
    character === '\n' || character === '\t'
      ? character
      : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
