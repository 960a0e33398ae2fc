import { preview } from '../../autodiff/preview';
import { message } from '../../messages';
import type { Making, State, Transform } from '../../optimizers/optimizer';
import type { OwnOptimizer } from '../../optimizers/own';
import { absent, stored } from '../../optimizers/series';
import type { Leaf } from '../../protocol/leaf';
import type { OptimizerBundle } from '../../protocol/objective';
import type { AbsentSeries } from '../../protocol/series';
import { Pair, type PairOptions } from './pair';
import {
  copyNumbers,
  handOut,
  isRecord,
  refuse,
  slotsOf,
  stateForm,
  takeIn,
  type Slot,
} from './slots';

/**
 * The user's own optimizer as one of ours. Throws ObjectiveError where its code fails or is no
 * `(init, update)` pair.
 *
 * @param leaves those of θ, whose names errors use
 */
export function ownOptimizer(
  bundle: OptimizerBundle,
  leaves: readonly Leaf[],
  start: Float64Array,
  options: PairOptions,
): OwnOptimizer {
  const pair = new Pair(bundle, options);
  return {
    usual: pair.usual,
    create(making) {
      const own = new OwnTransform(pair, making, leaves, start);
      return {
        init: (theta) => own.init(theta),
        update: (...args) => own.update(...args),
        series: own.series,
        absent: own.absent,
      };
    },
  };
}

type Call = (...args: unknown[]) => unknown;

/** Calls the user's functions with copies, believes nothing they return, and copies that. */
class OwnTransform implements Transform {
  readonly series;
  readonly absent;
  private readonly slots: Slot[];
  private readonly leafLengths: readonly number[];
  /** The leaves' names are known where θ is not divided into groups. */
  private readonly leaves: readonly Leaf[] | null;

  constructor(
    private readonly pair: Pair,
    private readonly making: Making,
    leaves: readonly Leaf[],
    start: Float64Array,
  ) {
    const { size, leafLengths } = making.layout;
    this.leaves = size === start.length ? leaves : null;
    this.leafLengths = Object.freeze([...leafLengths]);
    const lengths = { coordinates: size, leaves: leafLengths.length };
    this.slots = pair.during('init', 0, (init) => {
      const state = this.initial(init, this.leaves ? start : new Float64Array(size));
      return slotsOf(state, lengths, pair.placeOf.init);
    });
    this.series = this.slots.map(({ name, length }) =>
      stored(name, name, { per: length === size ? 'coordinate' : length === 1 ? 'run' : 'leaf' }),
    );
    this.absent = absentBeside(this.slots);
  }

  init(theta: Float64Array): State {
    const state = Object.fromEntries(
      this.slots.map(({ name, length }) => [name, new Float64Array(length)]),
    );
    this.pair.during('init', 0, (init) => {
      const given = this.initial(init, theta);
      if (!isRecord(given)) {
        throw refuse('own.returned', ['init', stateForm, preview(given)], this.pair.placeOf.init);
      }
      takeIn(given, this.slots, state, this.about('init', 0));
    });
    return state;
  }

  update(...args: Parameters<Transform['update']>): void {
    this.pair.during('update', args[2], (update) => this.step(update, ...args));
  }

  private step(call: Call, ...[updates, theta, t, state, next]: Parameters<Transform['update']>) {
    const { pair, slots } = this;
    const place = pair.placeOf.update;
    const given: Record<string, unknown> = {};
    for (const slot of slots) given[slot.name] = handOut(slot, state[slot.name]!);
    const g = Float64Array.from(updates);
    const own = Float64Array.from(theta);
    const h = Object.freeze(this.hyperparameters(t));
    const rest = { t, state: Object.freeze(given), h, leaves: this.leafLengths };
    const returned = call(Object.freeze({ g, theta: own, ...rest }));

    this.compare('g', g, updates, t);
    this.compare('theta', own, theta, t);
    for (const { name, form } of slots) {
      if (form !== 'Float64Array') continue;
      this.compare(`state.${name}`, given[name] as Float64Array, state[name]!, t);
    }
    if (!isRecord(returned))
      throw refuse(
        'own.returned-in-step',
        ['update', '{ update, state }', preview(returned), t],
        place,
      );
    const { update, state: after } = returned;
    const isNumbers = Array.isArray(update) || update instanceof Float64Array;
    if (!isNumbers || update.length !== updates.length) {
      const wanted = `update: ${updates.length} × number`;
      throw refuse('own.returned-in-step', ['update', wanted, preview(update), t], place);
    }
    if (!isRecord(after)) {
      if (after !== undefined || slots.length > 0) {
        throw refuse(
          'own.returned-in-step',
          ['update', `state: ${stateForm}`, preview(after), t],
          place,
        );
      }
    } else takeIn(after, slots, next, this.about('update', t));
    copyNumbers(update as number[] | Float64Array, updates, 'Δθ', this.about('update', t));
  }

  private initial(init: Call, theta: Float64Array): unknown {
    const given = Float64Array.from(theta);
    const about = Object.freeze({
      h: Object.freeze(this.hyperparameters(1)),
      leaves: this.leafLengths,
    });
    const state = init(given, about);
    this.compare('theta', given, theta, 0);
    return state;
  }

  /** As they are in step t: with the schedule's learning rate. */
  private hyperparameters(t: number): Record<string, unknown> {
    const { h, rate } = this.making;
    return 'lr' in h ? { ...h, lr: rate(t) } : { ...h };
  }

  /** What the user was lent must be as it was. */
  private compare(name: string, lent: Float64Array, kept: Float64Array, t: number): void {
    if (kept.every((value, i) => Object.is(value, lent[i]))) return;
    const by = t === 0 ? 'init' : 'update';
    throw refuse('own.mutates', [by, name, t], this.pair.placeOf[by]);
  }

  private about(by: 'init' | 'update', step: number) {
    return {
      place: this.pair.placeOf[by],
      step,
      ownerOf: (length: number, index: number) => this.ownerOf(length, index),
    };
  }

  private ownerOf(length: number, index: number): string {
    const { leaves, making } = this;
    const { size } = making.layout;
    if (length !== size) return length === 1 ? 'θ' : (leaves?.[index]?.name ?? `[${index}]`);
    return leaves?.flatMap(({ coordinates }) => coordinates)[index] ?? `[${index}]`;
  }
}

/** What people look for beside the user's slots. */
function absentBeside(slots: readonly Slot[]): AbsentSeries[] {
  const has = (name: string) => slots.some((slot) => slot.name === name);
  const names = ['m', 'v', 'mHat', 'vHat'] as const;
  return [
    { name: 'effectiveLearningRate', symbol: 'lr eff', reason: message('absent.own') },
    ...names.filter((name) => !has(name)).map((name) => absent(name, 'absent.own-slot')),
  ];
}
