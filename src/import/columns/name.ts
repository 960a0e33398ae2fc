import { plainWord, seriesWords } from './vocabulary';

/** What the name of a column says: `exp_avg.w1[3][2]` is m of coordinate 3, 2 of the leaf w1. */
export interface NamedColumn {
  /** Null where no word of the name is known. */
  series: string | null;
  /** The word that says so, as it is written; without one all words. */
  word: string;
  /** Empty where the name has nothing but the series and places. */
  leaf: string;
  indices: number[];
}

/** What people corrected: `plainWord` of a name or of a word of names → a series or role. */
export type Corrections = ReadonlyMap<string, string>;

export const noCorrections: Corrections = new Map();

/** Beyond these letters a name is only compared, never taken apart. */
const longestName = 4096;
/** More places than an array can have dimensions are part of the name. */
const mostIndices = 8;

/**
 * Takes the name of a column apart: words between dots, slashes, colons and brackets; whole numbers
 * at its end are a place. The series stands first (`m.w1`, `v_b`) or last (`w1.grad`, `w1_exp_avg`).
 *
 * @param lowLine whether `_3_2` at the end is a place as well
 */
export function readName(
  name: string,
  corrections: Corrections = noCorrections,
  lowLine = true,
): NamedColumn {
  if (name.length > longestName) return { series: null, word: name, leaf: name, indices: [] };
  const words = name.split(/[\s./:|,()[\]"']+/).filter((word) => word !== '');
  const indices: number[] = [];
  while (words.length > 1 && indices.length < mostIndices && /^\d{1,9}$/.test(words.at(-1)!)) {
    indices.unshift(Number(words.pop()));
  }
  const known = (word: string) => {
    const plain = plainWord(word);
    return corrections.get(plain) ?? seriesWords.get(plain);
  };
  const found = inWords(words, known) ?? inParts(words, known);
  if (!found) {
    const whole = words.join('.');
    return { series: null, word: whole, leaf: whole, indices };
  }
  const rest = withoutContainer(found.rest).join('.');
  const places =
    lowLine && indices.length === 0 ? /^(|.*?_)((?:\d{1,9}_)*\d{1,9})$/.exec(rest) : null;
  return places
    ? { ...found, leaf: places[1]!.slice(0, -1), indices: places[2]!.split('_').map(Number) }
    : { ...found, leaf: rest, indices };
}

/** `optimizer.state.w1` is `w1`. */
function withoutContainer(words: readonly string[]): readonly string[] {
  const first = words.findIndex((word) => !/^(?:state|optimizer|optim|opt)$/i.test(word));
  return words.slice(Math.max(0, first));
}

interface Found {
  series: string;
  word: string;
  rest: string[];
}

/** A whole word that is known: the first, the last, or the last of those between. */
function inWords(
  words: readonly string[],
  known: (word: string) => string | undefined,
): Found | null {
  const between = [...words.keys()].slice(1).reverse();
  for (const at of [0, ...between]) {
    const word = words[at];
    const series = word === undefined ? undefined : known(word);
    if (series) return { series, word: word!, rest: words.filter((_, k) => k !== at) };
  }
  return null;
}

/** A known word before or behind a low line: `exp_avg_w1`, `w1_exp_avg_sq`; the longest there is. */
function inParts(
  words: readonly string[],
  known: (word: string) => string | undefined,
): Found | null {
  const cuts = (word: string) => [...word.matchAll(/_/g)].map(({ index }) => index);
  const [first, last] = [words[0] ?? '', words.at(-1) ?? ''];
  for (const at of cuts(first).reverse()) {
    const word = first.slice(0, at);
    const series = known(word);
    if (series)
      return { series, word, rest: [first.slice(at + 1), ...words.slice(1)].filter(Boolean) };
  }
  for (const at of cuts(last)) {
    const word = last.slice(at + 1);
    const series = known(word);
    if (series)
      return { series, word, rest: [...words.slice(0, -1), last.slice(0, at)].filter(Boolean) };
  }
  return null;
}
