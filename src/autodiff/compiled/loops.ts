import type * as t from '@babel/types';
import { bare } from '../rewrite/syntax';
import { condition } from './conditions';
import { declare } from './declarations';
import { closeExits, openExits, through, type Completion } from './exits';
import { statement } from './statements';
import { elementOf } from './arrays';
import { expression, topLevelValue } from './expressions';
import { isInteger } from './fold';
import type { For } from './ir';
import type { Operand } from './variables';
import type { Lowering } from './lowering';
import { Scope } from './scope';
import { summaryOf } from './summary';
import { number, type ArrayType, type ElementType } from './values';

/** `for (let i = a; i < b; i += c)` in its parts. */
interface Counting {
  name: string;
  from: t.Expression;
  test: For['test'];
  to: t.Expression;
  step: number;
}

export function forStatement(l: Lowering, node: t.ForStatement, labels: string[]): Completion {
  const outer = l.scope;
  l.scope = new Scope(outer);
  try {
    const counting = countingOf(node);
    return (counting && counted(l, node, counting, labels)) ?? general(l, node, labels);
  } finally {
    l.scope = outer;
  }
}

function countingOf(node: t.ForStatement): Counting | null {
  const { init, test, update } = node;
  if (init?.type !== 'VariableDeclaration' || init.kind === 'var') return null;
  const [first] = init.declarations;
  if (init.declarations.length !== 1 || first?.id.type !== 'Identifier' || !first.init) return null;
  const { name } = first.id;
  const condition = test && bare(test);
  if (condition?.type !== 'BinaryExpression' || !isName(condition.left, name)) return null;
  if (!/^[<>]=?$/.test(condition.operator)) return null;
  const step = update ? stepOf(bare(update), name) : null;
  if (step === null || step > 0 !== condition.operator.startsWith('<')) return null;
  if (assigns(node.body, name) || assigns(condition.right, name)) return null;
  const operator = condition.operator as For['test'];
  return { name, from: first.init, test: operator, to: condition.right, step };
}

function isName(node: t.Node, name: string): boolean {
  const inner = bare(node);
  return inner.type === 'Identifier' && inner.name === name;
}

/** By how much an update changes the counter; null where that is no constant other than 0. */
function stepOf(update: t.Node, name: string): number | null {
  if (update.type === 'UpdateExpression' && isName(update.argument, name)) {
    return update.operator === '++' ? 1 : -1;
  }
  if (update.type !== 'AssignmentExpression' || !isName(update.left, name)) return null;
  const by = bare(update.right);
  if (by.type !== 'NumericLiteral' || !Number.isInteger(by.value) || by.value === 0) return null;
  return update.operator === '+=' ? by.value : update.operator === '-=' ? -by.value : null;
}

/** Whether it writes to a name, or to another of the same spelling. */
function assigns(node: t.Node, name: string): boolean {
  const { assigned, declared } = summaryOf(node);
  return assigned.has(name) || declared.has(name);
}

/** Whether an expression gives the same number in every iteration. */
function isFixed(l: Lowering, node: t.Node, body: t.Node): boolean {
  const inner = bare(node);
  switch (inner.type) {
    case 'NumericLiteral':
      return true;
    case 'Identifier': {
      const binding = l.scope.find(inner.name);
      return !binding || !binding.isMutable || !l.mayAssign(body, inner.name);
    }
    case 'BinaryExpression':
      return isFixed(l, inner.left, body) && isFixed(l, inner.right, body);
    case 'UnaryExpression':
      return isFixed(l, inner.argument, body);
    case 'MemberExpression': {
      if (inner.computed || inner.property.type !== 'Identifier') return false;
      if (inner.property.name === 'length') return hasFixedLength(l, inner.object);
      return isName(inner.object, 'Math');
    }
    case 'CallExpression': {
      const callee = bare(inner.callee);
      if (callee.type !== 'MemberExpression' || !isName(callee.object, 'Math')) return false;
      if (callee.property.type !== 'Identifier' || callee.property.name === 'random') return false;
      return inner.arguments.every((each) => isFixed(l, each, body));
    }
    default:
      return false;
  }
}

/** Whether an array has the same length in every iteration. */
function hasFixedLength(l: Lowering, node: t.Node): boolean {
  const inner = bare(node);
  if (inner.type === 'Identifier') {
    const binding = l.scope.find(inner.name);
    if (!binding) return l.topLevel.declares(inner.name);
    if (!binding.isMutable && binding.value?.kind === 'array') {
      return binding.value.type.growth < 0;
    }
  }
  return typeOf(l, inner)?.length !== undefined;
}

/** The type of an array, where its length is part of it, without evaluating anything. */
function typeOf(l: Lowering, node: t.Node): { length: number; element: ElementType | null } | null {
  const inner = bare(node);
  if (inner.type === 'Identifier') {
    const binding = l.scope.find(inner.name);
    const value = binding ? binding.value : topLevelValue(l, inner.name);
    if (value?.kind === 'tuple') return { length: value.slots.length, element: null };
    const type = value?.kind === 'array' ? value.type : null;
    const stored = binding?.storage?.kind === 'array' ? binding.storage.type : type;
    return fixed(stored);
  }
  if (inner.type === 'MemberExpression' && inner.computed) {
    const element = typeOf(l, inner.object)?.element;
    if (element?.kind === 'pointer') return fixed(element.to);
    if (element?.kind === 'inline' && element.form.kind === 'array') {
      return { length: element.form.length, element: elementOf(element.form.element) };
    }
  }
  return null;
}

function fixed(type: ArrayType | null) {
  return type && type.length !== null ? { length: type.length, element: type.element } : null;
}

function counted(
  l: Lowering,
  node: t.ForStatement,
  { name, from, test, to, step }: Counting,
  labels: string[],
): Completion | null {
  if (!isFixed(l, to, node.body)) return null;
  const start = expression(l, from);
  if (start.kind !== 'number' || !isInteger(start.operand)) return null;
  const end = expression(l, to);
  if (end.kind !== 'number') return null;
  const exits = openExits(l, labels, true);
  let done = through();
  l.forLoop(start.operand, test, end.operand, step, exits.broken.flag, (index) => {
    exits.continued.reset(l);
    l.bind(l.declare(name, node, false), number(index));
    done = l.perhaps(() => statement(l, node.body)).result;
  });
  return closeExits(l, exits, done);
}

function general(l: Lowering, node: t.ForStatement, labels: string[]): Completion {
  const { init, test, update, body } = node;
  if (init?.type === 'VariableDeclaration') declare(l, init);
  else if (init) expression(l, init);
  const exits = openExits(l, labels, true);
  const { broken, continued } = exits;
  let done = through();
  l.loop(broken.flag, () => {
    continued.reset(l);
    const run = () => {
      done = statement(l, body);
      if (!done.falls && !done.exits.has(continued)) return;
      const others = [...done.exits].filter((each) => each !== continued);
      const step = () => update && expression(l, update);
      if (others.length === 0) step();
      else {
        let left: Operand = false;
        for (const { flag } of others) left = l.define('or', left, l.read(flag));
        l.branch(l.fork(l.define('not', left)).then, step);
      }
    };
    const is = test ? condition(l, test) : true;
    if (is === true) return void l.perhaps(run);
    const { then, otherwise } = l.fork(is);
    l.inside(otherwise, () => l.set(broken.flag, true));
    l.branch(then, run);
  });
  return closeExits(l, exits, done);
}
