import { exactDecimal } from '../../trace/exactNumber';
import type { Trace } from '../../trace/trace';
import { nameOf } from '../leaves/places';
import { words, type Speech } from './speech';

/** The heads of the columns that no series names. */
export interface MarkdownWords {
  coordinate: string;
  before: string;
  after: string;
}

export function tableWords(speech: Speech): MarkdownWords {
  return {
    coordinate: words(speech, 'panel.coordinate'),
    before: words(speech, 'panel.table.before'),
    after: words(speech, 'panel.table.after'),
  };
}

/**
 * All quantities of some coordinates at a step as a Markdown table, a row each: every digit, so that
 * the numbers read back as the same doubles. Names and symbols are inert: what Markdown would take
 * for its own is escaped. The quantities of the run stand above it.
 */
export function markdownTable(
  trace: Trace,
  step: number,
  coordinates: readonly number[],
  inWords: MarkdownWords,
): string {
  const ofRun = trace.series.filter(({ per, every }) => per === 'run' && every === undefined);
  const columns = trace.series.filter(({ per, name }) => per === 'coordinate' && name !== 'theta');
  const cell = (series: string, index: number, at = step) => shown(trace.value(series, index, at));
  const about = ofRun.map(({ name, symbol }) => `${escaped(symbol)} ${cell(name, 0)}`);
  const heads = [
    inWords.coordinate,
    inWords.before,
    inWords.after,
    ...columns.map(({ symbol }) => symbol),
  ];
  const rows = coordinates.map((index) => [
    escaped(nameOf(trace.header.leaves, index)),
    cell('theta', index, step - 1),
    cell('theta', index),
    ...columns.map(({ name }) => cell(name, index)),
  ]);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    `${escaped(trace.header.objective)}, t = ${step}${about.length > 0 ? `: ${about.join(', ')}` : ''}`,
    '',
    line(heads.map(escaped)),
    line(heads.map((_, i) => (i === 0 ? '---' : '--:'))),
    ...rows.map(line),
    '',
  ].join('\n');
}

function shown(value: number): string {
  return Number.isNaN(value) ? '–' : exactDecimal(value);
}

/** Text that Markdown shows as it is, in a cell of a table too. */
function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ')
    .replace(/[\\`*_{}[\]<>()#+!|~&$:@]/g, '\\$&');
}
