import { isList } from './read/flatten';

/** Characters of a user's text that messages and names show at most. */
const most = 80;

/** A name or a cell as it is shown: a text of a hundred kilobytes says no more than its beginning. */
export function shownText(text: string, longest = most): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

/** A cell as it is shown: of an array the beginning, however deep it is. */
export function shownCell(cell: unknown, depth = 3): string {
  if (typeof cell === 'object' && !isList(cell)) return '…';
  if (!isList(cell)) return `${cell as string | number}`;
  if (depth === 0) return '[…]';
  const length = Math.min(3, cell.length);
  const first = Array.from({ length }, (_, k) => shownCell(cell[k], depth - 1));
  return `[${[...first, ...(cell.length > 3 ? ['…'] : [])].join(', ')}]`;
}
