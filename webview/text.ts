import { formatNumber } from '../src/protocol/number';

/** The panel's words; the host sends them first of all. */
export class Words {
  readonly #strings: ReadonlyMap<string, string>;
  readonly #counts: Intl.NumberFormat;

  constructor(locale: string, strings: Record<string, string>) {
    this.#strings = new Map(Object.entries(strings));
    this.#counts = numberFormat(locale);
  }

  /** The text of `panel.{key}` with `{0}`, `{1}` … filled in, or undefined where there is none. */
  find(key: string, ...args: string[]): string | undefined {
    return this.#strings
      .get(`panel.${key}`)
      ?.replace(/\{(\d+)\}/g, (whole, index: string) => args[Number(index)] ?? whole);
  }

  /** As `find`, but the key itself where there is no text. */
  say(key: string, ...args: string[]): string {
    return this.find(key, ...args) ?? key;
  }

  /** A count of steps or coordinates, with separators: `3,000`. */
  count(value: number): string {
    return this.#counts.format(value);
  }
}

function numberFormat(locale: string): Intl.NumberFormat {
  try {
    return new Intl.NumberFormat(locale);
  } catch {
    return new Intl.NumberFormat('en');
  }
}

/** Digits of a number in charts and headers, and in the table. */
export const fewDigits = 4;
export const manyDigits = 8;

/** A value for people; a dash where there is none. */
export function shownValue(value: number | undefined, digits = fewDigits): string {
  return value === undefined || Number.isNaN(value) ? '–' : formatNumber(value, digits);
}

/**
 * A name out of the user's source as it may be shown: controls, among them those that turn the
 * direction of text, become visible escapes.
 */
export function shownName(name: string): string {
  let shown = '';
  for (const character of name) {
    const code = character.codePointAt(0)!;
    shown += isInvisible(code) ? `\\u${code.toString(16).padStart(4, '0')}` : character;
  }
  return shown;
}

function isInvisible(code: number): boolean {
  return (
    code < 0x20 ||
    (code >= 0x7f && code < 0xa0) ||
    code === 0x61c ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x2028 && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x206f) ||
    code === 0xfeff
  );
}

/** Milliseconds as people read them: `1.2 µs`, `34 ms`, `1.5 s`. */
export function shownDuration(milliseconds: number): string {
  if (milliseconds < 0.001) return `${shownValue(milliseconds * 1e6, 3)} ns`;
  if (milliseconds < 1) return `${shownValue(milliseconds * 1e3, 3)} µs`;
  if (milliseconds < 1000) return `${shownValue(milliseconds, 3)} ms`;
  return `${shownValue(milliseconds / 1000, 3)} s`;
}
