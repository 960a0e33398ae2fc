import type { Place } from '../protocol/message';
import type { Range } from './syntax';

// The last text alone: many messages are placed in one text, one after the other.
let lastText = '';
let lastStarts = [0];

/** Offsets at which lines begin: after \n, \r\n and lone \r, as editors count them. */
export function lineStarts(text: string): number[] {
  if (text === lastText) return lastStarts;
  const found = [0];
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 13 && text.charCodeAt(i + 1) === 10) i++;
    if (c === 13 || c === 10) found.push(i + 1);
  }
  lastText = text;
  lastStarts = found;
  return found;
}

/** 1-based line and column (UTF-16 units) of an offset. */
export function positionAt(text: string, offset: number): { line: number; column: number } {
  const lines = lineStarts(text);
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lines[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - lines[low]! + 1 };
}

export function placeOf(text: string, file: string, range: Range): Place {
  const end = positionAt(text, range.end);
  return { file, ...positionAt(text, range.start), endLine: end.line, endColumn: end.column };
}

/** What stands between tokens: the offset after white space and comments from `at` on. */
export function skipTrivia(text: string, at: number): number {
  const trivia = /(?:\s+|\/\/[^\r\n]*|\/\*[^]*?\*\/)*/y;
  trivia.lastIndex = at;
  trivia.test(text);
  return trivia.lastIndex;
}

/** The text with everything but its line ends turned into spaces: lines and columns stay. */
export function blanked(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
