import * as vscode from 'vscode';
import { objectiveAt, symbolAt } from '../../objective/find';
import { findOptimizer } from '../../optimizers/registry';
import { formatNumber } from '../../protocol/number';
import type { SeriesDeclaration } from '../../protocol/series';
import { statisticName, updateRatio } from '../../protocol/statistics';
import type { Run } from '../../session/session';
import type { Trace } from '../../trace/trace';
import type { Documents } from '../documents';
import { selector } from '../languages';
import { coordinatesOf } from '../coordinates';
import { stretch } from '../places';
import type { Runs } from '../runs';
import { count, visible, words } from '../words';
import { leafTable, wholeLeaf } from './leaf';
import { summaryRows } from './summary';
import { lossAt } from '../../trace/lossAt';
import { quantityRows } from './quantities';
import { blocks, sparkline } from './sparkline';
import { textTable } from './table';

/** Coordinates of an array that get a column; the rest is summed up. */
const widest = 4;
/** Buckets of the sparkline's picture and of its line of block characters. */
const pictureBuckets = 120;
const blockBuckets = 16;

/**
 * What a run knows of the name under the pointer: a parameter's numbers at the cursor step, or the
 * run's summary on the function's name. It reads the session and evaluates nothing.
 */
export function registerHover(documents: Documents, runs: Runs): vscode.Disposable {
  return vscode.languages.registerHoverProvider(selector, {
    async provideHover(document, position, token) {
      if (runs.ofDocument(document.uri).length === 0) return undefined;
      const located = documents.locate(document);
      const offset = located?.toAnalysis(document.offsetAt(position));
      if (!located || offset === null || offset === undefined) return undefined;
      const objective = objectiveAt(located.analysis, offset, offset);
      if (token.isCancellationRequested || !objective || 'code' in objective) return undefined;
      const run = runs.lastGood(document.uri, objective.selector);
      if (!run?.trace) return undefined;
      await bring(runs, run, run.trace);
      if (token.isCancellationRequested) return undefined;
      const symbol = symbolAt(located.analysis, objective, offset);
      if (symbol?.kind === 'function') {
        const range = stretch(document, located, objective.nameStart, objective.nameEnd);
        return new vscode.Hover(summary(run, run.trace), range ?? undefined);
      }
      if (symbol?.kind !== 'parameter') return undefined;
      const coordinates = coordinatesOf(run.trace.header.leaves, symbol.path);
      if (coordinates.length === 0) return undefined;
      const range = stretch(document, located, symbol.start, symbol.end);
      return new vscode.Hover(parameter(run, run.trace, coordinates), range ?? undefined);
    },
  });
}

/** Numbers at the cursor that were not kept are computed again; without them there are dashes. */
async function bring(runs: Runs, run: Run, trace: Trace): Promise<void> {
  const { cursor, state } = run;
  if (
    state === 'running' ||
    (trace.has(cursor) && (cursor <= trace.origin || trace.has(cursor - 1)))
  )
    return;
  await runs.fetch(run.id, cursor, cursor, 'hover');
}

/** The run's own words: what ran, how it went, and every number of the whole run at the cursor. */
function summary(run: Run, trace: Trace): vscode.MarkdownString {
  const text = head(run, visible(trace.header.objective));
  text.appendCodeblock(textTable(summaryRows(run, trace)), 'text');
  appendSparkline(text, trace, 'loss', 0, run.cursor);
  return text;
}

