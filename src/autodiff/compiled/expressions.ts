import type * as t from '@babel/types';
import { assign, update } from './assignments';
import { call } from './calls';
import { conditional, logical } from './conditions';
import type { Operand } from './variables';
import { arrayLiteral, objectLiteral } from './literals';
import type { Lowering } from './lowering';
import { member } from './members';
import { binary, unary } from './operators';
import { chain } from './optional';
import { load } from './storage';
import { isBuiltIn, isFunction } from './topLevel';
import { boolean, number, undefinedValue, type Value } from './values';

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
      return binary(l, node.operator, expression(l, node.left), expression(l, node.right));
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
    case 'OptionalMemberExpression':
    case 'OptionalCallExpression':
      return chain(l, node);
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

/** `ThisExpression` → “a this expression”. */
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
  const value = l.data.value(l.topLevel.valueOf(name, l.node!), (path, f) => {
    const node = l.topLevel.partOf(name, path);
    return node && functionValue(l, node, f);
  });
  return value ?? l.declined(`the value of ${name}`);
}

/** What a piece of the top level stands for, which is a function when the files have run. */
function functionValue(l: Lowering, node: t.Node, f: unknown): Value | null {
  const named = node.type === 'Identifier' ? l.topLevel.functionOf(node.name) : node;
  if (named && isFunction(named)) {
    return l.topLevel.isWritten(f, named) ? { kind: 'function', node: named, scope: l.root } : null;
  }
  // `Math.tanh`
  if (node.type !== 'MemberExpression' || node.object.type !== 'Identifier') return null;
  if (node.object.name !== 'Math' || l.topLevel.declares('Math')) return null;
  const value = member(l, node);
  const isIt = value.kind === 'builtin' && isBuiltIn(f, value.name.slice('Math.'.length));
  return isIt ? value : null;
}
