import type * as t from '@babel/types';
import type { Lowering } from './lowering';
import type { Variable } from './variables';

/*
 * `return`, `break` and `continue` become flags: what they skip stands in `if (!flag)`. Where a
 * branch leaves for good, what follows goes into the other branch instead, so that most flags are
 * never read and vanish.
 */

/** Where a jump goes. */
export class Target {
  readonly flag: Variable;

  constructor(
    l: Lowering,
    /** How many loops are around what is left. */
    readonly loops: number,
  ) {
    this.flag = l.variable('boolean', true);
  }

  /** Not left yet. */
  reset(l: Lowering): void {
    l.set(this.flag, false);
  }
}

export interface LoopExits {
  labels: string[];
  broken: Target;
  continued: Target;
  /** Whether anything sets `broken`. */
  isBroken: boolean;
  /** `switch` and labelled blocks take `break` alone. */
  isLoop: boolean;
}

/** Whether the end of a piece of code is reached, and which jumps out of it may have been taken. */
export interface Completion {
  falls: boolean;
  exits: Set<Target>;
}

/** The jumps out of either of two branches. */
export const union = (a: Completion, b: Completion) => new Set([...a.exits, ...b.exits]);

export const through = (): Completion => ({ falls: true, exits: new Set() });

/** Jumps to a target, out of all loops on the way. */
export function jump(l: Lowering, target: Target): Completion {
  l.set(target.flag, true);
  const exits = new Set([target]);
  for (let i = target.loops; i < l.loops.length; i++) {
    const loop = l.loops[i]!;
    if (loop.broken === target || loop.continued === target || !loop.isLoop) continue;
    loop.isBroken = true;
    l.set(loop.broken.flag, true);
    exits.add(loop.broken);
  }
  return { falls: false, exits };
}

/** Runs the body of what `break` ends, and takes its own jumps off the list. */
export function withExits(
  l: Lowering,
  labels: string[],
  isLoop: boolean,
  work: (exits: LoopExits) => Completion,
): Completion {
  const exits = openExits(l, labels, isLoop);
  return closeExits(l, exits, work(exits));
}

/** Begins what `break` ends, and `continue` if it is a loop. */
export function openExits(l: Lowering, labels: string[], isLoop: boolean): LoopExits {
  const depth = l.loops.length;
  const [broken, continued] = [new Target(l, depth), new Target(l, depth)];
  broken.reset(l);
  const exits = { labels, broken, continued, isBroken: false, isLoop };
  l.loops.push(exits);
  return exits;
}

/** Ends it: its own jumps lead no further. */
export function closeExits(l: Lowering, exits: LoopExits, done: Completion): Completion {
  l.loops.pop();
  const left = new Set(done.exits);
  const isLeft = left.delete(exits.broken);
  left.delete(exits.continued);
  return { falls: done.falls || isLeft || exits.isLoop, exits: left };
}

/** `break` and `continue`. */
export function leave(l: Lowering, node: t.BreakStatement | t.ContinueStatement): Completion {
  const isBreak = node.type === 'BreakStatement';
  const name = node.label?.name;
  for (const exits of l.loops.slice(l.returns?.target.loops ?? 0).reverse()) {
    const takesBreak = exits.isLoop || exits.labels.includes('switch ');
    const matches = name ? exits.labels.includes(name) : isBreak ? takesBreak : exits.isLoop;
    if (!matches) continue;
    if (isBreak && exits.isLoop) exits.isBroken = true;
    return jump(l, isBreak ? exits.broken : exits.continued);
  }
  return l.declined('such a jump');
}
