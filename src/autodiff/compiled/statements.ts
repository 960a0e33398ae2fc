import type * as t from '@babel/types';
import { bare } from '../rewrite/syntax';
import { condition } from './conditions';
import { Unknown } from './decline';
import { declare } from './declarations';
import { jump, leave, through, union, withExits, type Completion } from './exits';
import { expression, nameOf } from './expressions';
import { forIn, forOf } from './forOf';
import { forStatement } from './loops';
import type { Operand } from './variables';
import type { Lowering } from './lowering';
import { Scope } from './scope';
import { switchStatement } from './switch';
import { undefinedValue } from './values';
import { doWhile, whileLoop } from './whileLoops';

/** Statements in a scope of their own. */
export function block(
  l: Lowering,
  statements: t.Statement[],
  scope = new Scope(l.scope),
): Completion {
  const outer = l.scope;
  l.scope = scope;
  try {
    hoist(l, statements);
    return list(l, statements, 0);
  } finally {
    l.scope = outer;
  }
}

/** Functions can be called before their declaration. */
function hoist(l: Lowering, statements: t.Statement[]): void {
  for (const each of statements) {
    if (each.type !== 'FunctionDeclaration' || !each.id) continue;
    const binding = l.declare(each.id.name, each, false);
    l.bind(binding, { kind: 'function', node: each, scope: l.scope });
  }
}

/** The statements from one on. */
export function list(l: Lowering, statements: t.Statement[], from: number): Completion {
  for (let i = from; i < statements.length; i++) {
    const node = statements[i]!;
    const rest = () => list(l, statements, i + 1);
    if (node.type === 'IfStatement') return ifStatement(l, node, rest);
    const done = attempt(l, node);
    if (!done.falls) return done;
    if (done.exits.size > 0) return guarded(l, done, rest);
  }
  return through();
}

/** A statement; passed over where it needs what only those behind it will tell. */
function attempt(l: Lowering, node: t.Statement): Completion {
  const { block: home, scope, returns, depth, path, loops } = l;
  const before = loops.length;
  try {
    return statement(l, node);
  } catch (error) {
    if (!(error instanceof Unknown)) throw error;
    l.skipped = error;
    l.facts.isWaiting = true;
    Object.assign(l, { block: home, scope, returns, depth, path });
    loops.length = before;
    return through();
  }
}

/** What follows, where none of the jumps was taken. */
export function guarded(l: Lowering, done: Completion, rest: () => Completion): Completion {
  if (done.exits.size === 0) return rest();
  let left: Operand = false;
  for (const { flag } of done.exits) {
    const is = l.read(flag);
    left = left === false ? is : l.define('or', left, is);
  }
  const { then } = l.fork(l.define('not', left));
  const { result } = l.branch(then, rest);
  return { falls: result.falls, exits: new Set([...done.exits, ...result.exits]) };
}

function ifStatement(l: Lowering, node: t.IfStatement, rest: () => Completion): Completion {
  l.node = node;
  const test = condition(l, node.test);
  const { consequent, alternate } = node;
  if (typeof test === 'boolean') {
    const taken = test ? consequent : alternate;
    const done = taken ? statement(l, taken) : through();
    return done.falls ? guarded(l, done, rest) : done;
  }
  const { then, otherwise } = l.fork(test);
  const a = l.branch(then, () => statement(l, consequent));
  const b = l.branch(otherwise, () => (alternate ? statement(l, alternate) : through()));
  if (a.result.falls && b.result.falls) {
    for (const binding of a.assigned) if (b.assigned.has(binding)) l.markAssigned(binding);
    return guarded(l, { falls: true, exits: union(a.result, b.result) }, rest);
  }
  if (!a.result.falls && !b.result.falls) return { falls: false, exits: union(a.result, b.result) };
  // One of them leaves for good: what follows is part of the other.
  const [open, stays, leaves] = a.result.falls ? [then, a, b] : [otherwise, b, a];
  const { result, assigned } = l.branch(open, () => {
    stays.assigned.forEach((binding) => l.markAssigned(binding));
    return guarded(l, stays.result, rest);
  });
  assigned.forEach((binding) => l.markAssigned(binding));
  return { falls: result.falls, exits: union(result, leaves.result) };
}

export function statement(l: Lowering, node: t.Statement, labels: string[] = []): Completion {
  l.node = node;
  switch (node.type) {
    case 'EmptyStatement':
    case 'FunctionDeclaration':
      return through();
    case 'ExpressionStatement':
      effects(l, node.expression);
      return through();
    case 'VariableDeclaration':
      declare(l, node);
      return through();
    case 'BlockStatement':
      return labels.length > 0 ? labelled(l, node, labels) : block(l, node.body);
    case 'IfStatement':
      return labels.length > 0 ? labelled(l, node, labels) : ifStatement(l, node, through);
    case 'ReturnStatement': {
      const { returns } = l;
      if (!returns) return l.declined('a return outside a function');
      returns.give(node.argument ? expression(l, node.argument) : undefinedValue);
      return jump(l, returns.target);
    }
    case 'ThrowStatement':
      l.guard(false);
      return { falls: false, exits: new Set() };
    case 'LabeledStatement':
      return statement(l, node.body, [...labels, node.label.name]);
    case 'BreakStatement':
    case 'ContinueStatement':
      return leave(l, node);
    case 'SwitchStatement':
      return switchStatement(l, node, labels);
    case 'ForStatement':
      return forStatement(l, node, labels);
    case 'ForOfStatement':
      return forOf(l, node, labels);
    case 'ForInStatement':
      return forIn(l, node);
    case 'WhileStatement':
      return whileLoop(l, labels, () => condition(l, node.test), node.body);
    case 'DoWhileStatement':
      return doWhile(l, node, labels);
    default:
      return l.declined(nameOf(node));
  }
}

/** Evaluates an expression for what it does. */
function effects(l: Lowering, node: t.Expression): void {
  const act = bare(node);
  if (act.type === 'LogicalExpression' && act.operator !== '??') {
    const test = condition(l, act.left);
    const isTaken = act.operator === '&&' ? test : l.define('not', test);
    if (typeof isTaken !== 'boolean') {
      l.branch(l.fork(isTaken).then, () => effects(l, act.right));
    } else if (isTaken) effects(l, act.right);
  } else if (act.type === 'ConditionalExpression') {
    const test = condition(l, act.test);
    if (typeof test === 'boolean') return effects(l, test ? act.consequent : act.alternate);
    const { then, otherwise } = l.fork(test);
    l.branch(then, () => effects(l, act.consequent));
    l.branch(otherwise, () => effects(l, act.alternate));
  } else expression(l, act);
}

function labelled(l: Lowering, node: t.Statement, labels: string[]): Completion {
  return withExits(l, labels, false, () => statement(l, node));
}
