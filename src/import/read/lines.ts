import type { Source } from './source';

/** Whole lines of a text, and the number of the first of them, from 1. */
export interface Lines {
  text: string;
  line: number;
}

/** Characters after which lines are handed on even within quotes: somebody forgot to close them. */
const longest = 1 << 28;

/**
 * The text of a file in pieces of whole lines, without a byte order mark.
 * @param quoted whether a line break between quotation marks ends no line
 */
export async function* linesOf(
  source: Source,
  end: string,
  quoted: boolean,
): AsyncGenerator<Lines, void, void> {
  const decoder = new TextDecoder();
  // Joined once a line ends: a line may be longer than a thousand pieces.
  let held: string[] = [];
  let heldLength = 0;
  let isOpen = false;
  let line = 1;
  const take = (last: string): Lines => {
    const text = held.join('') + last;
    const taken = { text, line };
    held = [];
    heldLength = 0;
    line += count(text, end);
    return taken;
  };
  for await (const piece of source.pieces()) {
    const text = decoder.decode(piece, { stream: true });
    const cut = quoted ? lastEndOutside(text, end, isOpen) : text.lastIndexOf(end);
    if (quoted) isOpen = isOpen !== (count(text, '"') % 2 === 1);
    if (cut >= 0 || heldLength > longest) {
      const rest = cut < 0 ? 0 : cut + end.length;
      yield take(text.slice(0, rest));
      held.push(text.slice(rest));
    } else held.push(text);
    heldLength += text.length;
  }
  const last = take(decoder.decode());
  if (last.text !== '') yield last;
}

function lastEndOutside(text: string, end: string, isOpen: boolean): number {
  if (!text.includes('"')) return isOpen ? -1 : text.lastIndexOf(end);
  let last = -1;
  let open = isOpen;
  for (let from = 0; from <= text.length;) {
    const quote = text.indexOf('"', from);
    const to = quote < 0 ? text.length : quote;
    if (!open) {
      const found = text.lastIndexOf(end, to - 1);
      if (found >= from) last = found;
    }
    open = !open;
    from = to + 1;
  }
  return last;
}

export function count(text: string, what: string): number {
  let found = 0;
  for (let at = text.indexOf(what); at >= 0; at = text.indexOf(what, at + what.length)) found++;
  return found;
}
