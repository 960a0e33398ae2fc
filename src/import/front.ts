/** All that others need of this room. What reads tables and Parquet are files that are read when needed. */
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
