import { autodiff } from './autodiff';
import { engine } from './engine';
import { objective } from './objective';
import { optimizer } from './optimizer';
import { oscillation } from './oscillation';
import { panel } from './panel';
import { session } from './session';
import { editor } from './editor';
import { commandLine } from './commandLine';
import { sharpness } from './sharpness';
import { imported } from './imported';
import { trace } from './trace';
import { check } from './check';
import { compare } from './compare';
import { gallery } from './gallery';
import { own } from './own';
import { findings } from './findings';
import { remedy } from './remedy';
import { tags } from './tags';
import { whatIf } from './whatIf';

/**
 * All that is said to people, in English, by code. `{0}`, `{1}` … are arguments. The editor puts
 * them into the user's language (`l10n/bundle.l10n.*.json` is keyed by the English text), the
 * panel gets them ready worded, the command line speaks English.
 */
export const catalogue = {
  ...objective,
  ...optimizer,
  ...autodiff,
  ...engine,
  ...session,
  ...editor,
  ...panel,
  ...commandLine,
  ...trace,
  ...imported,
  ...compare,
  ...check,
  ...oscillation,
  ...own,
  ...gallery,
  ...findings,
  ...remedy,
  ...tags,
  ...sharpness,
  ...whatIf,
} as const;

export type MessageCode = keyof typeof catalogue;

interface PlaceLike {
  file: string;
  line: number;
  column: number;
  endLine?: number;
  endColumn?: number;
}

/** A message as data; `place` is where it belongs in the user's file. */
export function message(
  code: MessageCode,
  args: (string | number)[] = [],
  place?: PlaceLike,
): { code: string; arguments: (string | number)[]; place?: PlaceLike } {
  return place ? { code, arguments: args, place } : { code, arguments: args };
}

/** The English words of a message; arguments are inserted as they are, once. */
export function inEnglish(said: { code: string; arguments: (string | number)[] }): string {
  const template = Object.hasOwn(catalogue, said.code)
    ? catalogue[said.code as MessageCode]
    : said.code;
  return template.replace(/\{(\d+)\}/g, (whole, index: string) =>
    String(said.arguments[Number(index)] ?? whole),
  );
}
