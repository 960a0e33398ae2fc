import type { Lowering } from './lowering';
import type { Variable } from './ir';

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
