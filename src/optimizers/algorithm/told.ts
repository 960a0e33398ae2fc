import { formatNumber } from '../../protocol/number';
import type { Hyperparameters, Precision } from '../../protocol/optimizer';
import type { Loop, LoopDeclaration } from '../formula/loop';
import type { OptimizerEntry } from '../optimizer';
import { line, type Line, type Term } from './line';
import { LoopReader } from './loopReader';

/** Where a loop stands: whose hyper-parameters its formulas name. */
export interface LoopPlace {
  entry: OptimizerEntry;
  h: Hyperparameters;
  /** lr in step t. */
  rate(this: void, t: number): number;
}

/** What is known of the step beside the coordinate that is looked at. */
export interface ToldStep {
  /** As the optimizer counts. */
  t: number;
  precision: Precision;
  /** As they were recorded, since they are of more coordinates than one; NaN where there is none. */
  norm: number;
  trustRatio: number;
  /** As formulas write a slot of the state. */
  symbolOf(this: void, slot: string): string;
}

/**
 * Stands in an optimizer that does one step of one coordinate, and takes down what it does, line
 * by line. Its loops compute with the engine's own formulas, an assignment at a time.
 */
export class Told {
  readonly lines: Line[] = [];
  /** What `updates` holds now, as the field writes it. */
  content = 'g';
  /** Slots that got a new value. */
  readonly assigned = new Set<string>();

  constructor(readonly step: ToldStep) {}

  loop(declaration: LoopDeclaration, place: LoopPlace): Loop {
    const reader = new LoopReader(this, declaration, place);
    return (updates, theta, state, next, ...scalars) =>
      reader.read({ updates, theta, state, next }, scalars);
  }

  norm(): number {
    return this.step.norm;
  }

  trustRatio(): number {
    return this.step.trustRatio;
  }

  round(x: number): number {
    return this.step.precision === 'float32' ? Math.fround(x) : x;
  }

  clipByValue(limit: number, g: number): void {
    const value = g > limit ? limit : g < -limit ? -limit : g;
    this.#tell(clipped('g̃', [-limit, limit], { symbol: this.content, value: g }, value));
  }

  clipByNorm(clip: {
    norm: number;
    limit: number;
    guard: number;
    factor: number;
    g: number;
  }): void {
    const { norm, limit, guard, factor, g } = clip;
    const size = `‖${this.content}‖`;
    const formula = guard > 0 ? 'limit / (norm + guard)' : 'limit / norm';
    const terms = {
      limit: { symbol: String(limit), value: limit },
      norm: { symbol: size, value: norm },
      guard: { symbol: formatNumber(guard), value: guard },
    };
    const scale = { symbol: 'scale', value: factor };
    const given = { symbol: this.content, value: g };
    this.lines.push(unwritten(size, `√(Σ ${this.content}²)`, norm));
    this.lines.push(line('scale', formula, terms, factor));
    // Not `factor < 1`: where the norm is NaN, so is everything.
    if (factor >= 1) this.#tell(line('g̃', 'g', { g: given }, g));
    else this.#tell(line('g̃', 'g * scale', { g: given, scale }, this.round(g * factor)));
  }

  scaleByTrustRatio(ratio: number, u: number): void {
    this.lines.push(unwritten('r', '‖θ‖/‖u‖', ratio));
    const terms = { u: { symbol: 'u', value: u }, r: { symbol: 'r', value: ratio } };
    this.#tell(line('u', 'u * r', terms, this.round(u * ratio)));
  }

  /** What the schedule made of lr. */
  schedule(lr: number, factor: number, rate: number): void {
    const terms = {
      lr: { symbol: String(lr), value: lr },
      factor: { symbol: 'schedule', value: factor },
    };
    this.lines.push({ ...line('lr', 'lr * factor', terms, rate), once: true });
  }

  /** The last lines: where Δθ leads, and what bounds leave of that. */
  move(theta: number, update: number, bounds: readonly [number, number] | null): number {
    const terms = {
      theta: { symbol: 'θ', value: theta },
      update: { symbol: 'Δθ', value: update },
    };
    const after = this.round(theta + update);
    this.lines.push(line('θ', 'theta + update', terms, after));
    if (!bounds) return after;
    const [lower, upper] = bounds;
    const within = after < lower ? lower : after > upper ? upper : after;
    this.lines.push(clipped('θ', bounds, { symbol: 'θ', value: after }, within));
    return within;
  }

  /** What leaves another `updates` behind. */
  #tell(told: Line): void {
    this.lines.push(told);
    this.content = told.symbol;
  }
}

function clipped(
  symbol: string,
  [lower, upper]: readonly [number, number],
  x: Term,
  value: number,
): Line {
  const text = `clip({x}, ${lower}, ${upper})`;
  return { symbol, right: { text }, terms: { x }, value, once: false };
}

/** A number of all coordinates, which stands in the trace. */
export function unwritten(symbol: string, text: string, value: number): Line {
  return { symbol, right: { text }, terms: {}, value, once: false };
}
