import { blanked } from './position';
import type { Range } from './syntax';

/** Changes to a text that leave its lines and columns where they are, as far as they can. */
export class Edits {
  private readonly list: { start: number; end: number; text: string }[] = [];

  constructor(readonly text: string) {}

  /**
   * Spaces in place of a range. `lead` stands at its beginning, `tail` as far towards its end as one
   * line has room for it, or behind what was a line; only where there is neither, columns move.
   */
  blank({ start, end }: Range, lead = '', tail = ''): void {
    if (start >= end && !lead && !tail) return;
    let text = blanked(this.text.slice(start, end));
    const first = text.slice(0, lead.length);
    text = (/[\r\n]/.test(first) ? lead + first : lead) + text.slice(lead.length);
    const room = tail ? text.lastIndexOf(' '.repeat(tail.length)) : -1;
    const lineEnd = tail ? lastLineEnd(text) : 0;
    if (room >= 0) text = text.slice(0, room) + tail + text.slice(room + tail.length);
    else text = text.slice(0, lineEnd) + tail + text.slice(lineEnd);
    this.replace({ start, end }, text);
  }

  /** Another text in place of a range. */
  replace({ start, end }: Range, text: string): void {
    this.list.push({ start, end, text });
  }

  /** The text with all changes; of two that overlap the outer one counts. */
  toString(): string {
    const sorted = this.list.sort((a, b) => a.start - b.start || b.end - a.end);
    let result = '';
    let at = 0;
    for (const { start, end, text } of sorted) {
      if (start < at) continue;
      result += this.text.slice(at, start) + text;
      at = end;
    }
    return result + this.text.slice(at);
  }
}

/** Where the last line end of a text begins; the text's end where it has none. */
function lastLineEnd(text: string): number {
  const at = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
  if (at < 0) return text.length;
  return text[at] === '\n' && text[at - 1] === '\r' ? at - 1 : at;
}
