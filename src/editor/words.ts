import * as vscode from 'vscode';
import { catalogue, type MessageCode } from '../messages';
import type { Message } from '../protocol/message';
import type { Speech } from '../session/panel/speech';

/** A message in the user's language. */
export function say(said: Message): string {
  const template = Object.hasOwn(catalogue, said.code)
    ? catalogue[said.code as MessageCode]
    : said.code;
  return vscode.l10n.t(
    template,
    ...said.arguments.map((argument) =>
      typeof argument === 'string' ? visible(argument) : argument,
    ),
  );
}

/** A text of the catalogue in the user's language. */
export function words(code: MessageCode, ...args: (string | number)[]): string {
  return say({ code, arguments: args });
}

/** A count with the thousands separators of the user's language: `1,000`. */
export function count(value: number): string {
  return value.toLocaleString(vscode.env.language);
}

/** The user's language, for what is worded elsewhere. */
export const speech: Speech = { say, count };

/**
 * Names come from the user's source, where bidirectional controls can make a text read as what it
 * is not: control and formatting characters are shown as their code points, lines stay lines.
 */
export function visible(text: string): string {
  return text.replace(
    /(?![\n\t])[\p{Cc}\p{Cf}]/gu,
    (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`,
  );
}
