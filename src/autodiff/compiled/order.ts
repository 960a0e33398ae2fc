import { isMadeIn } from './fuse';
import { blocksOf, type For, type Statement } from './ir';
import type { Block, Memory, Variable } from './variables';

/** Places outside of a loop that it writes to, and how. */
class Effects {
  private readonly places = new Map<Variable | Memory, { writes: number; inBody: number }>();
  private readonly read = new Set<Variable | Memory>();
  /** The order of something else matters. */
  private isOrdered = false;

  constructor(private readonly loop: For) {
    this.look(loop.body, false);
  }

  /**
   * Whether its iterations may run abreast. Then a place outside is written to by one statement
   * alone, which no loop inside repeats; of sums there may be several in the body itself.
   */
  get areIndifferent(): boolean {
    if (this.isOrdered) return false;
    for (const [place, { writes, inBody }] of this.places) {
      if (this.read.has(place)) return false;
      if (writes > 1 && !('definition' in place && inBody === writes)) return false;
    }
    return true;
  }

  private look(block: Block, isRepeated: boolean): void {
    for (const s of block.statements) {
      this.see(s, isRepeated);
      const isLoop = s.kind === 'for' || s.kind === 'loop';
      for (const inner of blocksOf(s)) this.look(inner, isRepeated || isLoop);
    }
  }

  private isOwn(variable: Variable): boolean {
    return variable.block.isWithin(this.loop.body);
  }

  private see(s: Statement, isRepeated: boolean): void {
    switch (s.kind) {
      case 'define':
        if (s.operation.endsWith('Random')) this.isOrdered = true;
        return;
      case 'read':
        if (!this.isOwn(s.variable)) this.read.add(s.variable);
        return;
      case 'load':
        this.read.add(s.address.memory.root);
        return;
      case 'set':
        if (!this.isOwn(s.variable)) this.isOrdered = true;
        return;
      case 'accumulate':
        if (!this.isOwn(s.variable)) this.write(s.variable, s, isRepeated);
        return;
      case 'store':
      case 'accumulate-store': {
        const { root } = s.address.memory;
        if (!isMadeIn(root, this.loop)) this.write(root, s, isRepeated);
        return;
      }
      case 'allocate':
        // Where an array that grows lies depends on when it was made.
        if (s.site >= 0) this.isOrdered = true;
        return;
      case 'store-length':
        if (!isMadeIn(s.memory.root, this.loop)) this.isOrdered = true;
        return;
      case 'sort':
        if (!isMadeIn(s.order.memory.root, this.loop)) this.isOrdered = true;
        return;
      case 'flow':
        if (!this.isOwn(s.from)) this.isOrdered = true;
        return;
    }
  }

  private write(place: Variable | Memory, s: Statement, isRepeated: boolean): void {
    const isPointer = 'value' in s && typeof s.value === 'object' && s.value.isPointer;
    if (isRepeated || isPointer) this.isOrdered = true;
    const known = this.places.get(place) ?? { writes: 0, inBody: 0 };
    known.writes++;
    if (this.loop.body.statements.includes(s)) known.inBody++;
    this.places.set(place, known);
  }
}

/**
 * Whether the iterations of a loop may run abreast, statement by statement: nothing that one of them
 * writes is read by another, and what all of them write to takes it in their order.
 */
export function isIndifferent(loop: For): boolean {
  return new Effects(loop).areIndifferent;
}
