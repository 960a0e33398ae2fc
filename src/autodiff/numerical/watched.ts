import { message } from '../../messages';
import type { Leaf } from '../../protocol/leaf';
import type { Message, Place } from '../../protocol/message';
import type { GradientSource } from '../../protocol/run';
import { ObjectiveError } from '../objectiveError';
import type { Program } from '../program';
import type { SecondOrder } from '../second/recorded';
import { foreign } from '../unsupported';
import { NumericalProgram } from './program';
import { isContradicted } from './unseen';

/** The tape, telling of each number that leaves what it differentiates. */
export interface Watchable extends Program {
  watched(
    theta: Float64Array,
    t: number,
    gradient: Float64Array,
    whenLost: (place: () => Place | undefined) => void,
  ): number;
  secondOrder(): SecondOrder;
}

/** Losses of one evaluation whose places are looked at; a stack trace each. */
const mostPlaces = 16;

/**
 * The tape for a run. What built-in code does with numbers has no gradient to lose at the start, as
 * far as the start tells; later it may. So where numbers leave the tape at a place where they did not
 * before, differences tell whether its gradient is still that of the objective; and once more at
 * steps 2, 4, 8 …, since it may only happen to be 0 where it is first looked at. If it is not, the
 * run goes on by differences.
 */
export class WatchedProgram implements Program {
  readonly leaves: Leaf[];
  readonly start: Float64Array;
  private numerical: NumericalProgram | null = null;
  private readonly known = new Set<string>();
  private places = new Map<string, Place | undefined>();

  /**
   * @param again is called before each evaluation but the first of a gradient
   * @param from of a run that is computed once more: the step from which its gradient was numerical;
   * Infinity: it never was
   */
  constructor(
    private readonly tape: Watchable,
    private readonly again: () => void,
    private readonly from?: number,
  ) {
    this.leaves = tape.leaves;
    this.start = tape.start;
  }

  get gradientSource(): GradientSource {
    return this.numerical ? 'numerical' : 'tape';
  }

  get declined(): Message | undefined {
    return this.numerical?.declined ?? this.tape.declined;
  }

  valueAndGradient(theta: Float64Array, t: number, gradient: Float64Array): number {
    if (this.numerical) return this.numerical.valueAndGradient(theta, t, gradient);
    if (this.from !== undefined) return this.onceMore(theta, t, gradient, this.from);
    this.places = new Map();
    let value: number;
    try {
      value = this.tape.watched(theta, t, gradient, this.whenLost);
    } catch (error) {
      const isRefused = error instanceof ObjectiveError && error.said.code === foreign.refused;
      if (!isRefused) throw error;
      const { arguments: args, place } = error.said;
      return this.goOn(
        message('gradient.numerical-memory-from', [...args, t], place),
        theta,
        t,
        gradient,
      );
    }
    if (this.places.size === 0) return value;
    const place = this.suspect({ theta, t, value, gradient });
    if (place === null) return value;
    return this.goOn(message('gradient.numerical-lost-from', [t], place.at), theta, t, gradient);
  }

  value(theta: Float64Array, t: number): number {
    return this.tape.value(theta, t);
  }

  examine(theta: Float64Array, t: number): Message[] {
    return (this.numerical ?? this.tape).examine(theta, t);
  }

  secondOrder(): SecondOrder {
    return this.tape.secondOrder();
  }

  private readonly whenLost = (placeOf: () => Place | undefined): void => {
    if (this.places.size === mostPlaces) return;
    const place = placeOf();
    this.places.set(place ? `${place.file}:${place.line}:${place.column}` : '', place);
  };

  /** A place at which the gradient was lost; null where there is none, as far as differences tell. */
  private suspect(seen: Parameters<typeof isContradicted>[1]): { at: Place | undefined } | null {
    const isNew = [...this.places.keys()].find((key) => !this.known.has(key));
    const isDue = Math.log2(seen.t) % 1 === 0;
    if (isNew === undefined && !isDue) return null;
    for (const key of this.places.keys()) this.known.add(key);
    if (!isContradicted(this.tape, seen, this.again)) return null;
    return { at: this.places.get(isNew ?? this.places.keys().next().value!) };
  }

  private onceMore(theta: Float64Array, t: number, gradient: Float64Array, from: number): number {
    if (t < from) return this.tape.valueAndGradient(theta, t, gradient);
    return this.goOn(message('gradient.numerical-lost-from', [from]), theta, t, gradient);
  }

  /** By differences, from here on. */
  private goOn(said: Message, theta: Float64Array, t: number, gradient: Float64Array): number {
    this.numerical = new NumericalProgram(this.tape, said, this.again);
    this.again();
    return this.numerical.valueAndGradient(theta, t, gradient);
  }
}
