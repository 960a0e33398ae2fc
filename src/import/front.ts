/**
 * All that others need of this room: read when something is imported, as a file of its own. Readers
 * of formats are files within it again.
 */
export { importTrace, type Imported, type ImportRequest } from './importTrace';
export type { ColumnGroup } from './columns/groups';
export {
  mapColumns,
  openFile,
  readCorrections,
  targets,
  unreadable,
  type OpenedFile,
} from './openFile';
export { endings } from './read/open';
export { bytesSource, fileSource, type Source } from './read/source';
export { shownText } from './shownText';
