/*
 * Where plain code takes the number out of an active one its gradient is lost. Nobody looks for that
 * but a careful evaluation, and then whatever loses one says so here.
 */

let listener: (() => void) | null = null;
/** Whether whole numbers count, too, where they are written as text and read again. */
let whole = false;
/** Texts that active numbers were turned into. */
const texts = new Set<string>();

/**
 * Calls `whenLost` at every loss; null: nobody is told. Whole numbers that go through a text are
 * keys and counters as a rule, and many an honest text is like them: `suspicious` tells of them all
 * the same.
 */
export function watchLostGradients(whenLost: (() => void) | null, suspicious = false): void {
  listener = whenLost;
  whole = suspicious;
  if (texts.size > 0) texts.clear();
}

/** The plain number of an active one is taken. */
export function lose(): void {
  listener?.();
}

/** An active number is written as a text, which loses nothing yet. */
export function writeText(text: string): string {
  if (listener && (whole || text.includes('.'))) texts.add(text);
  return text;
}

/** A number is read from a text. */
export function readText(text: unknown): void {
  if (listener && typeof text === 'string' && texts.has(text)) listener();
}
