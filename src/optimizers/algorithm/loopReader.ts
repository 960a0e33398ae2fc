import type { LoopDeclaration, Reading } from '../formula/loop';
import { namesIn, parseExpression, parseFormula, type Expression } from '../formula/parse';
import { evaluation } from '../formula/interpret';
import type { State } from '../optimizer';
import { powersOf } from '../powers';
import { simplified, type Term } from './line';
import { unwritten, type LoopPlace, type Told } from './told';
import { binding, written } from './write';

interface Arrays {
  updates: Float64Array;
  theta: Float64Array;
  state: State;
  next: State;
}

/** How the field writes what formulas name in letters. */
const symbols: Readonly<Record<string, string>> = {
  ...{ theta: 'θ', delta: 'δ', below: 'denominator', rho: 'ρ', rhoMax: 'ρ∞', factor: 'r' },
};

/**
 * Does what a loop does, at the first coordinate, one assignment after the other, and tells each
 * with the numbers that its names stand for. What the loop was given gets lines of its own in front
 * of the assignment that needs it.
 */
export class LoopReader {
  private readonly assignments;
  private readonly reading: Reading;
  private arrays!: Arrays;
  private given: ReadonlyMap<string, number> = new Map();
  /** What this loop has assigned, but for arrays. */
  private readonly temporaries = new Map<string, number>();
  private readonly assigned = new Set<string>();
  private readonly told = new Set<string>();

  constructor(
    private readonly into: Told,
    private readonly declaration: LoopDeclaration,
    private readonly place: LoopPlace,
  ) {
    this.assignments = parseFormula(declaration.formula);
    this.reading = declaration.reading ?? {};
  }

  read(arrays: Arrays, scalars: readonly number[]): void {
    const { declaration } = this;
    this.arrays = arrays;
    this.given = new Map([
      ...Object.entries(declaration.constants ?? {}),
      ...(declaration.scalars ?? []).map((name, k) => [name, scalars[k]!] as const),
    ]);
    for (const known of [this.temporaries, this.assigned, this.told]) known.clear();
    this.tellUnused();
    for (const { name, value } of this.assignments) this.assign(name, value);
  }

  private assign(name: string, formula: Expression): void {
    const right = simplified(formula, (each) => this.isOne(each));
    const terms = Object.fromEntries(namesIn(right).map((each) => [each, this.term(each)]));
    const value = this.compute(right, terms, this.into.step.precision);
    const isUpdate = name === 'g' || name === 'update';
    const symbol = isUpdate ? (this.reading.makes ?? 'Δθ') : this.symbolOf(name);
    this.into.lines.push({ symbol, right, terms, value, once: false });
    const { updates, next } = this.arrays;
    if (isUpdate) {
      updates[0] = value;
      this.into.content = symbol;
    } else if (this.isSlot(name)) {
      next[name]![0] = value;
      this.into.assigned.add(name);
    } else this.temporaries.set(name, value);
    this.assigned.add(name);
  }

  /** What a name of the loop's own formula stands for here. */
  private term(name: string): Term {
    const { updates, theta, state, next } = this.arrays;
    const symbol = this.symbolOf(name);
    if (name === 'g' || name === 'update') {
      return { symbol: this.into.content, value: updates[0]! };
    }
    if (name === 'theta') return { symbol, value: theta[0]! };
    if (this.temporaries.has(name)) return { symbol, value: this.temporaries.get(name)! };
    if (this.isSlot(name)) {
      return { symbol, value: (this.assigned.has(name) ? next : state)[name]![0]! };
    }
    const value = this.given.get(name)!;
    const inPlace = this.reading.inPlace?.[name];
    if (inPlace !== undefined) {
      const formula = parseExpression(inPlace);
      const terms = this.termsOf(formula);
      // `(−λ)·θ` behind a plus.
      const binds = formula.kind === 'negate' ? 1 : binding(formula);
      return { symbol: written(formula, (each) => terms[each]!, ''), value, binds };
    }
    this.tellWhere(name);
    return { symbol, value };
  }

