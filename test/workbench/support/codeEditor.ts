import type { Locator, Page } from 'playwright-core';

/** A number of the hover's table: `theta` cells hold two, before and after. */
export type HoverTable = Map<string, string[]>;

/** The code in the left editor group, as it is drawn. */
export class CodeEditor {
  constructor(private readonly page: Page) {}

  private get frame(): Locator {
    return this.page.locator('.editor-instance .monaco-editor').first();
  }

  get lines(): Locator {
    return this.frame.locator('.view-line');
  }

  /** The lenses, each with its text. */
  get lenses(): Locator {
    return this.frame.locator('.codelens-decoration a[role="button"], .codelens-decoration a');
  }

  /** Puts the cursor on a word of a line. */
  async click(line: string, word: string, nth = 0): Promise<void> {
    const { x, y } = await this.#place(line, word, nth);
    await this.page.mouse.click(x, y);
  }

  /** Rests the mouse on a word and returns what appears. */
  async hover(line: string, word: string, nth = 0): Promise<Locator> {
    const { x, y } = await this.#place(line, word, nth);
    const hover = this.page.locator('.monaco-resizable-hover .monaco-hover-content:visible');
    // From another place, so that the editor sees the mouse arrive, and not before the hover of
    // the last place is gone, whose numbers would be read in place of the new one's.
    await this.page.mouse.move(x + 200, y + 200);
    await hover.waitFor({ state: 'hidden' });
    await this.page.mouse.move(x, y, { steps: 3 });
    await hover.waitFor();
    return hover;
  }

  /**
   * Where a word is drawn, in pixels of the page.
   * @param line a part of the line's text by which it is found
   * @param nth which of the word's occurrences in that line
   */
  async #place(line: string, word: string, nth: number): Promise<{ x: number; y: number }> {
    const row = this.lines.filter({ hasText: line.replaceAll(' ', '\u00a0') }).first();
    await row.waitFor();
    const place = await row.evaluate(
      (element, { word, nth }) => {
        const found = [...element.textContent.matchAll(new RegExp(`\\b${word}\\b`, 'g'))][nth];
        if (!found) return null;
        const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        let start = found.index;
        for (let node = texts.nextNode(); node; node = texts.nextNode()) {
          const { length } = node.textContent ?? '';
          if (start < length) {
            const range = document.createRange();
            range.setStart(node, start);
            range.setEnd(node, start + 1);
            const { x, y, width, height } = range.getBoundingClientRect();
            return { x: x + width / 2, y: y + height / 2 };
          }
          start -= length;
        }
        return null;
      },
      { word, nth },
    );
    if (!place) throw new Error(`"${word}" stands fewer times in the line "${line}".`);
    return place;
  }
}

/** The rows of the table that our hover shows: the name, then one cell per column. */
export async function hoverTable(hover: Locator): Promise<{ heads: string[]; rows: HoverTable }> {
  const code = hover.locator('.monaco-tokenized-source').filter({ hasText: 'Δθ' }).first();
  await code.waitFor();
  const text = await code.evaluate((element: HTMLElement) => element.innerText);
  const rows = text
    .replaceAll('\u00a0', ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.split(/ {3,}/).map((cell) => cell.trim()));
  const [heads, ...body] = rows;
  return { heads: heads!.slice(1), rows: new Map(body.map(([name, ...cells]) => [name!, cells])) };
}
