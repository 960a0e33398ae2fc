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

  /** Opens the context menu on a word. */
  async rightClick(line: string, word: string): Promise<void> {
    const { x, y } = await this.#place(line, word, 0);
    await this.page.mouse.click(x, y, { button: 'right' });
  }

  /** Selects a part of a line by drawing the mouse over it. */
  async select(line: string, part: string): Promise<void> {
    const selected = this.page.locator('[id="status.editor.selection"]');
    const wanted = selected.filter({ hasText: `(${part.length} selected)` });
    for (let rest = 4; ; rest--) {
      const { left, right, y } = await this.#stretch(line, part);
      await this.page.mouse.move(left, y);
      await this.page.mouse.down();
      await this.page.mouse.move(right, y, { steps: 5 });
      await this.page.mouse.up();
      try {
        return await wanted.waitFor({ timeout: 5000 });
      } catch (error) {
        // A line that was just opened is drawn anew, and moves, when its colours are known.
        if (rest === 0) throw error;
      }
    }
  }

  /** Rests the mouse on a word and returns what appears. */
  async hover(line: string, word: string, nth = 0): Promise<Locator> {
    const { x, y } = await this.#place(line, word, nth);
    const hover = this.page.locator('.monaco-resizable-hover .monaco-hover-content:visible');
    for (let rest = 3; ; rest--) {
      // From another place, so that the editor sees the mouse arrive, and not before the hover of
      // the last place is gone, whose numbers would be read in place of the new one's.
      await this.page.mouse.move(x + 200, y + 200);
      await hover.waitFor({ state: 'hidden' });
      await this.page.mouse.move(x, y, { steps: 3 });
      try {
        await hover.waitFor({ timeout: rest > 0 ? 10_000 : 60_000 });
        return hover;
      } catch (error) {
        if (rest === 0) throw error;
        // VS Code in a browser shows none while it believes that a button is down.
        await this.page.mouse.click(x, y);
      }
    }
  }

  /** The middle of a word's first letter, in pixels of the page. */
  async #place(line: string, word: string, nth: number): Promise<{ x: number; y: number }> {
    const { left, letter, y } = await this.#stretch(line, new RegExp(`\\b${word}\\b`), nth);
    return { x: left + letter / 2, y };
  }

  /**
   * Where a part of a line is drawn, in pixels of the page.
   * @param line a part of the line's text by which it is found
   * @param nth which of the part's occurrences in that line
   * @returns `letter`: the width of the first one
   */
  async #stretch(
    line: string,
    part: string | RegExp,
    nth = 0,
  ): Promise<{ left: number; right: number; letter: number; y: number }> {
    const row = this.lines.filter({ hasText: line.replaceAll(' ', '\u00a0') }).first();
    await row.waitFor();
    const text = (await row.evaluate(({ textContent }) => textContent)).replaceAll('\u00a0', ' ');
    const pattern = part instanceof RegExp ? part.source : part.replaceAll(/\W/g, '\\$&');
    const found = [...text.matchAll(new RegExp(pattern, 'g'))][nth];
    if (!found) throw new Error(`"${pattern}" stands fewer times in the line "${line}".`);
    const box = (at: number) => row.evaluate(letterBox, at);
    const first = await box(found.index);
    const last = await box(found.index + found[0].length - 1);
    return {
      left: first.left,
      right: last.right,
      letter: first.right - first.left,
      y: first.top + first.height / 2,
    };
  }
}

/** In the page: where the letter at an offset of the line's text is drawn. */
function letterBox(row: Element, at: number): Pick<DOMRect, 'left' | 'right' | 'top' | 'height'> {
  const texts = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
  let rest = at;
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const { length } = node.textContent ?? '';
    if (rest < length) {
      const range = document.createRange();
      range.setStart(node, rest);
      range.setEnd(node, rest + 1);
      const { left, right, top, height } = range.getBoundingClientRect();
      return { left, right, top, height };
    }
    rest -= length;
  }
  throw new Error(`The line has no letter ${at}.`);
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