  /** A line for a number that the loop was given, and for what that is made of. */
  private tellWhere(name: string): void {
    const formula = this.reading.where?.[name];
    const given = this.reading.given?.[name];
    if (this.told.has(name) || (formula === undefined && !given)) return;
    this.told.add(name);
    if (given) {
      const value = given.value(this.into.step.t);
      this.into.lines.push(unwritten(given.symbol, given.formula, value));
      return;
    }
    const right = parseExpression(formula!);
    const terms = this.termsOf(right, name);
    const value = this.valueOfWhere(name);
    this.into.lines.push({ symbol: this.symbolOf(name), right, terms, value, once: true });
  }

  private termsOf(formula: Expression, within?: string): Record<string, Term> {
    return Object.fromEntries(
      namesIn(formula).map((name) => [name, this.termOfWhere(name, name === within)]),
    );
  }

  /** What a name stands for in the formulas of a reading; within its own it is the one before. */
  private termOfWhere(name: string, before: boolean): Term {
    const { t } = this.into.step;
    const { h, rate } = this.place;
    const { where, given } = this.reading;
    if (!before && (where?.[name] !== undefined || given?.[name])) {
      this.tellWhere(name);
      const symbol = given?.[name]?.symbol ?? this.symbolOf(name);
      return { symbol, value: this.valueOfWhere(name) };
    }
    if (name === 't') return { symbol: 't', value: t };
    if (name === 'lr') return { symbol: 'lr', value: rate(t) };
    const base = /^(\w+)_t$/.exec(name)?.[1];
    if (base !== undefined) {
      const beta = Number(h[base]);
      const value = powersOf(beta)(t);
      return { symbol: `${this.symbolOf(base)}ᵗ`, value, numbers: `${beta}^${t}` };
    }
    const slot = this.arrays.state[name];
    return { symbol: this.symbolOf(name), value: slot ? slot[0]! : Number(h[name]) };
  }

  /** As the engine has it, where it has one; else in float64. */
  private valueOfWhere(name: string): number {
    const given = this.reading.given?.[name];
    if (given) return given.value(this.into.step.t);
    if (this.given.has(name)) return this.given.get(name)!;
    const slot = this.arrays.next[name];
    if (slot) return slot[0]!;
    const formula = parseExpression(this.reading.where![name]!);
    return this.compute(formula, this.termsOf(formula, name), 'float64');
  }

  /** What is worth a line though no formula needs it: how far v is trusted, where it is not. */
  private tellUnused(): void {
    const where = this.reading.where ?? {};
    const formulas = [
      ...this.assignments.map(({ value }) => value),
      ...Object.values(where).map(parseExpression),
    ];
    const used = new Set(formulas.flatMap(namesIn));
    const isGiven = (name: string) => this.given.has(name);
    for (const name of Object.keys(where)) {
      if (!used.has(name) && !isGiven(name)) this.tellWhere(name);
    }
  }

  private compute(
    formula: Expression,
    terms: Readonly<Record<string, Term>>,
    precision: 'float32' | 'float64',
  ): number {
    const values = Object.entries(terms).map(([name, { value }]) => [name, value]);
    return evaluation(formula, precision)(Object.fromEntries(values) as Record<string, number>);
  }

  private isOne(name: string): boolean {
    const { inPlace, where } = this.reading;
    return (inPlace?.[name] ?? where?.[name]) === '1';
  }

  private isSlot(name: string): boolean {
    return this.declaration.slots?.includes(name) ?? false;
  }

  private symbolOf(name: string): string {
    const { entry } = this.place;
    const { step } = this.into;
    if (this.isSlot(name) || name in this.arrays.state) return step.symbolOf(name);
    const declared = entry.hyperparameters.find((each) => each.name === name);
    return declared?.symbol ?? symbols[name] ?? name;
  }
}
