import { isAbsent } from '../read/numbers';
import { shownCell, shownText } from '../shownText';
import { targetOf, type Mapping, type Use } from './mapping';
import { readName } from './name';
import type { Sample, SampledColumn } from './sample';
import { importableSeries } from './vocabulary';

/** Columns that a word of their names makes one thing: what a person is shown, and may correct. */
export interface ColumnGroup {
  /** As it is written in the file. */
  word: string;
  /** A series or a role. */
  target: string;
  columns: number;
  /** The name of the first of them. */
  example: string;
  /** Some of what stands there. */
  sample: string;
}

/** Letters of a sample that are shown. */
const sampleLength = 40;

/** What the columns of a file are taken for, in order of appearance; the ignored ones last. */
export function groupsOf(sample: Sample, mapping: Mapping): ColumnGroup[] {
  const groups = new Map<string, ColumnGroup>();
  const add = (word: string, target: string, example: string, cells: readonly unknown[]) => {
    const key = `${word}\0${target}`;
    const known = groups.get(key);
    if (known) known.columns++;
    else groups.set(key, { word, target, columns: 1, example, sample: inShort(cells) });
  };
  for (const column of sample.columns) {
    const use = mapping.useOf(column.name);
    add(use.word, targetIn(use), column.name, column.cells);
    if (use.kind === 'quantity' || (use.kind === 'leaf' && !hasQuantity(sample, mapping))) {
      for (const [word, target] of wordsIn(column, mapping)) add(word, target, column.name, []);
    }
  }
  const all = [...groups.values()];
  return [
    ...all.filter(({ target }) => target !== 'ignored'),
    ...all.filter(({ target }) => target === 'ignored'),
  ];
}

function targetIn(use: Use): string {
  return use.kind === 'series' ? use.target.series : use.kind;
}

function hasQuantity({ columns }: Sample, mapping: Mapping): boolean {
  return columns.some(({ name }) => mapping.useOf(name).kind === 'quantity');
}

/** The series that the cells of a column name, as those of long tables do. */
function wordsIn({ cells }: SampledColumn, mapping: Mapping): [word: string, target: string][] {
  return cells.flatMap((cell) => {
    if (typeof cell !== 'string') return [];
    const { series, word, leaf, indices } = readName(cell, mapping.corrections, mapping.lowLine);
    const isKnown =
      series !== null && importableSeries.has(series) && targetOf(series, leaf, indices);
    // Without a series a leaf's name is nothing that could be corrected.
    return isKnown ? [[word, series] as [string, string]] : [];
  });
}

function inShort(cells: readonly unknown[]): string {
  const texts = cells
    .filter((cell) => !isAbsent(cell))
    .slice(0, 3)
    .map((cell) => shownCell(cell));
  return shownText(texts.join(', '), sampleLength);
}
