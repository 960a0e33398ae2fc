import type { OptimizerSeries } from '../../optimizers/optimizer';
import type { Leaf } from '../../protocol/leaf';
import type { Derivation, SeriesDeclaration } from '../../protocol/series';
import { mostReadable, statisticSeries, summarized, updateRatio } from '../../protocol/statistics';
import { StepReader, type Step } from './stepReader';
import { Summary, summaryLength } from './summary';

/** The statistics of every leaf at one step, as `statisticSeries` declares them. */
export class LeafStatistics {
  readonly series: SeriesDeclaration[];
  /** How many numbers of a row they are. */
  readonly width: number;
  readonly #quantities: { name: string; derive: Derivation | undefined }[];
  readonly #leaves: readonly number[];
  readonly #hasRatio: boolean;
  readonly #reader: StepReader;
  readonly #summary: Summary;

  /** @param declared all series of the run but these */
  constructor(
    declared: readonly SeriesDeclaration[],
    optimizer: readonly OptimizerSeries[],
    leaves: readonly Pick<Leaf, 'length'>[],
  ) {
    const derivations = new Map(
      optimizer.flatMap(({ name, derive }) => (derive ? [[name, derive] as const] : [])),
    );
    this.series = statisticSeries(declared);
    this.width = this.series.length * leaves.length;
    this.#leaves = leaves.map(({ length }) => length);
    this.#quantities = summarized
      .filter((name) => declared.some((each) => each.name === name && each.per === 'coordinate'))
      .map((name) => ({ name, derive: derivations.get(name) }));
    this.#hasRatio = this.series.some(({ name }) => name === updateRatio);
    this.#reader = new StepReader(derivations);
    this.#summary = new Summary(Math.max(...this.#leaves));
  }

  /** Writes them at `offset`, series by series with one number per leaf. Allocates nothing. */
  write(row: Float64Array, offset: number, step: Step): void {
    const leaves = this.#leaves;
    this.#reader.take(step);
    let [at, thetaNorm] = [offset, 0];
    for (let q = 0; q < this.#quantities.length; q++) {
      const { name, derive } = this.#quantities[q]!;
      if (name === 'theta') thetaNorm = at;
      let first = 0;
      for (let leaf = 0; leaf < leaves.length; leaf++) {
        const length = leaves[leaf]!;
        this.#gather(name, derive, step, first, length);
        this.#summary.write(length, row, at + leaf, leaves.length);
        first += length;
      }
      at += summaryLength * leaves.length;
    }
    if (!this.#hasRatio) return;
    // Δθ is the last of them, and its norm the first of its statistics.
    const updateNorm = at - summaryLength * leaves.length;
    for (let leaf = 0; leaf < leaves.length; leaf++) {
      row[at + leaf] = row[updateNorm + leaf]! / row[thetaNorm + leaf]!;
    }
  }

  /** The values of a quantity over one leaf to where they are summarized. */
  #gather(
    name: string,
    derive: Derivation | undefined,
    step: Step,
    first: number,
    length: number,
  ): void {
    const { values } = this.#summary;
    // Another program may have logged it.
    if (name === 'update' && !step.next[name]) {
      const { theta, after } = step;
      for (let i = 0; i < length; i++) values[i] = after[first + i]! - theta[first + i]!;
    } else if (derive) {
      for (let i = 0; i < length; i++) values[i] = derive(this.#reader, first + i, step.t);
    } else {
      const from =
        name === 'theta' ? step.after : name === 'grad' ? step.gradient : step.next[name]!;
      for (let i = 0; i < length; i++) values[i] = from[first + i]!;
    }
  }
}

/** Statistics where θ has so many coordinates that nobody can read them all. */
export function leafStatistics(
  declared: readonly SeriesDeclaration[],
  optimizer: readonly OptimizerSeries[],
  leaves: readonly Leaf[],
): LeafStatistics | null {
  const coordinates = leaves.reduce((sum, { length }) => sum + length, 0);
  return coordinates > mostReadable ? new LeafStatistics(declared, optimizer, leaves) : null;
}
