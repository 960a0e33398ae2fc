import { completeOptimizer } from '../../optimizers/complete';
import type { Message } from '../../protocol/message';
import type { RunError } from '../../protocol/run';
import type { Run, RunRequest } from '../run';
import { placeOf, type Grid } from './grid';
import { isDiverged } from './diverged';
import { finalLossOf } from './losses';
import { drawsRandomNumbers } from './random';

/** What is kept of one run of a sweep. */
export interface Cell {
  seed: number;
  state: Run['state'];
  error: RunError | null;
  /** f at the last θ; null where there is none. */
  finalLoss: number | null;
  diverged: boolean;
}

/** All runs of one optimizer at one value, and how their final losses spread over the seeds. */
export interface SweepPoint {
  value: number;
  cells: Cell[];
  /** Of the final losses; a run that diverged, or that ended without one, counts as Infinity. */
  median: number;
  minimum: number;
  maximum: number;
  /** How many of the runs diverged. */
  diverged: number;
  /** The value that the optimizer has without a sweep. */
  isDefault: boolean;
  /** The default where it is none of the grid's values: shown, but it cannot win. */
  offGrid: boolean;
}

/** Final loss of one optimizer against the swept hyper-parameter. */
export interface SweepCurve {
  /** Ascending by value. */
  points: SweepPoint[];
  /** The point of the grid with the lowest median; null where every one is Infinity. */
  best: SweepPoint | null;
  /** The best stands at an end of the grid: a better one may lie beyond it. */
  atEdge: boolean;
}

/** What one optimizer is swept over: a run for every value and seed, the seeds of a value side by side. */
export interface SweepShape {
  grid: Grid;
  default: number | null;
  values: number[];
  seeds: number[];
}

/** The runs of one optimizer's sweep, before they are run. */
export interface SweepPlan extends SweepShape {
  requests: RunRequest[];
}

/** How many runs there are in an optimizer's sweep. */
export function runsIn({ values, seeds }: SweepShape): number {
  return values.length * seeds.length;
}

/**
 * The same values and seeds for every optimizer, and its own default beside them. `seeds` is how
 * many, from the request's own on; an objective that draws no random numbers needs only that one.
 */
export function planSweep(
  request: RunRequest,
  grid: Grid,
  seeds: number,
): SweepPlan | { problems: Message[] } {
  const name = placeOf(grid.name, request.hyperparameters);
  const problems = new Map<string, Message>();
  for (const value of grid.values) {
    const hyperparameters = { ...request.hyperparameters, [name]: value };
    const made = completeOptimizer({ ...request, hyperparameters });
    if ('problems' in made) for (const said of made.problems) problems.set(said.code, said);
  }
  if (problems.size > 0) return { problems: [...problems.values()] };
  const own = request.hyperparameters[name];
  const usual = typeof own === 'number' ? own : null;
  const added = usual === null || grid.values.includes(usual) ? [] : [usual];
  const values = [...grid.values, ...added].sort((a, b) => a - b);
  const count = drawsRandomNumbers(request) ? seeds : 1;
  const used = Array.from({ length: count }, (_, k) => request.seed + k);
  const requests = values.flatMap((value) =>
    used.map((seed) => withValue({ ...request, seed }, grid, value)),
  );
  return { grid, default: usual, values, seeds: used, requests };
}

/** The request with another value of the swept hyper-parameter. */
export function withValue(request: RunRequest, { name }: Grid, value: number): RunRequest {
  const { hyperparameters } = request;
  return {
    ...request,
    hyperparameters: { ...hyperparameters, [placeOf(name, hyperparameters)]: value },
  };
}

export function cellOf(run: Run): Cell {
  const { state, error, request } = run;
  const finalLoss = finalLossOf(run);
  return { seed: request.seed, state, error, finalLoss, diverged: isDiverged(run) };
}

/**
 * @param cells in the order of the plan's runs; an interrupted sweep has gaps, and no points
 *   where it has nothing
 */
export function sweepCurve(plan: SweepShape, cells: readonly (Cell | undefined)[]): SweepCurve {
  const { grid, values, seeds } = plan;
  const points = values.flatMap((value, k): SweepPoint[] => {
    const of = cells.slice(k * seeds.length, (k + 1) * seeds.length);
    const own = of.filter((cell) => cell !== undefined);
    if (own.length === 0) return [];
    const point = {
      value,
      cells: own,
      ...spread(own.map(scoreOf)),
      diverged: own.filter(({ diverged }) => diverged).length,
      isDefault: value === plan.default,
      offGrid: !grid.values.includes(value),
    };
    return [point];
  });
  let best: SweepPoint | null = null;
  for (const point of points) {
    if (!point.offGrid && point.median < (best?.median ?? Infinity)) best = point;
  }
  const ends = [grid.values[0], grid.values.at(-1)];
  return { points, best, atEdge: best !== null && ends.includes(best.value) };
}

function scoreOf({ state, finalLoss, diverged }: Cell): number {
  return state !== 'done' || diverged ? Infinity : (finalLoss ?? Infinity);
}

function spread(scores: number[]): { median: number; minimum: number; maximum: number } {
  const sorted = scores.sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const [low, high] = [sorted[Math.floor(middle)]!, sorted[Math.ceil(middle)]!];
  // Two infinities have no difference.
  const median = low === high ? low : low + (high - low) / 2;
  return { median, minimum: sorted[0]!, maximum: sorted.at(-1)! };
}
