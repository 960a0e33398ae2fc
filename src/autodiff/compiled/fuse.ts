import { hasAdjoint } from './activity';
import { blocksOf, everyStatement, operandsOf, type For, type Loop, type Statement } from './ir';
import { type Block, type Memory, type Operand, Variable } from './variables';

/*
 * A loop that only adds to a sum whose adjoint is known beforehand, as in `loss += …; return loss /
 * n`, needs no second loop: the adjoint of each iteration runs right behind it, on numbers that are
 * still there. This is how gradients are written by hand.
 */

/** The adjoint of a variable as a constant; null where it is not known beforehand. */
type Known = Map<Variable, number | null>;

export interface Fused {
  /** Of each sum that the loop adds to. */
  adjoints: Map<Variable, number>;
}

export type Fusions = Map<For | Loop, Fused>;

export function findFusions(top: Block, result: Operand): Fusions {
  const fusions: Fusions = new Map();
  const known: Known = new Map();
  if (typeof result === 'object') known.set(result, 1);
  const lasts = lastWrites(top);
  goBack(top, known, { fusions, ...lasts });
  return fusions;
}

interface Search {
  fusions: Fusions;
  order: Map<Statement, number>;
  /** Where a variable or a class of memory is last written to. */
  last: Map<Variable | Memory, number>;
}

function lastWrites(top: Block): Omit<Search, 'fusions'> {
  const order = new Map<Statement, number>();
  const last = new Map<Variable | Memory, number>();
  for (const s of everyStatement(top)) {
    order.set(s, order.size);
    if (s.kind === 'set' || s.kind === 'accumulate') last.set(s.variable, order.size);
    if (s.kind === 'store' || s.kind === 'accumulate-store') {
      last.set(s.address.memory.root, order.size);
    }
  }
  return { order, last };
}

/** From the last statement to the first, as the adjoint sweep goes. */
function goBack(block: Block, known: Known, search: Search): void {
  for (let i = block.statements.length - 1; i >= 0; i--) {
    const s = block.statements[i]!;
    if (hasAdjoint(s)) step(s, known, search);
  }
}

function add(known: Known, to: Operand, by: number | null | undefined): void {
  if (!(to instanceof Variable) || !to.active || by === undefined) return;
  const before = known.get(to);
  known.set(to, by === null || before === null ? null : (before ?? 0) + by);
}

function take(known: Known, of: Variable): number | null | undefined {
  const adjoint = known.get(of);
  known.delete(of);
  return adjoint;
}

function step(s: Statement, known: Known, search: Search): void {
  switch (s.kind) {
    case 'define': {
      const adjoint = take(known, s.target);
      s.args.forEach((arg, i) => add(known, arg, passed(s.operation, s.args, i, adjoint)));
      return;
    }
    case 'read':
      return add(known, s.variable, take(known, s.target));
    case 'set':
      return add(known, s.value, take(known, s.variable));
    case 'accumulate': {
      const adjoint = known.get(s.variable);
      return add(known, s.value, adjoint && s.sign === '-' ? -adjoint : adjoint);
    }
    case 'load':
      known.delete(s.target);
      return;
    case 'store':
    case 'accumulate-store':
      return add(known, s.value, null);
    case 'flow':
      return add(known, s.to, null);
    case 'if': {
      const [a, b] = [new Map(known), new Map(known)];
      goBack(s.then, a, search);
      goBack(s.otherwise, b, search);
      for (const each of new Set([...known.keys(), ...a.keys(), ...b.keys()])) {
        const [x, y] = [a.get(each), b.get(each)];
        if (x === undefined && y === undefined) known.delete(each);
        else known.set(each, x === y ? x! : null);
      }
      return;
    }
    case 'for':
    case 'loop': {
      const adjoints = fusable(s, known, search);
      if (adjoints) {
        search.fusions.set(s, { adjoints });
        goBack(s.body, new Map(adjoints), search);
      }
      return forget(s, known);
    }
  }
}

/** What arrives at an argument, where the partial derivative is a constant. */
function passed(
  operation: string,
  args: Operand[],
  index: number,
  adjoint: number | null | undefined,
): number | null | undefined {
  if (adjoint === undefined) return undefined;
  if (adjoint === null) return null;
  const other = args[1 - index];
  switch (operation) {
    case 'add':
      return adjoint;
    case 'sub':
      return index === 0 ? adjoint : -adjoint;
    case 'neg':
      return -adjoint;
    case 'mul':
      return typeof other === 'number' ? adjoint * other : null;
    case 'div':
      return index === 0 && typeof other === 'number' ? adjoint / other : null;
    default:
      return null;
  }
}

/** The adjoints of the sums, where the loop does nothing else that lasts; else null. */
function fusable(
  loop: For | Loop,
  known: Known,
  { order, last }: Search,
): Map<Variable, number> | null {
  const adjoints = new Map<Variable, number>();
  const isWrittenLater = (what: Variable | Memory) => (last.get(what) ?? 0) > order.get(loop)!;
  const isOwn = (variable: Variable) => variable.block.isWithin(loop.body);
  for (const inner of blocksOf(loop)) {
    for (const s of everyStatement(inner)) {
      switch (s.kind) {
        case 'accumulate': {
          if (!s.variable.active || isOwn(s.variable)) break;
          const adjoint = known.get(s.variable);
          if (typeof adjoint !== 'number') return null;
          adjoints.set(s.variable, adjoint);
          break;
        }
        case 'set':
          if ((s.variable.active || s.variable.isPointer) && !isOwn(s.variable)) return null;
          break;
        case 'store':
        case 'accumulate-store': {
          const { root } = s.address.memory;
          const isPointer = s.value instanceof Variable && s.value.isPointer;
          if ((root.active || isPointer) && !isMadeIn(root, loop)) return null;
          break;
        }
        // The adjoint of a later write takes what came from behind it, and would take from here too.
        case 'read':
          if (s.variable.active && !isOwn(s.variable) && isWrittenLater(s.variable)) return null;
          break;
        case 'load': {
          const { root } = s.address.memory;
          if (root.active && !isMadeIn(root, loop) && isWrittenLater(root)) return null;
          break;
        }
        case 'flow':
          if (s.from.active && !isOwn(s.from)) return null;
          break;
        case 'allocate':
          // An array that grows may be one from outside.
          if (s.site >= 0) return null;
          break;
      }
    }
  }
  for (const inner of blocksOf(loop)) {
    for (const s of everyStatement(inner)) {
      if (s.kind === 'read' && adjoints.has(s.variable)) return null;
    }
  }
  return adjoints;
}

/** Whether all arrays of a class are made anew in each iteration. */
export function isMadeIn(root: Memory, loop: For | Loop): boolean {
  if (root.space !== 'arena' || root.made.length === 0) return false;
  return root.made.every((block) => block.isWithin(loop.body));
}

/** Whatever a loop reads or writes has an adjoint that is not known before it; sums keep theirs. */
function forget(loop: For | Loop, known: Known): void {
  for (const inner of blocksOf(loop)) {
    for (const s of everyStatement(inner)) {
      if (s.kind === 'accumulate') add(known, s.value, null);
      else for (const operand of operandsOf(s)) add(known, operand, null);
      if (s.kind === 'set' && s.variable.active) known.set(s.variable, null);
    }
  }
}
