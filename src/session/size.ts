import type { Leaf } from '../protocol/leaf';
import { formatNumber } from '../protocol/number';
import { seriesWidth } from '../protocol/run';
import type { SeriesDeclaration } from '../protocol/series';

/** More rows than this fit no host, however few coordinates there are. */
export const maximumSteps = 10_000_000;

/** The host keeps a run's rows in memory; more than this of one run is refused before it starts. */
export const maximumTraceBytes = 2 ** 30;

/** `2740` as `2,740`: the same in every language, as are the points of numbers. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `72 GB`: decimal units, three digits. */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${formatNumber(size, 3)} ${units[unit]!}`;
}

/** How many numbers one row of the stored series holds. */
export function rowNumbers(series: readonly SeriesDeclaration[], leaves: readonly Leaf[]): number {
  return series
    .filter((declaration) => declaration.stored)
    .reduce((sum, declaration) => sum + seriesWidth(declaration, leaves), 0);
}
