import type * as t from '@babel/types';
import { bare } from '../rewrite/syntax';
import { elementAt, lengthOf, newArray, storeElement, visit } from './arrays';
import { assign, update } from './assignments';
import { call } from './calls';
import { isInteger } from './fold';
import type { Operand } from './ir';
import type { Lowering } from './lowering';
import type { OperationName } from './operations';
import { load, Meeting } from './storage';
import { boolean, held, number, undefinedValue, type Slot, type Value } from './values';
import { smooth } from './operations';
import { flat } from '../mathematics';

const arithmetic: Record<string, OperationName> = {
  '+': 'add', '-': 'sub', '*': 'mul', '/': 'div', '%': 'rem', '**': 'pow',
  '&': 'bitAnd', '|': 'bitOr', '^': 'bitXor',
  '<<': 'shiftLeft', '>>': 'shiftRight', '>>>': 'shiftRightUnsigned',
}; // prettier-ignore
const comparisons: Record<string, OperationName> = {
  '<': 'lt', '<=': 'le', '>': 'gt', '>=': 'ge',
}; // prettier-ignore
const equalities: Record<string, OperationName> = {
  '===': 'eq', '!==': 'ne', '==': 'eq', '!=': 'ne',
}; // prettier-ignore

/** The value of an expression; its statements are emitted on the way. */
export function expression(l: Lowering, node: t.Node): Value {
  const outer = l.node;
  l.node = node;
  const value = expressionOf(l, node);
  l.node = outer;
  return value;
}

function expressionOf(l: Lowering, node: t.Node): Value {
  switch (node.type) {
    case 'ParenthesizedExpression':
      return expression(l, node.expression);
    case 'NumericLiteral':
      return number(node.value);
    case 'BooleanLiteral':
      return boolean(node.value);
    case 'StringLiteral':
      return { kind: 'constant', value: node.value };
    case 'NullLiteral':
      return { kind: 'constant', value: null };
    case 'TemplateLiteral':
      if (node.expressions.length > 0) return l.declined('a template string');
      return { kind: 'constant', value: node.quasis[0]!.value.cooked! };
    case 'Identifier':
      return identifier(l, node.name);
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return { kind: 'function', node, scope: l.scope };
    case 'SequenceExpression': {
      let last: Value = undefinedValue;
      for (const each of node.expressions) last = expression(l, each);
      return last;
    }
    case 'UnaryExpression':
      return unary(l, node);
    case 'BinaryExpression':
      return binary(l, node.operator, expression(l, node.left), () => expression(l, node.right));
    case 'LogicalExpression':
      return logical(l, node);
    case 'ConditionalExpression':
      return conditional(l, node);
    case 'AssignmentExpression':
      return assign(l, node);
    case 'UpdateExpression':
      return update(l, node);
    case 'MemberExpression':
      return member(l, node);
    case 'ArrayExpression':
      return arrayLiteral(l, node);
    case 'ObjectExpression':
      return objectLiteral(l, node);
    case 'CallExpression':
    case 'NewExpression':
      return call(l, node);
    default:
      return l.declined(nameOf(node));
  }
}

