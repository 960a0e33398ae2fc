import { formatNumber } from '../protocol/number';

/** The host keeps a run's rows in memory; more than this of one run is refused before it starts. */
export const maximumTraceBytes = 2 ** 30;

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
