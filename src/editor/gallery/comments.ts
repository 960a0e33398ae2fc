/** Columns of a line of prose, with what stands before it. */
const widest = 100;

/** Comments that explain: JSDoc anywhere, and lines of `//` that begin in the first column. */
const comments = /\/\*\*([\s\S]*?)\*\/|^(?:\/\/[^\n]*\n)+/gm;

/**
 * An example's text with its prose in another language: one text for each comment, in order,
 * paragraphs apart by an empty line. Code and tags stay as they are.
 *
 * @throws RangeError where there are not as many texts as comments
 */
export function withProse(source: string, prose: readonly string[]): string {
  let nth = 0;
  const written = source.replace(comments, (comment: string, within?: string) => {
    const text = prose[nth++];
    if (text === undefined) return comment;
    if (within === undefined) return lines(text, '//').join('\n') + '\n';
    const tags = within.split('\n').filter((line) => /^\s*\*?\s*@\w/.test(line));
    if (!within.includes('\n')) return `/** ${text} */`;
    const between = tags.length > 0 ? [' *', ...tags.map((tag) => tag.trimEnd())] : [];
    return ['/**', ...lines(text, ' *'), ...between, ' */'].join('\n');
  });
  if (nth !== prose.length) throw new RangeError(`${prose.length} texts for ${nth} comments`);
  return written;
}

/** Each line of `text` behind a comment's mark, broken where it would be too wide. */
function lines(text: string, mark: string): string[] {
  return text.split('\n').flatMap((paragraph) => {
    // Four blanks begin a piece of code.
    if (paragraph === '' || paragraph.startsWith('    ')) return `${mark} ${paragraph}`.trimEnd();
    return broken(paragraph, widest - mark.length - 1).map((line) => `${mark} ${line}`);
  });
}

/** Breaks between words, and before any Chinese character that is no punctuation. */
function broken(text: string, columns: number): string[] {
  const pieces =
    text.match(
      /[\p{Script=Han}][\uff0c\u3002\uff1b\uff1a\uff1f\u3001\uff09\u201d]*|[^\p{Script=Han}\s]+\s*|\s+/gu,
    ) ?? [];
  const found: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line !== '' && width(line + piece.trimEnd()) > columns) {
      found.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return [...found, line.trimEnd()];
}

function width(text: string): number {
  let columns = 0;
  for (const character of text) {
    columns += /[\p{Script=Han}\u3000-\u303f\uff00-\uff60]/u.test(character) ? 2 : 1;
  }
  return columns;
}
