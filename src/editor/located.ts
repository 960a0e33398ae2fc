import type { Analysis } from '../objective/analyse';

/** An analysis and where its positions lie in the document as it is now. */
export interface Located {
  analysis: Analysis;
  /** The document's offset of an offset of the analysis; null inside a changed stretch. */
  toDocument: (offset: number) => number | null;
  /** The analysis' offset of an offset of the document; null inside a changed stretch. */
  toAnalysis: (offset: number) => number | null;
}

/** Maps positions over one edited stretch: what stands before it stays, what stands after moves. */
export function located(analysis: Analysis, text: string): Located {
  const old = analysis.text;
  if (old === text)
    return { analysis, toDocument: (offset) => offset, toAnalysis: (offset) => offset };
  const shortest = Math.min(old.length, text.length);
  let before = 0;
  while (before < shortest && old.charCodeAt(before) === text.charCodeAt(before)) before++;
  let after = 0;
  while (
    after < shortest - before &&
    old.charCodeAt(old.length - 1 - after) === text.charCodeAt(text.length - 1 - after)
  ) {
    after++;
  }
  const map = (offset: number, from: number, to: number) => {
    if (offset <= before) return offset;
    return offset >= from - after ? offset + to - from : null;
  };
  return {
    analysis,
    toDocument: (offset) => map(offset, old.length, text.length),
    toAnalysis: (offset) => map(offset, text.length, old.length),
  };
}
