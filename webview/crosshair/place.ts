/** Pixels between the pointer and the card, and between the card and the edge of the window. */
const gap = 16;
const edge = 6;

interface Size {
  width: number;
  height: number;
}

/**
 * Where the card's left and top edge are: beside the pointer, on its right where there is room,
 * never over the pointer nor over the line through it.
 */
export function placeOfCard(
  { x, y }: { x: number; y: number },
  card: Size,
  window: Size,
): { left: number; top: number } {
  const isRight = x + gap + card.width + edge <= window.width || x < window.width / 2;
  const left = isRight ? x + gap : x - gap - card.width;
  const lowest = Math.max(edge, window.height - edge - card.height);
  return { left, top: Math.min(lowest, Math.max(edge, y + gap)) };
}

/** How many coordinates the card has room for beside the pointer. */
export function columnsBeside(x: number, width: number): number {
  const room = Math.max(x, width - x) - gap - edge;
  return Math.min(4, Math.max(1, Math.floor((room - 90) / 78)));
}
