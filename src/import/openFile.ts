import { message } from '../messages';
import type { Message } from '../protocol/message';
import { groupsOf, type ColumnGroup } from './columns/groups';
import { guess, type Mapping } from './columns/mapping';
import { noCorrections, type Corrections } from './columns/name';
import { sampleOf, type Sample } from './columns/sample';
import { plainWord, roles, importableSeries } from './columns/vocabulary';
import { openTable } from './read/open';
import type { Source } from './read/source';
import type { Table } from './read/table';
import { shownText } from './shownText';

/** A file whose first rows were looked at. */
export interface OpenedFile {
  table: Table;
  sample: Sample;
  name: string;
}

/** What the columns of a file are, as guessed and corrected. */
export interface MappedFile {
  mapping: Mapping;
  groups: ColumnGroup[];
  hasStepColumn: boolean;
  /** Names of some columns. */
  columns: string;
}

/** Names that are listed; a file may have a million. */
const listed = 12;

/** Looks at the beginning of a file. */
export async function openFile(
  source: Source,
): Promise<{ opened: OpenedFile } | { problem: Message }> {
  const { name } = source;
  if (source.size === 0) return { problem: message('import.empty', [name]) };
  try {
    const table = await openTable(source);
    const sample = await sampleOf(table);
    if (sample.rows === 0) return { problem: message('import.empty', [name]) };
    return { opened: { table, sample, name } };
  } catch (error) {
    return { problem: unreadable(name, error) };
  }
}

/** What a reader threw, as a message: a file that ends in the middle, a disk that fails. */
export function unreadable(name: string, error: unknown): Message {
  const reason = error instanceof Error ? error.message : String(error);
  return message('import.unreadable', [name, shownText(reason, 200)]);
}

export function mapColumns(
  { sample }: OpenedFile,
  corrections: Corrections = noCorrections,
): MappedFile {
  const mapping = guess(sample, corrections);
  const names = sample.columns.map(({ name }) => shownText(name));
  return {
    mapping,
    groups: groupsOf(sample, mapping),
    hasStepColumn: sample.columns.some(({ name }) => mapping.useOf(name).kind === 'step'),
    columns: [...names.slice(0, listed), ...(names.length > listed ? ['…'] : [])].join(', '),
  };
}

/** All that a column can be. */
export const targets: readonly string[] = [...importableSeries.keys(), ...roles];

/** `name=series` as corrections; the first that means nothing is told. */
export function readCorrections(
  opened: OpenedFile,
  given: readonly (readonly [name: string, target: string])[],
): { corrections: Corrections } | { problem: Message } {
  const corrections = new Map<string, string>();
  for (const [name, target] of given) {
    if (!targets.includes(target)) {
      return { problem: message('import.map-target', [target, targets.join(', ')]) };
    }
    corrections.set(plainWord(name), target);
  }
  const { groups, columns } = mapColumns(opened, corrections);
  for (const [name] of given) {
    const isUsed = groups.some(({ word }) => plainWord(word) === plainWord(name));
    if (!isUsed) return { problem: message('import.map-unused', [name, columns]) };
  }
  return { corrections };
}
