import type { Analysis, LocatedObjective } from './analyse';
import type { Comment } from './syntax';
import { docOf, rangeOfValue, splitTags, type TagName } from './tags';

/** A tag and all that is to stand behind it. */
export interface TagText {
  tag: TagName;
  value: string;
}

export interface TextChange {
  start: number;
  end: number;
  text: string;
}

/**
 * The changes of a text that give an objective these tags: a tag that is there gets another value,
 * one that is not gets a line of the JSDoc, which is made where there is none. All else stays, line
 * ends and indentation too.
 *
 * @returns changes that do not overlap, in the order of the text
 */
export function writeTags(
  { text }: Pick<Analysis, 'text'>,
  { start, candidate }: Pick<LocatedObjective, 'start' | 'candidate'>,
  tags: readonly TagText[],
): TextChange[] {
  const comment = docOf(candidate.comments);
  if (!comment) return tags.length > 0 ? [newComment(text, start, tags)] : [];
  const there = splitTags(comment, text);
  const changes: TextChange[] = [];
  const missing: TagText[] = [];
  for (const each of tags) {
    // Of several the last one counts.
    const found = there.findLast(([name]) => name === each.tag);
    if (!found) missing.push(each);
    else changes.push(valueChange(found[1], each));
  }
  if (missing.length > 0) changes.push(moreLines(text, comment, missing));
  return changes.sort((a, b) => a.start - b.start);
}

type Value = ReturnType<typeof splitTags>[number][1];

function valueChange(value: Value, { tag, value: text }: TagText): TextChange {
  if (value.text.trim() !== '') return { ...rangeOfValue(value), text };
  const end = value.at + 1 + tag.length;
  return { start: end, end, text: ` ${text}` };
}

function newComment(text: string, at: number, tags: readonly TagText[]): TextChange {
  const indent = blankBefore(text, at);
  const [only] = tags;
  // Behind something else on its line there is no room for lines.
  if (indent === null) {
    return { start: at, end: at, text: `/** ${tags.map(inWords).join(' ')} */ ` };
  }
  const end = lineEndOf(text);
  const lines =
    tags.length === 1
      ? [`/** ${inWords(only!)} */`]
      : ['/**', ...tags.map((each) => ` * ${inWords(each)}`), ' */'];
  return { start: at, end: at, text: lines.map((line) => line + end + indent).join('') };
}

/** Behind all that the comment says. */
function moreLines(text: string, comment: Comment, tags: readonly TagText[]): TextChange {
  const end = lineEndOf(text);
  const [from, to] = [comment.start!, comment.end!];
  const indent = blankBefore(text, from) ?? '';
  const content = text.slice(from + 3, to - 2);
  const last = from + 3 + content.trimEnd().length;
  const isOneLine = !/[\r\n]/.test(content);
  const lead = isOneLine ? `${indent} * ` : leadOf(content, indent);
  const lines = tags.map((each) => lead + inWords(each));
  if (isOneLine) {
    const said = content.trim();
    const all = [...(said === '' ? [] : [lead + said]), ...lines, `${indent} */`];
    return { start: from + 3, end: to, text: all.map((line) => end + line).join('') };
  }
  // A line of stars alone is where the comment ends, and stays.
  const closing = /(\r\n|[\r\n])[^\S\r\n]*$/.exec(content);
  if (closing) {
    const at = from + 3 + closing.index;
    return { start: at, end: at, text: lines.map((line) => end + line).join('') };
  }
  const all = [...lines, `${indent} */`];
  return { start: last, end: to, text: all.map((line) => end + line).join('') };
}

/** How lines of a comment begin: as its last one that says something does. */
function leadOf(content: string, indent: string): string {
  const line = content
    .split(/\r\n|[\r\n]/)
    .slice(1)
    .findLast((each) => /[^\s*]/.test(each));
  const lead = line === undefined ? null : /^([^\S\r\n]*)(\*?)([^\S\r\n]*)/.exec(line)!;
  if (!lead) return `${indent} * `;
  const [, blank, star, gap] = lead;
  return star ? `${blank}* ` : `${blank}${gap}`;
}

const inWords = ({ tag, value }: TagText): string => `@${tag} ${value}`;

/** The blank space between the beginning of a line and a place of it; null: there is something else. */
function blankBefore(text: string, at: number): string | null {
  const before = /[^\r\n]*$/.exec(text.slice(0, at))![0];
  return before.trim() === '' ? before : null;
}

/** The text's own. */
function lineEndOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}
