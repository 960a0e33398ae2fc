import { message } from '../messages';
import { makeOptimizer } from '../optimizers/make';
import { findOptimizer } from '../optimizers/registry';
import type { Optimizer, State } from '../optimizers/optimizer';
import type { Message } from '../protocol/message';
import { formatNumber } from '../protocol/number';
import type { OptimizerSpec } from '../protocol/optimizer';
import type { Layout } from './layout';
import { Resolution } from './resolution';

/** Roundings that a step may make on the way from one logged number to the next. */
const roundings = 16;
/** A row of θ is that before the step where all of so many steps say so. */
const enoughLeads = 2;

/** Numbers of a series that tell how finely it is written; the first gradients are often round. */
const enoughNumbers = 256;

interface Difference {
  step: number;
  coordinate: number;
  logged: number;
  computed: number;
}

/**
 * Whether the logged moments, and θ, are what the stated optimizer makes of the logged gradient:
 * each step once more, from the logged state before it, so that no difference adds up. Rows come in
 * order, one at a time.
 */
export class FollowCheck {
  readonly #optimizer: Optimizer;
  readonly #layout: Layout;
  /** State slots that are logged, and θ after the step. */
  readonly #compared: string[];
  readonly #resolutions = new Map<string, Resolution>();
  readonly #parted = new Map<string, Difference>();
  readonly #state: State;
  readonly #next: State;
  /** θ before the step that comes. */
  readonly #theta: Float64Array;
  readonly #after: Float64Array;
  readonly #gradient: Float64Array;
  /** Δθ as it was computed for the row before. */
  readonly #update: Float64Array;
  #waiting: { row: Float64Array; step: number }[] | null = [];
  #step = 0;
  #checked = 0;
  /** Steps whose computed Δθ leads from θ of its row to that of the next one; and that do not. */
  #leads = { yes: 0, no: 0 };