function parameter(run: Run, trace: Trace, coordinates: number[]): vscode.MarkdownString {
  const { cursor } = run;
  // What has no symbol has a word.
  const title = ({ name, symbol }: SeriesDeclaration) =>
    name === 'effectiveLearningRate' || name === 'loss' ? words(`panel.series.${name}`) : symbol;
  const leaf = wholeLeaf(trace, coordinates);
  if (leaf >= 0) return wholeParameter(run, trace, leaf, title);
  const names = trace.header.leaves.flatMap((each) => each.coordinates);
  const shown = coordinates.slice(0, widest);
  const text = head(run, shown.map((i) => visible(names[i]!)).join(', '));
  if (coordinates.length === 1) {
    const steps = [...new Set([Math.min(1, trace.length), cursor, trace.length])];
    const heads = steps.sort((a, b) => a - b).map((step) => stepTitle(step, cursor, trace.length));
    const rows = quantityRows(trace, shown[0]!, steps, title);
    text.appendCodeblock(textTable([['', ...heads], ...rows]), 'text');
  } else {
    const columns = shown.map((i) => quantityRows(trace, i, [cursor], title));
    const heads = ['', ...shown.map((i) => visible(names[i]!))];
    const rows = columns[0]!.map(([name], row) => [name!, ...columns.map((c) => c[row]![1]!)]);
    text.appendCodeblock(textTable([heads, ...rows]), 'text');
    text.appendText(rest(trace, coordinates, shown.length, cursor));
    text.appendMarkdown('\n\n');
  }
  appendSparkline(text, trace, 'theta', shown[0]!, cursor);
  return text;
}

function wholeParameter(
  run: Run,
  trace: Trace,
  leaf: number,
  title: (series: SeriesDeclaration) => string,
): vscode.MarkdownString {
  const { cursor } = run;
  const { name, length } = trace.header.leaves[leaf]!;
  const text = head(run, `${visible(name)} · ${words('panel.leaves.size', count(length))}`);
  const table = leafTable(trace, leaf, cursor, title, words('panel.leaves.norm'));
  text.appendCodeblock(textTable(table), 'text');
  if (cursor > 0) {
    text.appendText(`‖Δθ‖/‖θ‖ ${formatNumber(trace.value(updateRatio, leaf, cursor))}`);
    text.appendMarkdown('\n\n');
  }
  appendSparkline(text, trace, statisticName('theta', 'norm'), leaf, cursor);
  return text;
}

function head(run: Run, name: string): vscode.MarkdownString {
  const { optimizer } = run.trace!.header;
  const title = findOptimizer(optimizer)?.title ?? optimizer;
  const text = new vscode.MarkdownString();
  const of = words('editor.hover.step', count(run.cursor), count(run.trace!.length));
  text.appendText(`${name} · ${title} · ${of}`);
  if (run.stale) text.appendText(` · ${words('panel.stale')}: ${words('panel.stale.title')}`);
  text.appendMarkdown('\n\n');
  return text;
}

function stepTitle(step: number, cursor: number, last: number): string {
  if (step === cursor) return words('editor.hover.at', count(step));
  return step === last
    ? words('editor.hover.last', count(step))
    : words('editor.hover.first', count(step));
}

/** What the columns leave out: how many there are, and the sizes of gradient and update. */
function rest(trace: Trace, coordinates: number[], shown: number, cursor: number): string {
  const norm = (series: string) =>
    formatNumber(Math.hypot(...coordinates.map((i) => trace.value(series, i, cursor))));
  const more = coordinates.length - shown;
  const parts = more > 0 ? [words('editor.hover.more', count(more))] : [];
  if (cursor > 0) parts.push(`‖g‖ ${norm('grad')}`, `‖Δθ‖ ${norm('update')}`);
  parts.push(words('editor.hover.loss', formatNumber(lossAt(trace, cursor))));
  return parts.join(' · ');
}

/** A picture made of numbers alone, its description in block characters, and the same as text. */
function appendSparkline(
  text: vscode.MarkdownString,
  trace: Trace,
  series: string,
  index: number,
  cursor: number,
): void {
  if (trace.length < 2) return;
  const line = blocks(trace.points(series, index, 1, trace.length, blockBuckets));
  const picture = sparkline(trace.points(series, index, 1, trace.length, pictureBuckets), cursor);
  text.appendMarkdown(`![${line}](${picture})\n\n`);
  text.appendText(line);
}
