import { splitTags, type TagName } from './tags';
import type { Analysis } from './analyse';

/** What stands at a place of an objective's JSDoc. Offsets are into the text. */
export type TagAt =
  /** A tag's name, or its beginning; `start` is that of its `@`. */
  | { kind: 'tag'; start: number; end: number; name: string }
  /** A word of a tag's value, or the empty one that begins there. */
  | {
      kind: 'value';
      tag: TagName;
      /** The words before it, and all there are. */
      before: string[];
      all: string[];
      word: string;
      start: number;
      end: number;
    };

/**
 * The tag at an offset of an objective's JSDoc, whole or half typed; null elsewhere.
 *
 * @param analysis of the text as it is now
 */
export function tagAt(analysis: Analysis, offset: number): TagAt | null {
  const { text } = analysis;
  const objective = analysis.objectives.find(
    ({ commentStart, start, parameters }) =>
      commentStart <= offset && offset < start && parameters.some((each) => each !== null),
  );
  if (!objective) return null;
  const begin = text.lastIndexOf('/**', offset);
  const end = text.indexOf('*/', begin) + 2;
  if (begin < objective.commentStart || end < 2 || offset > end - 2 || offset < begin + 3)
    return null;
  return nameAt(text, offset, begin) ?? valueAt(text, offset, { start: begin, end });
}

/** `@` and letters around the offset, where a tag may begin. */
function nameAt(text: string, offset: number, begin: number): TagAt | null {
  const before = /(?<=^|[\s*])@[\w-]*$/.exec(text.slice(begin + 3, offset))?.[0];
  if (before === undefined) return null;
  const after = /^[\w-]*/.exec(text.slice(offset))![0];
  const [start, end] = [offset - before.length, offset + after.length];
  return { kind: 'tag', start, end, name: text.slice(start + 1, end) };
}

function valueAt(text: string, offset: number, comment: { start: number; end: number }) {
  for (const [tag, { text: value, offsets }] of splitTags(comment, text)) {
    const last = offsets.at(-1);
    if (last === undefined || offsets[0]! > offset) continue;
    const gap = text.slice(last + 1, offset);
    // Behind the last word of a line, or at the beginning of the next one.
    if (offset > last + 1 && !/^[^\S\n]*(?:\r?\n[^\S\n]*\*?[^\S\n]*)?$/.test(gap)) continue;
    const length = offsets.findIndex((each) => each >= offset);
    const typed = length < 0 ? value : value.slice(0, length);
    const isApart = length < 0 && gap !== '';
    const begun = isApart ? '' : /[^\s,]*$/.exec(typed)![0];
    const rest = length < 0 ? '' : /^[^\s,]*/.exec(value.slice(length))![0];
    const before = typed.slice(0, typed.length - begun.length);
    return {
      ...({ kind: 'value', tag } as const),
      before: wordsOf(before),
      all: wordsOf(value),
      word: begun + rest,
      start: offset - begun.length,
      end: offset + rest.length,
    };
  }
  return null;
}

function wordsOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '');
}