  /** @param start θ before step 1; NaN where it is not logged */
  constructor(optimizer: Optimizer, layout: Layout, start: Float64Array) {
    const n = layout.coordinates;
    this.#optimizer = optimizer;
    this.#layout = layout;
    this.#theta = start.slice();
    this.#after = new Float64Array(n);
    this.#gradient = new Float64Array(n);
    this.#update = new Float64Array(n).fill(NaN);
    this.#state = optimizer.init(start);
    this.#next = optimizer.init(start);
    const slots = Object.keys(this.#state).filter(
      (slot) => layout.offsets.has(slot) && this.#state[slot]!.length === n,
    );
    this.#compared = [...slots, ...(layout.offsets.has('theta') ? ['theta'] : [])];
    for (const name of [...this.#compared, 'grad']) this.#resolutions.set(name, new Resolution());
  }

  /** Takes the row of a step. The first ones wait until it is clear how finely numbers are written. */
  take(row: Float64Array, step: number): void {
    if (!this.#waiting) return this.#takeNow(row, step);
    this.#look(row);
    this.#waiting.push({ row: row.slice(), step });
    if (this.#waiting.length * this.#layout.coordinates >= enoughNumbers) this.#begin();
  }

  #begin(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const { row, step } of waiting) this.#takeNow(row, step);
  }

  #look(row: Float64Array): void {
    for (const [name, resolution] of this.#resolutions) {
      const from = this.#layout.offsets.get(name)!;
      resolution.look(row, from, from + this.#layout.coordinates);
    }
  }

  #takeNow(row: Float64Array, step: number): void {
    this.#look(row);
    const follows = step === this.#step + 1;
    if (follows) this.#check(row, step);
    else for (const slot of Object.values(this.#next)) slot.fill(NaN);
    this.#step = step;
    for (const [slot, values] of Object.entries(this.#state)) {
      if (this.#compared.includes(slot)) this.#read(row, slot, values);
      else values.set(this.#next[slot]!);
    }
    if (this.#compared.includes('theta')) this.#read(row, 'theta', this.#theta);
  }

  /** What was found, in words; null where nothing was logged that could be held against it. */
  messages(): Message[] {
    this.#begin();
    if (this.#compared.length === 0) return [];
    const { spec } = this.#optimizer;
    const title = findOptimizer(spec.optimizer)?.title ?? spec.optimizer;
    if (this.#checked === 0) {
      return [message('import.not-checkable', [title])];
    }
    const isBefore = this.#parted.has('theta') && this.#leads.no === 0;
    const said = [...this.#parted].flatMap(([name, { step, coordinate, logged, computed }]) => {
      if (name === 'theta' && isBefore && this.#leads.yes >= enoughLeads) {
        return [message('import.theta-is-before')];
      }
      const words = [this.#symbolOf(name), title, step, this.#nameOf(coordinate)];
      return [message('import.parts', [...words, ...twoNumbers(logged, computed)])];
    });
    const rest = this.#compared.filter((name) => !this.#parted.has(name));
    if (rest.length > 0) {
      const symbols = rest.map((name) => this.#symbolOf(name)).join(', ');
      said.push(message('import.follows', [symbols, title, this.#checked]));
    }
    return said;
  }

  #check(row: Float64Array, step: number): void {
    this.#read(row, 'grad', this.#gradient);
    if (step > 1) this.#lookAhead(row);
    this.#optimizer.step(this.#theta, this.#gradient, step, this.#state, this.#next, this.#after);
    for (let i = 0; i < this.#update.length; i++) {
      this.#update[i] = this.#after[i]! - this.#theta[i]!;
    }
    this.#checked++;
    for (const name of this.#compared) {
      if (this.#parted.has(name)) continue;
      const found = this.#firstDifference(row, name, step);
      if (found) this.#parted.set(name, found);
    }
  }

  #firstDifference(row: Float64Array, name: string, step: number): Difference | null {
    const isTheta = name === 'theta';
    const [from, computed] = isTheta
      ? [this.#theta, this.#after]
      : [this.#state[name]!, this.#next[name]!];
    const offset = this.#layout.offsets.get(name)!;
    const [own, ofGradient] = [this.#resolutions.get(name)!, this.#resolutions.get('grad')!];
    const relative = Math.max(own.relative, ofGradient.relative);
    for (let i = 0; i < computed.length; i++) {
      const [logged, expected] = [row[offset + i]!, computed[i]!];
      // What is not logged is NaN, and so is what cannot be computed of it.
      if (Object.is(logged, expected) || Number.isNaN(logged) || Number.isNaN(expected)) continue;
      const size = Math.abs(from[i]!) + Math.abs(logged) + Math.abs(expected);
      const steps = isTheta ? 0 : 1 + 2 * Math.abs(this.#gradient[i]!);
      const allowed = roundings * relative * size + 2 * own.absolute + ofGradient.absolute * steps;
      if (!(Math.abs(logged - expected) <= allowed)) {
        return { step, coordinate: i, logged, computed: expected };
      }
    }
    return null;
  }

  /** Whether the step before, had it begun at its own row, has led to this one. */
  #lookAhead(row: Float64Array): void {
    const offset = this.#layout.offsets.get('theta');
    if (offset === undefined) return;
    const resolution = this.#resolutions.get('theta')!;
    for (let i = 0; i < this.#update.length; i++) {
      const [before, now, update] = [this.#theta[i]!, row[offset + i]!, this.#update[i]!];
      if (Number.isNaN(now) || Number.isNaN(before) || Number.isNaN(update) || update === 0)
        continue;
      const exact = resolution.relative * (Math.abs(before) + Math.abs(now)) + resolution.absolute;
      const close = Math.abs(now - before - update) <= 1e-3 * Math.abs(update) + 4 * exact;
      if (close) this.#leads.yes++;
      else this.#leads.no++;
    }
  }

  #read(row: Float64Array, name: string, target: Float64Array): void {
    const from = this.#layout.offsets.get(name)!;
    target.set(row.subarray(from, from + target.length));
  }

  #symbolOf(name: string): string {
    if (name === 'theta') return 'θ';
    return this.#optimizer.series.find((series) => series.name === name)?.symbol ?? name;
  }

  #nameOf(coordinate: number): string {
    let left = coordinate;
    for (const { length, coordinates } of this.#layout.leaves) {
      if (left < length) return coordinates[left]!;
      left -= length;
    }
    return String(coordinate);
  }
}

/** The check of a run; null where nothing was stated, or nothing is there to begin with. */
export function followCheck(
  spec: OptimizerSpec,
  layout: Layout,
  start: Float64Array,
): FollowCheck | null {
  if (spec.optimizer === '' || !layout.offsets.has('grad')) return null;
  const made = makeOptimizer(spec, layout.leaves);
  return 'problems' in made ? null : new FollowCheck(made.optimizer, layout, start);
}

/** With as many digits as it takes to tell them apart, seven at least. */
function twoNumbers(a: number, b: number): [string, string] {
  for (let digits = 7; digits < 17; digits++) {
    const pair: [string, string] = [formatNumber(a, digits), formatNumber(b, digits)];
    if (pair[0] !== pair[1]) return pair;
  }
  return [String(a), String(b)];
}
