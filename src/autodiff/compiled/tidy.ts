import { blocksOf, everyStatement, operandsOf, type Statement } from './ir';
import { type Block, Variable } from './variables';

/** Takes out what is never read, until nothing more goes. */
export function removeUnread(top: Block, result: Variable | null): void {
  settleJumps(top);
  for (let removed = true; removed;) {
    const read = new Set<Variable>(result ? [result] : []);
    for (const statement of everyStatement(top)) {
      for (const operand of operandsOf(statement)) {
        // What is only added to is not read by that.
        if (statement.kind === 'accumulate' && operand === statement.variable) continue;
        if (typeof operand === 'object') read.add(operand);
      }
    }
    removed = sweepBlock(top, read);
  }
}

/** A loop that nothing leaves early needs no look at a flag. */
function settleJumps(top: Block): void {
  const raised = new Set<Variable>();
  for (const each of everyStatement(top)) {
    if (each.kind === 'set' && each.value !== false) raised.add(each.variable);
  }
  for (const each of everyStatement(top)) {
    if (each.kind === 'for' && each.broken && !raised.has(each.broken)) each.broken = null;
  }
}

function sweepBlock(block: Block, read: ReadonlySet<Variable>): boolean {
  let removed = false;
  const kept: Statement[] = [];
  for (const statement of block.statements) {
    for (const inner of blocksOf(statement)) removed = sweepBlock(inner, read) || removed;
    if (isIdle(statement, read)) removed = true;
    else kept.push(statement);
  }
  block.statements.length = 0;
  for (const statement of kept) block.statements.push(statement);
  return removed;
}

function isIdle(s: Statement, read: ReadonlySet<Variable>): boolean {
  switch (s.kind) {
    case 'define':
      // A draw from a stream is an effect.
      return !read.has(s.target) && !s.operation.endsWith('Random');
    case 'read':
    case 'load-length':
      return !read.has(s.target);
    case 'load':
      return !read.has(s.target) && !s.checksHole;
    case 'set':
    case 'accumulate':
      return !read.has(s.variable);
    case 'if':
      return s.then.statements.length === 0 && s.otherwise.statements.length === 0;
    case 'for':
      return s.body.statements.length === 0 && !read.has(s.end);
    default:
      return false;
  }
}

/**
 * `v = v + e` becomes an accumulation, by which the adjoint of v passes unchanged: also
 * `v = v + a - b`, one after the other, which is how the language evaluates it.
 */
export function findAccumulations(top: Block, result: Variable | null): void {
  const uses = new Map<Variable, number>(result ? [[result, 1]] : []);
  for (const statement of everyStatement(top)) {
    for (const operand of operandsOf(statement)) {
      if (typeof operand === 'object') uses.set(operand, (uses.get(operand) ?? 0) + 1);
    }
  }
  const once = (variable: unknown): variable is Variable =>
    variable instanceof Variable && uses.get(variable) === 1;
  const blocks = [top];
  for (const each of everyStatement(top)) blocks.push(...blocksOf(each));
  for (const block of blocks) rewriteBlock(block, once);
}

function rewriteBlock(block: Block, once: (x: unknown) => x is Variable): void {
  const { statements } = block;
  for (let i = 0; i < statements.length; i++) {
    const end = statements[i]!;
    if ((end.kind !== 'set' && end.kind !== 'store') || !once(end.value)) continue;
    const terms: { sign: '+' | '-'; value: Statement & { kind: 'define' }; term: number }[] = [];
    // Down the left spine of the sum to the reading of the very place.
    let value: Variable | null = end.value;
    let first: Statement | null = null;
    while (value) {
      const definition: Statement | null = value.definition;
      if (!definition || value.block !== block) break;
      if (isReadingOf(definition, end)) {
        first = definition;
        break;
      }
      if (definition.kind !== 'define') break;
      const { operation, args } = definition;
      if (operation !== 'add' && operation !== 'sub') break;
      const term: number = operation === 'add' && !spine(args[0], end, once) ? 0 : 1;
      terms.unshift({ sign: operation === 'add' ? '+' : '-', value: definition, term });
      const next: unknown = args[1 - term];
      value = once(next) ? next : null;
    }
    if (!first || terms.length === 0) continue;
    const from = statements.indexOf(first);
    if (from < 0 || !isQuiet(statements.slice(from + 1, i), end)) continue;
    const gone = new Set<Statement>([first, ...terms.map((each) => each.value)]);
    const sums = terms.map(({ sign, value: definition, term }): Statement =>
      end.kind === 'set'
        ? { kind: 'accumulate', variable: end.variable, sign, value: definition.args[term]! }
        : { kind: 'accumulate-store', address: end.address, sign, value: definition.args[term]! },
    );
    const before = statements.slice(0, i).filter((each) => !gone.has(each));
    statements.splice(0, i + 1, ...before, ...sums);
    i = before.length + sums.length - 1;
  }
}

/** Whether an operand leads down to the reading of the place. */
function spine(operand: unknown, end: Statement, once: (x: unknown) => x is Variable): boolean {
  for (let at: unknown = operand; once(at) && at.definition;) {
    if (isReadingOf(at.definition, end)) return true;
    if (at.definition.kind !== 'define' || !/^(add|sub)$/.test(at.definition.operation))
      return false;
    at = at.definition.args[0];
  }
  return false;
}

function isReadingOf(s: Statement, end: Statement): boolean {
  if (end.kind === 'set') return s.kind === 'read' && s.variable === end.variable;
  if (end.kind !== 'store' || s.kind !== 'load' || s.checksHole) return false;
  const [a, b] = [s.address, end.address];
  return a.memory.root === b.memory.root && a.base === b.base && a.index === b.index;
}

/** Whether nothing in between writes to the place. */
function isQuiet(between: Statement[], end: Statement): boolean {
  return between.every((each) => {
    if (end.kind === 'set' && each.kind !== 'if' && each.kind !== 'for' && each.kind !== 'loop') {
      return !(each.kind === 'set' || each.kind === 'accumulate') || each.variable !== end.variable;
    }
    for (const inner of blocksOf(each)) {
      for (const deep of everyStatement(inner)) if (writesTo(deep, end)) return false;
    }
    return !writesTo(each, end);
  });
}

function writesTo(s: Statement, end: Statement): boolean {
  if (end.kind === 'set') {
    return (s.kind === 'set' || s.kind === 'accumulate') && s.variable === end.variable;
  }
  if (end.kind !== 'store') return false;
  return (
    (s.kind === 'store' || s.kind === 'accumulate-store') &&
    s.address.memory.root === end.address.memory.root
  );
}
