import type { RunState } from '../../src/protocol/run';

/** A hostile objective, and what must become of its run. */
export interface Attack {
  name: string;
  /** Statements of the objective, run at step 21 with `x`, `y`, `f`, and `realm` (the global object) in scope. */
  attack: string;
  /** Statements of its file, before it; they run when the file does. */
  top?: string;
  /** `refused`: nothing of it runs, and why is said at its place. */
  ends: RunState | 'refused';
  /** A pattern of what is said of it, in English. */
  says?: RegExp;
  /** Steps kept; of a run that goes on, all. Where V8 itself ends the process they may be fewer. */
  step?: number;
  /** Milliseconds that one evaluation may take. */
  evaluationTime?: number;
  /** Megabytes. */
  memory?: number;
  /** Takes seconds by itself: for the long counts alone. */
  slow?: boolean;
}

/** Steps of every hostile run. */
export const steps = 40;
/** After so many the attack comes. */
export const untouched = 20;

/** Milliseconds and megabytes, where an attack does not need others. */
export const usual = { evaluationTime: 5000, memory: 200 } as const;
/** Of what never returns. */
export const short = 250;

/** The text of its document. */
export function textOf({ top = '', attack }: Attack): string {
  return `${top}
/**
 * @optimizer adam lr=0.1
 * @steps ${steps}
 */
export function f([x, y] = [-1.2, 1], { step }) {
  if (step === ${untouched + 1}) {
    const realm = f.constructor('return globalThis')();
    ${attack}
  }
  return (1 - x) ** 2 + 100 * (y - x ** 2) ** 2;
}
`;
}

type Row = [name: string, attack: string, more?: Partial<Attack>];

/** Rows of one class, with what they have in common. */
export function attacks(common: Pick<Attack, 'ends'> & Partial<Attack>, rows: Row[]): Attack[] {
  return rows.map(([name, attack, more]) => ({ name, attack, ...common, ...more }));
}
