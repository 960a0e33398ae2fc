import { algorithmAt } from '../../optimizers/algorithm/algorithm';
import type { MessageCode } from '../../messages';
import { ownOptimizer } from '../../protocol/optimizer';
import type { SeriesDeclaration } from '../../protocol/series';
import { formulaOf } from '../../session/compare/explain';
import { optimizerTitle } from '../../session/optimizerInShort';
import type { Run } from '../../session/run';
import type { Trace } from '../../trace/trace';
import { displayWidth } from '../hover/table';
import { codeLine, shown, type CodeLine } from './lines';

/** How texts of the catalogue are said. */
export interface Words {
  say(this: void, code: MessageCode, ...args: (string | number)[]): string;
  count(this: void, value: number): string;
  /** A name of the user's, made harmless. */
  visible(this: void, name: string): string;
}

/** The columns that code takes at least, so that numbers do not jump from step to step. */
const codeColumns = 30;

/**
 * The optimizer of a run as code, each line with its numbers at the cursor's step for one
 * coordinate; then Δθ in its parts. Above it, in comments, what is looked at.
 *
 * @param coordinate of θ
 * @param missing why the rows at the cursor, or at the step before, are not at hand
 */
export function algorithmText(
  run: Run,
  coordinate: number,
  words: Words,
  missing: string | null = null,
): string {
  const trace = run.trace!;
  const head = headOf(run, trace, coordinate, words).map((text) => `// ${text}`);
  const below = missing === null ? body(run, trace, coordinate, words) : [`// ${missing}`];
  return `${[...head, '', ...below].join('\n')}\n`;
}

function headOf(
  { cursor }: Run,
  trace: Trace,
  coordinate: number,
  { say, count, visible }: Words,
): string[] {
  const { header } = trace;
  const name = header.leaves.flatMap((leaf) => leaf.coordinates)[coordinate] ?? '';
  const title = visible(optimizerTitle(header.optimizer));
  return [
    [
      visible(header.objective),
      ownOptimizer(header.optimizer) ? title : `${title} (${header.dialect})`,
      say('editor.hover.step', count(cursor), count(trace.length)),
      say('editor.algorithm.coordinate', visible(name)),
    ].join(' · '),
    say('editor.algorithm.keys'),
  ];
}

function body(run: Run, trace: Trace, coordinate: number, words: Words): string[] {
  const { header } = trace;
  const { cursor } = run;
  const { say, visible } = words;
  const own = ownOptimizer(header.optimizer);
  if (own) {
    const file = own.file === '' ? header.file.replace(/^.*\//, '') : own.file;
    return [`// ${say('editor.algorithm.own', visible(own.exported), visible(file))}`];
  }
  if (header.imported) return [`// ${say('editor.algorithm.imported', header.imported.file)}`];
  if (cursor <= trace.origin) return [`// ${say('editor.algorithm.start')}`];
  const made = algorithmAt(header, run.request.bounds, trace, coordinate, cursor);
  if (!made) return [`// ${say('editor.algorithm.nothing')}`];
  const value = (series: string) => shown(trace.value(series, coordinate, cursor));
  const code = [
    { symbol: 'loss', right: 'f(θ)', numbers: shown(trace.value('loss', 0, cursor)) },
    { symbol: 'g', right: '∂loss/∂θ', numbers: value('grad') },
    ...made.lines.map(codeLine),
  ];
  const why = partsOf(trace, coordinate, cursor);
  const columns = Math.max(
    codeColumns,
    ...[...code, ...why].map((each) => displayWidth(left(each))),
  );
  const lines = (all: readonly CodeLine[]) => all.map((each) => lineOf(each, columns));
  return [...lines(code), '', `// ${say('editor.algorithm.why')}`, ...lines(why)];
}

function left({ symbol, right }: CodeLine): string {
  return right === '' ? symbol : `${symbol} = ${right}`;
}

function lineOf(line: CodeLine, columns: number): string {
  const code = left(line);
  return `${code}${' '.repeat(columns - displayWidth(code))}  // ${line.numbers}`;
}

/** In order of the sum; see `partsOfUpdate`. */
const parts = ['momentumPart', 'decayPart', 'syncPart', 'projectionPart', 'rounding'];

/** The effective learning rate, and what Δθ is the sum of. */
function partsOf(trace: Trace, coordinate: number, step: number): CodeLine[] {
  const find = (name: string) => trace.series.find((series) => series.name === name);
  const value = (name: string) => trace.value(name, coordinate, step);
  const lines: CodeLine[] = [];
  const summands: number[] = [];
  const rate = find('effectiveLearningRate');
  const along = find('directionPart');
  if (rate && along) {
    const at = { quantity: rate.name, index: coordinate, step };
    const numbers = formulaOf(trace, at)?.numbers;
    const result = shown(value(rate.name));
    lines.push({
      ...{ symbol: 'lr eff', right: rate.symbol },
      numbers: numbers === undefined ? result : `${numbers} = ${result}`,
    });
    const [by, direction] = [value(rate.name), value('direction')].map(inBrackets);
    const product = shown(value(along.name));
    lines.push({ symbol: along.symbol, right: '', numbers: `−${by}·${direction} = ${product}` });
    summands.push(value(along.name));
  }
  for (const series of parts.flatMap((name) => find(name) ?? [])) {
    lines.push({ symbol: series.symbol, right: '', numbers: shown(value(series.name)) });
    summands.push(value(series.name));
  }
  const sum = summands.map((each, k) => (k === 0 ? shown(each) : inBrackets(each))).join(' + ');
  const update = shown(value('update'));
  const total: SeriesDeclaration['symbol'] = 'Δθ';
  lines.push({ symbol: total, right: '', numbers: sum === '' ? update : `${sum} = ${update}` });
  return lines;
}

function inBrackets(value: number): string {
  const text = shown(value);
  return text.startsWith('-') ? `(${text})` : text;
}
