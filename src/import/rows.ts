import { readName } from './columns/name';
import { targetOf, type Mapping, type Target, type Use } from './columns/mapping';
import { importableSeries } from './columns/vocabulary';
import type { Problems } from './problems';
import { arrayIn, isAbsent, numberIn } from './read/numbers';
import { isList } from './read/flatten';
import type { Cell, Names } from './read/table';

/** Steps beyond this are no count of steps: a time, for instance. */
export const largestStep = 1e9;

/** Takes what rows hold, number by number. */
export interface Taker {
  /** A row of this step begins. */
  begin(step: number, line: number): void;
  /**
   * A cell of the row, which may hold a number, an array, a text in their place, or nothing.
   * @param within the place that the row names, behind those of the target
   */
  cell(target: Target, within: readonly number[], cell: Cell, column: string, line: number): void;
}

/** The columns of one list of names, told apart once. */
interface Plan {
  step: number;
  leaf: number;
  quantity: number;
  indices: number[];
  value: number;
  series: { at: number; target: Target; name: string }[];
}

/** Finds out of each row which numbers it holds, by the mapping. */
export class RowReader {
  readonly #mapping: Mapping;
  readonly #taker: Taker;
  readonly #problems: Problems | null;
  readonly #plans = new WeakMap<Names, Plan>();
  readonly #targets = new Map<string, Target | null>();
  #rows = 0;

  /** @param problems null where they were told before, for a file is read more than once */
  constructor(mapping: Mapping, taker: Taker, problems: Problems | null) {
    this.#mapping = mapping;
    this.#taker = taker;
    this.#problems = problems;
  }

  read(names: Names, cells: readonly Cell[], line: number): void {
    const plan = this.#planOf(names);
    this.#rows++;
    const step =
      plan.step < 0 ? this.#rows : this.#stepIn(cells[plan.step], names[plan.step]!, line);
    if (step === null) return;
    this.#taker.begin(step, line);
    if (this.#mapping.shape === 'wide') {
      for (const { at, target, name } of plan.series) {
        this.#taker.cell(target, nowhere, cells[at], name, line);
      }
    } else this.#readLong(plan, names, cells, line);
  }

  #readLong(plan: Plan, names: Names, cells: readonly Cell[], line: number): void {
    const text = (at: number) => (at < 0 || isAbsent(cells[at]) ? '' : String(cells[at]).trim());
    const [quantity, leaf] = [text(plan.quantity), text(plan.leaf)];
    const within = plan.indices.length === 0 ? nowhere : indicesIn(plan.indices.map(text));
    if (plan.value >= 0) {
      const key = `${quantity}\0${leaf}`;
      let target = this.#targets.get(key);
      if (target === undefined) {
        target = this.#named(quantity, leaf);
        this.#targets.set(key, target);
      }
      const name = names[plan.value]!;
      if (target) {
        this.#taker.cell(target, within, cells[plan.value], name, line);
      } else {
        const about = quantity === '' ? leaf : quantity;
        this.#problems?.add('import.unknown-quantity', about, [about], line);
      }
    }
    for (const { at, target, name } of plan.series) {
      const key = `${name}\0${leaf}\0`;
      let placed = this.#targets.get(key);
      if (placed === undefined) {
        placed = target.leaf === null ? target : { ...target, ...this.#leafOf(leaf) };
        this.#targets.set(key, placed);
      }
      // What the run has once may stand in each of its rows.
      this.#taker.cell(placed!, placed!.leaf === null ? nowhere : within, cells[at], name, line);
    }
  }

  #named(quantity: string, leaf: string): Target | null {
    const { corrections, lowLine } = this.#mapping;
    const named = readName(quantity === '' ? leaf : quantity, corrections, lowLine);
    if (named.series === null || !importableSeries.has(named.series)) return null;
    if (quantity === '') return targetOf(named.series, named.leaf, named.indices);
    const own = this.#leafOf(leaf);
    return targetOf(named.series, [own.leaf, named.leaf].filter((part) => part !== '').join('.'), [
      ...own.indices,
      ...named.indices,
    ]);
  }

  /** `w1[3][2]`: a leaf and a place in it. */
  #leafOf(text: string): { leaf: string; indices: number[] } {
    const brackets = /^(.*?)((?:\[[\d,\s]+\])+)$/.exec(text);
    if (!brackets) return { leaf: text, indices: [] };
    return {
      leaf: brackets[1]!,
      indices: Array.from(brackets[2]!.matchAll(/\d+/g), ([digits]) => Number(digits)),
    };
  }

  #stepIn(cell: Cell, column: string, line: number): number | null {
    const step = numberIn(cell);
    if (step !== undefined && Number.isInteger(step) && step >= 0 && step <= largestStep)
      return step;
    const shown = isAbsent(cell) ? '' : String(cell);
    this.#problems?.add('import.not-a-step', column, [shown, column], line);
    return null;
  }

  #planOf(names: Names): Plan {
    let plan = this.#plans.get(names);
    if (!plan) {
      plan = makePlan(
        names,
        names.map((name) => this.#mapping.useOf(name)),
      );
      this.#plans.set(names, plan);
    }
    return plan;
  }
}

function makePlan(names: Names, uses: readonly Use[]): Plan {
  const first = (kind: Use['kind']) => uses.findIndex((use) => use.kind === kind);
  const taken = new Set<string>();
  return {
    ...{ step: first('step'), leaf: first('leaf'), quantity: first('quantity') },
    value: first('value'),
    indices: uses.flatMap(({ kind }, at) => (kind === 'index' ? [at] : [])),
    series: uses.flatMap((use, at) => {
      if (use.kind !== 'series') return [];
      const { series, leaf, indices } = use.target;
      const key = `${series}\0${leaf ?? ''}\0${indices.join()}`;
      if (taken.has(key)) return [];
      taken.add(key);
      return [{ at, target: use.target, name: names[at]! }];
    }),
  };
}

/** `5`, `5.0`, `3,2`, `[3][2]`, or a number in each of several cells. */
function indicesIn(texts: readonly string[]): readonly number[] {
  return texts.flatMap((text) => {
    if (/^\d{1,9}$/.test(text)) return Number(text);
    return Array.from(text.matchAll(/(\d{1,9})(?:\.0+)?/g), (found) => Number(found[1]));
  });
}

const nowhere: readonly number[] = [];

/** The array in a cell, written as a text or not; null where it holds none. */
export function listIn(cell: Cell): ArrayLike<unknown> | null {
  if (isList(cell)) return cell;
  return typeof cell === 'string' ? (arrayIn(cell) ?? null) : null;
}
