import type { RunHeader } from '../../protocol/run';
import type { SeriesDeclaration } from '../../protocol/series';

/** A run in an exported page; its numbers stand in elements of their own, see `numbersClass`. */
export interface PageRun {
  header: RunHeader;
  bounds: [number, number] | null;
  /** Series that were computed after the run. */
  added: SeriesDeclaration[];
}

/** The element that holds the page's runs (`writeInline`), in the order of their numbers. */
export const pageRunsId = 'page-runs';

/**
 * Of the elements that hold packed numbers, in order of step. Their `data-run` is the place of the
 * run among the page's, `data-kind` one of `PageNumbers`, `data-width` the numbers of a row,
 * `data-first` the first step; of `series`, `data-series` is the place among `added`. Full rows stand
 * before the rows whose checkpoints they are.
 */
export const numbersClass = 'numbers';

export type PageNumbers = 'rows' | 'full' | 'series';
