/** Characters of a user's text that messages and names show at most. */
const most = 80;

/** A name or a cell as it is shown: a text of a hundred kilobytes says no more than its beginning. */
export function shownText(text: string, longest = most): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
