/** Lines that are kept, whatever comes. */
const kept = 1000;
/** The text is cut only where it would grow longer than this: what is cut is sent as a whole. */
const longest = 2 * kept;

/** A text that lines are added to without end: at least its last 1,000 lines stay. */
export class Tail {
  #standing: string[] = [];

  /** What to do with the text for these lines to stand in it. */
  add(lines: readonly string[]): { how: 'append' | 'replace'; text: string } {
    this.#standing = this.#standing.concat(lines);
    const text = (all: readonly string[]) => all.map((line) => `${line}\n`).join('');
    if (this.#standing.length <= longest) return { how: 'append', text: text(lines) };
    this.#standing = this.#standing.slice(-kept);
    return { how: 'replace', text: text(this.#standing) };
  }
}
