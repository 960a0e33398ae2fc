import { inEnglish, message } from '../messages';
import { formatNumber } from '../protocol/number';
import type { Comparison, Entrant, Sweep } from '../session/compare/comparison';
import { firstLoss } from '../session/compare/losses';
import type { SweepCurve, SweepPoint } from '../session/compare/sweep';
import { tuningOf } from '../session/compare/tuning';
import { oscillationInWords } from '../session/oscillationInWords';
import { formatCount } from '../session/size';
import { tableLines } from './columns';

/** The comparison for people, in 80 columns: the sweeps, then the runs, then what to bear in mind. */
export function comparisonAsTable(entrants: readonly Entrant[], comparison: Comparison): string {
  const labels = entrants.map(({ label }) => label);
  const { objective, steps, seed } = entrants[0]!.request;
  const title = message('commandLine.compare-title', [objective.name, formatCount(steps), seed]);
  const remarks = tuningOf(comparison, labels).map((said) => inEnglish(said));
  const blocks = [
    [inEnglish(title)],
    ...(comparison.sweep ? sweepBlocks(comparison.sweep, labels) : []),
    raceLines(comparison),
    failureLines(comparison),
    oscillationLines(comparison),
    remarks,
  ];
  const filled = blocks.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** A run a line; what none of them has gets no column. */
function raceLines({ runs, losses, sweep }: Comparison): string[] {
  if (runs.length === 0) return [];
  const known = runs.some(({ standing }) => standing.distance !== null);
  const head = [
    ...['optimizer', ...(sweep ? [sweep.grid.name] : []), 'final loss', 'lowest', 'at step'],
    ...losses.map((loss) => `to ${short(loss)}`),
    ...(known ? ['distance'] : []),
    'ms/eval',
  ];
  const rows = runs.map(({ label, run, standing }, k) => [
    label,
    ...(sweep ? [orDash(sweep.curves[k]!.best?.value ?? null)] : []),
    orDash(standing.finalLoss),
    orDash(standing.bestLoss),
    countOrDash(standing.bestStep),
    ...standing.stepsTo.map(countOrDash),
    ...(known ? [orDash(standing.distance)] : []),
    run.millisecondsPerEvaluation === null ? '–' : short(run.millisecondsPerEvaluation),
  ]);
  const start = runs.map(({ run }) => firstLoss(run)).find((loss) => loss !== null);
  const from = start === undefined ? [] : [message('commandLine.compare-start', [orDash(start)])];
  return [...from.map(inEnglish), ...tableLines([head, ...rows])];
}

function failureLines({ runs }: Comparison): string[] {
  return runs.flatMap(({ label, run: { state, trace, request } }) => {
    if (state === 'done') return [];
    const counts = [formatCount(trace?.length ?? 0), formatCount(request.steps)];
    return [inEnglish(message('commandLine.compare-ended', [label, state, ...counts]))];
  });
}

/** What went to and fro without getting anywhere, run by run. */
function oscillationLines({ runs }: Comparison): string[] {
  return runs.flatMap(({ label, run: { trace } }) => {
    const said = trace ? oscillationInWords(trace).map(inEnglish) : [];
    return said.length === 0
      ? []
      : [inEnglish(message('commandLine.compare-of', [label, said.join('; ')]))];
  });
}

function sweepBlocks(sweep: Sweep, labels: readonly string[]): string[][] {
  const { grid, seeds, curves } = sweep;
  return curves.map((curve, k) => {
    const title = message('commandLine.compare-sweep', [labels[k]!, grid.name, seeds.length]);
    const spread = seeds.length > 1;
    const head = [
      grid.name,
      ...(spread ? ['median', 'lowest', 'highest'] : ['final loss']),
      '',
      '',
    ];
    return [
      inEnglish(title),
      ...tableLines([head, ...curve.points.map((p) => row(p, curve, spread))]),
    ];
  });
}

function row(point: SweepPoint, { best, atEdge }: SweepCurve, spread: boolean): string[] {
  const { value, median, minimum, maximum, diverged, cells, isDefault, offGrid } = point;
  const marks = [
    point === best && (atEdge ? 'best, at the edge' : 'best'),
    isDefault && (offGrid ? 'default, not of the grid' : 'default'),
  ];
  return [
    short(value),
    ...(spread ? [median, minimum, maximum] : [median]).map(lossOrDash),
    diverged === 0 ? '' : spread ? `${diverged} of ${cells.length} diverged` : 'diverged',
    marks.filter((mark) => mark !== false).join(', '),
  ];
}

/** A run without a final loss counts as Infinity; there is no such loss to show. */
function lossOrDash(loss: number): string {
  return orDash(loss === Infinity ? null : loss);
}

function short(value: number): string {
  return formatNumber(value, 3);
}

function orDash(value: number | null): string {
  return value === null ? '–' : short(value);
}

function countOrDash(count: number | null): string {
  return count === null ? '–' : formatCount(count);
}