/** `OptionalMemberExpression` → “an optional member expression”. */
export function nameOf(node: t.Node): string {
  const words = node.type.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`;
}

export function operandOf(l: Lowering, value: Value): Operand {
  if (value.kind === 'number') return value.operand;
  return l.declined('a value that is no number, in arithmetic');
}

/** The number that an expression is. */
export function numberOf(l: Lowering, node: t.Node): Operand {
  const value = expression(l, node);
  if (value.kind === 'number') return value.operand;
  l.node = node;
  return l.declined('a value that is no number, in arithmetic');
}

const globals: Record<string, Value> = {
  undefined: undefinedValue,
  NaN: number(NaN),
  Infinity: number(Infinity),
};
const builtins = new Set([
  'Math', 'Array', 'Object', 'Number', 'Float64Array', 'Boolean', 'isFinite', 'isNaN',
]); // prettier-ignore

function identifier(l: Lowering, name: string): Value {
  const binding = l.scope.find(name);
  if (binding) {
    if (!binding.isAssigned) return l.declined(`${name}, which may have no value here,`);
    if (binding.storage) return load(l, { value: undefinedValue, storage: binding.storage });
    return binding.value!;
  }
  if (l.topLevel.declares(name)) return topLevelValue(l, name);
  if (Object.hasOwn(globals, name)) return globals[name]!;
  if (builtins.has(name)) return { kind: 'builtin', name };
  return l.declined(name);
}

/** What a name of the user's top level stands for. */
export function topLevelValue(l: Lowering, name: string): Value {
  const f = l.topLevel.functionOf(name);
  if (f) return { kind: 'function', node: f, scope: l.root };
  const methods = (key: string): Value | null => {
    const method = l.topLevel.methodOf(name, key);
    return method && { kind: 'function', node: method, scope: l.root };
  };
  const value = l.data.value(l.topLevel.valueOf(name, l.node!), methods);
  return value ?? l.declined(`the value of ${name}`);
}

function unary(l: Lowering, node: t.UnaryExpression): Value {
  switch (node.operator) {
    case '-':
      return number(l.define('neg', numberOf(l, node.argument)));
    case '+':
      return number(numberOf(l, node.argument));
    case '~':
      return number(l.define('bitNot', numberOf(l, node.argument)));
    case '!':
      return boolean(l.define('not', condition(l, node.argument)));
    case 'void':
      expression(l, node.argument);
      return undefinedValue;
    case 'typeof': {
      const { kind, ...rest } = expression(l, node.argument);
      if (kind === 'number' || kind === 'boolean') return { kind: 'constant', value: kind };
      if (kind === 'function') return { kind: 'constant', value: kind };
      if (kind === 'constant') {
        return { kind: 'constant', value: typeof (rest as { value: unknown }).value };
      }
      return kind === 'builtin'
        ? l.declined('typeof a built-in')
        : { kind: 'constant', value: 'object' };
    }
    default:
      return l.declined(`the operator ${node.operator}`);
  }
}

export function binary(l: Lowering, operator: string, left: Value, rightOf: () => Value): Value {
  const right = rightOf();
  const isNumeric = left.kind === 'number' && right.kind === 'number';
  if (isNumeric && arithmetic[operator]) {
    return number(l.define(arithmetic[operator], left.operand, right.operand));
  }
  if (isNumeric && comparisons[operator]) {
    return boolean(l.define(comparisons[operator], left.operand, right.operand));
  }
  if (equalities[operator]) return equality(l, operator, left, right);
  return l.declined(`${operator} of values that are no numbers`);
}

function equality(l: Lowering, operator: string, left: Value, right: Value): Value {
  const isEqual = operator.startsWith('=');
  const both = (kind: Value['kind']) => left.kind === kind && right.kind === kind;
  if (both('number') || both('boolean')) {
    const [a, b] = [
      (left as { operand: Operand }).operand,
      (right as { operand: Operand }).operand,
    ];
    return boolean(l.define(equalities[operator]!, a, b));
  }
  if (left.kind === 'constant' && right.kind === 'constant') {
    const isLoose = operator.length === 2;
    const [a, b] = [left.value, right.value];
    const areNone = isLoose && (a ?? null) === null && (b ?? null) === null;
    return boolean((areNone || a === b) === isEqual);
  }
  // Of different types, where nothing is converted: what is undefined or null equals itself alone.
  const none = [left, right].find(
    (each) => each.kind === 'constant' && typeof each.value !== 'string',
  );
  if (none || (operator.length === 3 && left.kind !== right.kind && !both('array'))) {
    return boolean(!isEqual);
  }
  return l.declined(`${operator} of such values`);
}

/** A boolean operand: whether a value is true. */
export function truthOf(l: Lowering, value: Value): Operand {
  switch (value.kind) {
    case 'boolean':
      return value.operand;
    case 'number':
      return l.define('truth', value.operand);
    case 'constant':
      return Boolean(value.value);
    default:
      return true;
  }
}

/** Whether an expression is true. */
export function condition(l: Lowering, node: t.Node): Operand {
  const test = bare(node);
  if (test.type !== 'LogicalExpression' || test.operator === '??') {
    return truthOf(l, expression(l, test));
  }
  const left = condition(l, test.left);
  const isAnd = test.operator === '&&';
  if (typeof left === 'boolean') return left === isAnd ? condition(l, test.right) : left;
  const key = l.key(test);
  const meeting = new Meeting(l, key);
  const { then, otherwise } = l.fork(left);
  const [runs, skips] = isAnd ? [then, otherwise] : [otherwise, then];
  const right = l.branch(runs, () => condition(l, test.right)).result;
  if (runs.statements.every(isHarmless)) {
    // Nothing there that could not run always: no branch is needed.
    l.block.statements.pop();
    for (const statement of runs.statements) l.adopt(statement);
    return l.define(isAnd ? 'and' : 'or', left, right);
  }
  l.inside(runs, () => meeting.give(boolean(right)));
  l.inside(skips, () => meeting.give(boolean(!isAnd)));
  return (meeting.take() as { operand: Operand }).operand;
}

function isHarmless(statement: { kind: string; operation?: string }): boolean {
  if (statement.kind === 'read') return true;
  return statement.kind === 'define' && !statement.operation!.endsWith('Random');
}

function logical(l: Lowering, node: t.LogicalExpression): Value {
  const left = expression(l, node.left);
  if (node.operator === '??') {
    const isNone = left.kind === 'constant' && typeof left.value !== 'string';
    return isNone ? expression(l, node.right) : left;
  }
  const isAnd = node.operator === '&&';
  const test = truthOf(l, left);
  if (typeof test === 'boolean') return test === isAnd ? expression(l, node.right) : left;
  return choose(
    l,
    node,
    test,
    () => (isAnd ? expression(l, node.right) : left),
    () => (isAnd ? left : expression(l, node.right)),
  );
}

function conditional(l: Lowering, node: t.ConditionalExpression): Value {
  const test = condition(l, node.test);
  if (typeof test === 'boolean') return expression(l, test ? node.consequent : node.alternate);
  return choose(
    l,
    node,
    test,
    () => expression(l, node.consequent),
    () => expression(l, node.alternate),
  );
}

/** The value of one branch or the other. */
export function choose(
  l: Lowering,
  node: t.Node,
  test: Operand,
  yes: () => Value,
  no: () => Value,
): Value {
  const meeting = new Meeting(l, l.key(node));
  const { then, otherwise } = l.fork(test);
  const a = l.branch(then, yes).result;
  const b = l.branch(otherwise, no).result;
  if (a.kind === 'number' && b.kind === 'number') {
    if (then.statements.length === 0 && otherwise.statements.length === 0) {
      l.block.statements.pop();
      return number(l.define('select', test, a.operand, b.operand));
    }
  }
  l.inside(then, () => meeting.give(a));
  l.inside(otherwise, () => meeting.give(b));
  return meeting.take()!;
}

function objectLiteral(l: Lowering, node: t.ObjectExpression): Value {
  const slots = new Map<string, Slot>();
  const site = l.key(node);
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      const given = expression(l, property.argument);
      if (given.kind !== 'record') return l.declined('a spread of such a value');
      for (const [key, slot] of given.slots) slots.set(key, l.slot(load(l, slot), site, key));
    } else if (property.type === 'ObjectProperty') {
      const key = propertyKey(l, property.key, property.computed);
      if (key === '__proto__') return l.declined('a prototype');
      slots.set(key, l.slot(expression(l, property.value), site, key));
    } else if (property.kind === 'method') {
      const key = propertyKey(l, property.key, property.computed);
      slots.set(key, held({ kind: 'function', node: property, scope: l.scope }));
    } else return l.declined('a getter');
  }
  return { kind: 'record', slots, site, isShared: false };
}

/** The name of a property, known while compiling. */
export function propertyKey(l: Lowering, key: t.Node, isComputed: boolean): string {
  if (!isComputed && key.type === 'Identifier') return key.name;
  if (key.type === 'StringLiteral') return key.value;
  if (key.type === 'NumericLiteral') return String(key.value);
  const value = isComputed ? expression(l, key) : undefinedValue;
  if (value.kind === 'constant' && typeof value.value === 'string') return value.value;
  if (value.kind === 'number' && typeof value.operand === 'number') return String(value.operand);
  return l.declined('a property whose name is not known beforehand');
}

/** Longer ones are put into memory at once. */
const longestTuple = 16;

function arrayLiteral(l: Lowering, node: t.ArrayExpression): Value {
  const site = l.key(node);
  const { elements } = node;
  if (elements.length === 0 && l.facts.has(`${site} grows`)) {
    return newArray(l, { length: 0, growth: l.sites++ });
  }
  if (elements.length > 0 && l.facts.has(`${site} grows`)) {
    return l.declined('push to an array that is not empty at first');
  }
  if (elements.some((each) => each?.type === 'SpreadElement')) return spreadLiteral(l, node);
  const slots: Slot[] = [];
  const isMemory = l.facts.has(`${site} memory`) || elements.length > longestTuple;
  if (isMemory && elements.length > 0) {
    const values = elements.map((each) => (each ? expression(l, each) : l.declined('a hole')));
    const array = newArray(l, { length: values.length });
    values.forEach((value, i) => storeElement(l, array, i, value, true));
    return array;
  }
  for (const [i, each] of elements.entries()) {
    if (!each) return l.declined('a hole');
    slots.push(l.slot(expression(l, each), site, String(i)));
  }
  return { kind: 'tuple', slots, site, isShared: false };
}

/** `[...a, x, ...b]`. */
function spreadLiteral(l: Lowering, node: t.ArrayExpression): Value {
  const parts = node.elements.map((each) => {
    if (!each) return l.declined('a hole');
    if (each.type !== 'SpreadElement') return { one: expression(l, each) };
    const many = l.inMemory(expression(l, each.argument));
    return { many, length: lengthOf(l, many) };
  });
  const length = parts.reduce<Operand>((sum, part) => l.sum(sum, part.length ?? 1), 0);
  const array = newArray(l, { length });
  let at: Operand = 0;
  for (const part of parts) {
    if (part.one) storeElement(l, array, at, part.one, true);
    else {
      const from = at;
      visit(l, part.many, (element, i) => storeElement(l, array, l.sum(from, i), element, true));
    }
    at = l.sum(at, part.length ?? 1);
  }
  return array;
}

const constants = ['E', 'LN10', 'LN2', 'LOG10E', 'LOG2E', 'PI', 'SQRT1_2', 'SQRT2'] as const;
const limits = ['EPSILON', 'MAX_SAFE_INTEGER', 'MIN_SAFE_INTEGER', 'MAX_VALUE', 'MIN_VALUE', 'POSITIVE_INFINITY', 'NEGATIVE_INFINITY', 'NaN'] as const; // prettier-ignore
const mathFunctions = new Set<string>([...smooth, ...flat, 'max', 'min', 'hypot', 'atan2', 'pow', 'random']); // prettier-ignore

function member(l: Lowering, node: t.MemberExpression): Value {
  const object = expression(l, node.object);
  if (node.computed) {
    if (object.kind === 'array') return arrayElement(l, object, numberOf(l, node.property));
    if (object.kind === 'tuple') {
      const index = numberOf(l, node.property);
      if (typeof index !== 'number') {
        return arrayElement(l, l.inMemory(object), index);
      }
      const slot = object.slots[index];
      return slot ? load(l, slot) : l.declined('an element that is not there');
    }
  }
  const key = propertyKey(l, node.property, node.computed);
  return property(l, object, key);
}

function arrayElement(l: Lowering, object: Value, index: Operand): Value {
  if (object.kind !== 'array') return l.declined('an element of such a value');
  if (typeof index === 'number' && !isInteger(index))
    return l.declined('an element between others');
  l.checkIndex(index, lengthOf(l, object));
  return elementAt(l, object, index);
}

export function property(l: Lowering, object: Value, key: string): Value {
  switch (object.kind) {
    case 'record': {
      const slot = object.slots.get(key);
      if (slot) return load(l, slot);
      return key in Object.prototype ? l.declined(`the property ${key}`) : undefinedValue;
    }
    case 'tuple':
    case 'array':
      if (key !== 'length') return l.declined(`the property ${key} of an array`);
      return number(object.kind === 'tuple' ? object.slots.length : lengthOf(l, object));
    case 'builtin':
      return builtinProperty(l, object.name, key);
    case 'constant':
      if (typeof object.value === 'string' && key === 'length') return number(object.value.length);
      return l.declined('a property of such a value');
    default:
      return l.declined('a property of such a value');
  }
}

function builtinProperty(l: Lowering, name: string, key: string): Value {
  if (name === 'Math') {
    const constant = constants.find((each) => each === key);
    if (constant) return number(Math[constant]);
    if (mathFunctions.has(key)) return { kind: 'builtin', name: `Math.${key}` };
  }
  if (name === 'Number') {
    const limit = limits.find((each) => each === key);
    if (limit) return number(Number[limit]);
  }
  if (name.includes('.')) return l.declined(`${name}.${key}`);
  return { kind: 'builtin', name: `${name}.${key}` };
}
