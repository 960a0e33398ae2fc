import { leafStatistics, type LeafStatistics } from '../engine/statistics/leafStatistics';
import { makeOptimizer } from '../optimizers/make';
import type { State } from '../optimizers/optimizer';
import type { Leaf } from '../protocol/leaf';
import type { OptimizerSpec } from '../protocol/optimizer';
import { updateSeries, type SeriesDeclaration } from '../protocol/series';
import type { Declared } from './declare';
import type { Layout } from './layout';

/** The statistics of leaves of an imported run, row after row, as the engine has them of its own. */
export class ImportedStatistics {
  readonly series: SeriesDeclaration[];
  readonly #statistics: LeafStatistics;
  readonly #slots: string[];
  readonly #layout: Layout;
  #state: State;
  #theta: Float64Array;
  #step = 0;

  constructor(statistics: LeafStatistics, slots: string[], layout: Layout, start: Float64Array) {
    this.series = statistics.series;
    this.#statistics = statistics;
    this.#slots = slots;
    this.#layout = layout;
    this.#theta = start.slice();
    this.#state = Object.fromEntries(slots.map((slot) => [slot, new Float64Array(start.length)]));
  }

  /** Writes those of a row behind what was logged. */
  write(row: Float64Array, step: number): void {
    const [theta, gradient] = [this.#numbers(row, 'theta'), this.#numbers(row, 'grad')];
    const next = Object.fromEntries(this.#slots.map((slot) => [slot, this.#numbers(row, slot)]));
    // What comes behind a gap has no θ before it that is known.
    if (step !== this.#step + 1) this.#theta.fill(NaN);
    this.#step = step;
    const loss = row[this.#layout.offsets.get('loss') ?? -1] ?? NaN;
    this.#statistics.write(row, this.#layout.rowWidth, {
      ...{ t: step, loss, theta: this.#theta, after: theta, gradient, state: this.#state, next },
    });
    this.#theta = theta.slice();
    this.#state = Object.fromEntries(this.#slots.map((slot) => [slot, next[slot]!.slice()]));
  }

  #numbers(row: Float64Array, series: string): Float64Array {
    const n = this.#layout.coordinates;
    const from = this.#layout.offsets.get(series);
    return from === undefined ? new Float64Array(n).fill(NaN) : row.subarray(from, from + n);
  }
}

/** The series of these statistics; none where all coordinates can be read. */
export function declaredStatistics(
  declared: Declared,
  spec: OptimizerSpec,
  leaves: readonly Leaf[],
): LeafStatistics | null {
  const stored = new Set(declared.stored.map(({ name }) => name));
  const made = spec.optimizer === '' ? null : makeOptimizer(spec, leaves);
  const optimizer = made && 'optimizer' in made ? made.optimizer.series : [];
  const all = [...declared.stored, ...declared.derived];
  const hasUpdate = stored.has('theta') && !stored.has(updateSeries.name);
  return leafStatistics(
    hasUpdate ? [...all, updateSeries] : all,
    optimizer.filter(({ name }) => !stored.has(name)),
    leaves,
  );
}

/** Slots that statistics read: all stored series of coordinates but θ and g. */
export function slotsOf(stored: readonly SeriesDeclaration[]): string[] {
  return stored
    .filter(({ name, per }) => per === 'coordinate' && name !== 'theta' && name !== 'grad')
    .map(({ name }) => name);
}
