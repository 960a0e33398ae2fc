/** Characters of a piece at least, the last one apart: few pieces, little memory. */
const pieceLength = 1 << 16;

/** Joins small texts to pieces, so that nobody handles a piece per number. */
export async function* inPieces(texts: AsyncIterable<Iterable<string>>): AsyncGenerator<string> {
  let piece = '';
  for await (const some of texts) {
    for (const text of some) {
      piece += text;
      if (piece.length < pieceLength) continue;
      yield piece;
      piece = '';
    }
  }
  if (piece !== '') yield piece;
}
