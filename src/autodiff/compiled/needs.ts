import { hasAdjoint } from './activity';
import type { Fusions } from './fuse';
import { everyStatement, operandsOf, type For, type Statement } from './ir';
import { type Block, type Operand, Variable } from './variables';
import { operations, partialOf } from './operations';

/**
 * What the adjoint sweep reads of the forward sweep, and how it comes by it: numbers outside loops
 * (or in a loop whose adjoint runs within it) are still there; in other loops they are worked out
 * again where that is cheap, or kept on the stack.
 */
export class Needs {
  readonly kept = new Set<Variable>();
  /** Per block, in the order of their definition. */
  readonly stacked = new Map<Block, Variable[]>();
  readonly redone = new Map<Block, Statement[]>();
  /** The most numbers that one block puts onto the stack. */
  widest = 0;
  private readonly seen = new Set<Variable>();
  private readonly read = new Set<Variable>();
  private readonly mutables = new Map<Block, Variable[]>();
  private readonly keptByScope = new Map<Block, Variable[]>();

  constructor(
    private readonly top: Block,
    private readonly fusions: Fusions,
  ) {
    for (const s of everyStatement(top)) if (hasAdjoint(s)) this.addNeedsOf(s);
    const mutables = new Set<Variable>();
    for (const s of everyStatement(top)) {
      for (const each of operandsOf(s)) if (each instanceof Variable) this.read.add(each);
      if (s.kind === 'set' || s.kind === 'accumulate') mutables.add(s.variable);
    }
    for (const each of mutables) enter(this.mutables, this.scopeOf(each.block), each);
    for (const each of this.kept) enter(this.keptByScope, this.scopeOf(each.block), each);
    for (const each of this.stacked.values()) this.widest = Math.max(this.widest, each.length);
    const order = new Map<Statement, number>();
    let count = 0;
    for (const s of everyStatement(top)) order.set(s, count++);
    for (const list of this.redone.values()) list.sort((a, b) => order.get(a)! - order.get(b)!);
  }

  /** The block whose run is the life of a temporary: a loop's body, or the whole program. */
  scopeOf(block: Block): Block {
    for (let at = block; ; at = at.parent!) if (at.loop || at === this.top) return at;
  }

  /** Whether the adjoint of a block runs while its numbers are still there. */
  isKept(scope: Block): boolean {
    return scope === this.top || this.fusions.has(scope.loop!);
  }

  /** Whether either sweep reads a temporary. */
  isUsed(variable: Variable): boolean {
    return this.read.has(variable) || this.seen.has(variable);
  }

  mutablesOf(scope: Block): Variable[] {
    return this.mutables.get(scope) ?? [];
  }

  keptIn(scope: Block): Variable[] {
    return this.keptByScope.get(scope) ?? [];
  }

  private addNeedsOf(s: Statement): void {
    switch (s.kind) {
      case 'define':
        s.args.forEach((arg, i) => {
          if (!(arg instanceof Variable) || !arg.active) return;
          for (const need of partialOf(s.operation, i, s.args.length)?.needs ?? []) {
            this.need(need === 'r' ? s.target : s.args[need]!);
          }
        });
        return;
      case 'load':
      case 'store':
      case 'accumulate-store':
        this.need(s.address.base);
        this.need(s.address.index);
        return;
      case 'flow':
        return this.need(s.weight);
      case 'if':
        return this.need(s.condition);
      case 'for':
        if (this.fusions.has(s)) return;
        this.need(s.from);
        if (lastOf(s) === null) this.need(endsBelow(s) ? s.to : s.end);
        return;
      case 'loop':
        if (!this.fusions.has(s)) this.need(s.count);
        return;
    }
  }

  private need(operand: Operand): void {
    if (!(operand instanceof Variable) || this.seen.has(operand)) return;
    this.seen.add(operand);
    if (isIndex(operand)) return;
    if (this.isKept(this.scopeOf(operand.block))) {
      this.kept.add(operand);
      return;
    }
    const { block, definition } = operand;
    if (this.costOf(operand) <= mostAgain) {
      enter(this.redone, block, definition!);
      operandsAgain(definition!).forEach((each) => this.need(each));
    } else {
      enter(this.stacked, block, operand);
    }
  }

  /** Operations to have a number again; ∞ where it cannot be had again. */
  private costOf(operand: Operand): number {
    if (!(operand instanceof Variable) || isIndex(operand)) return 0;
    if (this.isKept(this.scopeOf(operand.block))) return 0;
    const { definition } = operand;
    if (!definition || !isRepeatable(definition)) return Infinity;
    let cost = 1;
    for (const each of operandsAgain(definition)) {
      cost += Math.min(fromStack, this.costOf(each));
      if (cost > mostAgain) return Infinity;
    }
    return cost;
  }
}

function enter<Key, Each>(lists: Map<Key, Each[]>, key: Key, each: Each): void {
  const list = lists.get(key);
  if (list) list.push(each);
  else lists.set(key, [each]);
}

const mostAgain = 4;
const fromStack = 2;

function isIndex(variable: Variable): boolean {
  return variable.definition?.kind === 'for' && variable.definition.index === variable;
}

/** Whether the last index of a loop is one less than its bound. */
export function endsBelow(loop: For): boolean {
  const isWhole = typeof loop.to === 'object' ? loop.to.isInteger : Number.isInteger(loop.to);
  return loop.test === '<' && loop.step === 1 && isWhole && loop.broken === null;
}

/** The last index of a loop, where that is a constant. */
export function lastOf({ from, to, test, step, broken }: For): number | null {
  if (typeof from !== 'number' || typeof to !== 'number' || test !== '<' || broken) return null;
  return from + step * (Math.ceil((to - from) / step) - 1);
}

function isRepeatable(s: Statement): boolean {
  if (s.kind === 'define') return operations[s.operation].isCheap;
  if (s.kind !== 'load' || s.checksHole) return false;
  return !s.address.memory.root.overwritten;
}

function operandsAgain(s: Statement): Operand[] {
  if (s.kind === 'define') return s.args;
  return s.kind === 'load' ? [s.address.base, s.address.index] : [];
}
