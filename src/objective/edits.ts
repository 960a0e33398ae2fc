import { blanked } from './position';
import type { Range } from './syntax';

/** Changes to a text that leave its lines and columns where they are, as far as they can. */
export class Edits {
  private readonly list: { start: number; end: number; text: string }[] = [];

  constructor(readonly text: string) {}

  /** Spaces in place of a range; `lead` and `tail` stand at its two ends. */
  blank({ start, end }: Range, lead = '', tail = ''): void {
    if (start >= end) return;
    const spaces = blanked(this.text.slice(start, end));
    const kept = spaces.slice(lead.length, Math.max(lead.length, spaces.length - tail.length));
    // Where the words do not fit beside a line end, the line end wins and the columns move.
    const fits = !/[\r\n]/.test(
      spaces.slice(0, lead.length) + spaces.slice(-tail.length || Infinity),
    );
    this.replace({ start, end }, fits ? lead + kept + tail : lead + spaces + tail);
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
