import { inEnglish } from '../messages';
import { specOf } from '../protocol/optimizer';
import type { RunError } from '../protocol/run';
import type { Comparison, Entrant, Sweep } from '../session/compare/comparison';
import { firstLoss } from '../session/compare/losses';
import type { Cell } from '../session/compare/sweep';
import { tuningOf } from '../session/compare/tuning';
import { oscillations } from '../session/oscillation';
import { exactDecimal, exactJson } from '../trace/exactNumber';
import { version } from '../../package.json';

/** Everything of a comparison but the traces; numbers are exact, as in a trace. */
export function comparisonAsJson(entrants: readonly Entrant[], comparison: Comparison): string {
  const { runs, losses, sweep } = comparison;
  const labels = entrants.map(({ label }) => label);
  const { objective, steps, seed, minimum } = entrants[0]!.request;
  const written = {
    objective: objective.name,
    steps,
    seed,
    source: `Adamscope ${version}`,
    minimum,
    tuned: sweep !== null,
    remarks: tuningOf(comparison, labels).map(inEnglish),
    losses,
    runs: runs.map(({ label, run, standing }) => ({
      label,
      ...specOf(run.trace?.header ?? run.request),
      state: run.state,
      error: errorOf(run.error),
      steps: run.trace?.length ?? 0,
      startLoss: firstLoss(run),
      ...standing,
      oscillations: run.trace && oscillations(run.trace),
      millisecondsPerEvaluation: run.millisecondsPerEvaluation,
    })),
    sweep: sweep && sweepData(sweep, labels),
  };
  return `${exactJson(written)}\n`;
}

function sweepData({ grid, seeds, curves }: Sweep, labels: readonly string[]): unknown {
  return {
    hyperparameter: grid.name,
    values: grid.values,
    seeds,
    optimizers: curves.map(({ points, best, atEdge }, k) => ({
      label: labels[k]!,
      best: best?.value ?? null,
      atEdge,
      points: points.map(({ cells, ...point }) => ({ ...point, runs: cells.map(cellData) })),
    })),
  };
}

function cellData(cell: Cell): unknown {
  return { ...cell, error: errorOf(cell.error) };
}

function errorOf(error: RunError | null): unknown {
  return error && { message: inEnglish(error.message), step: error.step };
}

/** A row per run; of a sweep its cells, else the runs themselves. Lines end with a newline alone. */
export function comparisonAsCsv(entrants: readonly Entrant[], comparison: Comparison): string {
  const { sweep } = comparison;
  const rows = sweep
    ? sweepRows(
        sweep,
        entrants.map(({ label }) => label),
      )
    : raceRows(comparison);
  return rows.map((cells) => `${cells.map(cellText).join(',')}\n`).join('');
}

type CsvCell = string | number | boolean | null;

function raceRows({ runs, losses }: Comparison): CsvCell[][] {
  const head = ['optimizer', 'state', 'steps', 'finalLoss', 'bestLoss', 'bestStep'];
  const reached = losses.map((loss) => `stepsTo ${exactDecimal(loss)}`);
  return [
    [...head, ...reached, 'distance', 'millisecondsPerEvaluation'],
    ...runs.map(({ label, run, standing: { finalLoss, bestLoss, bestStep, ...rest } }) => [
      ...[label, run.state, run.trace?.length ?? 0, finalLoss, bestLoss, bestStep],
      ...rest.stepsTo,
      ...[rest.distance, run.millisecondsPerEvaluation],
    ]),
  ];
}

function sweepRows({ grid, curves }: Sweep, labels: readonly string[]): CsvCell[][] {
  return [
    ['optimizer', grid.name, 'seed', 'state', 'finalLoss', 'diverged'],
    ...curves.flatMap(({ points }, k) =>
      points.flatMap(({ value, cells }) =>
        cells.map(({ seed, state, finalLoss, diverged }) => [
          ...[labels[k]!, value, seed, state, finalLoss, diverged],
        ]),
      ),
    ),
  ];
}

/** Names of optimizers and states have nothing in them that CSV would have to quote. */
function cellText(cell: CsvCell): string {
  if (cell === null) return '';
  return typeof cell === 'number' ? exactDecimal(cell) : String(cell);
}
