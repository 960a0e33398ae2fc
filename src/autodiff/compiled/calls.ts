import type * as t from '@babel/types';
import { bare } from '../rewrite/syntax';
import { elementAt } from './arrays';
import { construct, staticCall } from './builtins';
import { Target } from './exits';
import { expression } from './expressions';
import { propertyKey } from './literals';
import type { Lowering } from './lowering';
import { arrayMethod } from './methods';
import { bindNames, hoistVariables } from './declarations';
import { block } from './statements';
import { Scope } from './scope';
import { load, Meeting } from './storage';
import { held, undefinedValue, type FunctionValue, type Value } from './values';

/** Calls within calls; recursion that ends while compiling stays below. */
const deepest = 120;
/** Calls in all; those on constants alone leave no statements that would be counted. */
const mostCalls = 5000;

/** A longer array is not taken apart into arguments. */
const mostSpread = 16;

export function call(l: Lowering, node: t.CallExpression | t.NewExpression): Value {
  const callee = bare(node.callee);
  if (node.type === 'NewExpression') {
    const type = expression(l, callee);
    if (type.kind !== 'builtin') return l.declined('a class');
    return construct(l, type.name, argumentsOf(l, node), node);
  }
  if (callee.type === 'MemberExpression') {
    const object = expression(l, callee.object);
    if (object.kind === 'array' || object.kind === 'tuple') {
      const isElement = callee.computed && object.kind === 'tuple';
      const key = propertyKey(l, callee.property, callee.computed);
      if (isElement) return l.declined('a call of an element');
      return arrayMethod(l, object, key, argumentsOf(l, node), node);
    }
    if (object.kind === 'builtin') {
      const key = propertyKey(l, callee.property, callee.computed);
      return staticCall(l, `${object.name}.${key}`, argumentsOf(l, node), node);
    }
  }
  const f = expression(l, callee);
  if (f.kind === 'function') return inline(l, f, argumentsOf(l, node), node);
  if (f.kind === 'builtin') return staticCall(l, f.name, argumentsOf(l, node), node);
  return l.declined('a call of such a value');
}

/** Arguments; an array that is spread is marked, for those few that take it. */
export interface Argument {
  value: Value;
  isSpread: boolean;
}

function argumentsOf(l: Lowering, node: t.CallExpression | t.NewExpression): Argument[] {
  return node.arguments.flatMap((each): Argument[] => {
    if (each.type === 'ArgumentPlaceholder') return l.declined('such an argument');
    if (each.type !== 'SpreadElement') return [{ value: expression(l, each), isSpread: false }];
    const value = expression(l, each.argument);
    const isAlone = node.arguments.length === 1;
    const parts = isAlone && value.kind === 'array' ? null : spread(l, value);
    return parts ?? [{ value, isSpread: true }];
  });
}

/** The elements as arguments; null where there are too many, or nobody knows how many. */
export function spread(l: Lowering, value: Value): Argument[] | null {
  if (value.kind === 'tuple') {
    return value.slots.map((slot) => ({ value: load(l, slot), isSpread: false }));
  }
  if (value.kind !== 'array' || (value.type.length ?? Infinity) > mostSpread) return null;
  return Array.from({ length: value.type.length! }, (_, i) => ({
    ...{ value: elementAt(l, value, i), isSpread: false },
  }));
}

export function plainArguments(l: Lowering, args: Argument[]): Value[] {
  return args.map(({ value, isSpread }) =>
    isSpread ? l.declined('spread arguments of a length not known beforehand') : value,
  );
}

/** The function's statements, here, on these arguments. */
export function inline(l: Lowering, f: FunctionValue, given: Argument[], at: t.Node): Value {
  const args = plainArguments(l, given);
  const { node } = f;
  if (node.async || node.generator) return l.declined('an asynchronous function or a generator');
  if (++l.calls > mostCalls) return l.declined('so many calls');
  if (++l.depth > deepest) return l.declined('recursion whose depth is not known beforehand');
  const outer = { scope: l.scope, returns: l.returns, node: l.node };
  const result = l.at(String(at.start), () => {
    l.scope = new Scope(f.scope);
    if ('id' in node && node.id && node.type === 'FunctionExpression') {
      l.bind(l.declare(node.id.name, node, false), f);
    }
    bindParameters(l, node.params, args);
    const { body } = node;
    if (body.type !== 'BlockStatement') return expression(l, body);
    hoistVariables(l, body);
    const meeting = new Meeting(l, `returns:${l.key(node)}`);
    const target = new Target(l, l.loops.length);
    target.reset(l);
    l.returns = { target, give: (value) => meeting.give(value) };
    const done = block(l, body.body, new Scope(l.scope));
    if (done.falls) {
      if (meeting.count === 0) return undefinedValue;
      meeting.give(undefinedValue);
    }
    return meeting.take() ?? undefinedValue;
  });
  l.depth--;
  Object.assign(l, outer);
  return result;
}

function bindParameters(l: Lowering, parameters: t.Function['params'], args: Value[]): void {
  parameters.forEach((parameter, i) => {
    if (parameter.type === 'RestElement') {
      const slots = args.slice(i).map(held);
      const rest: Value = { kind: 'tuple', slots, site: `rest${l.key(parameter)}`, isShared: true };
      bindNames(l, parameter.argument, rest, true);
    } else if (parameter.type === 'TSParameterProperty') l.declined('such a parameter');
    else bindNames(l, parameter, args[i] ?? undefinedValue, true);
  });
}

/** Calls a function value of an array method. */
export function apply(l: Lowering, f: Value, args: Value[], at: t.Node): Value {
  if (f.kind === 'function') {
    return inline(
      l,
      f,
      args.map((value) => ({ value, isSpread: false })),
      at,
    );
  }
  if (f.kind === 'builtin') {
    return staticCall(
      l,
      f.name,
      args.map((value) => ({ value, isSpread: false })),
      at,
    );
  }
  return l.declined('a callback that is no function');
}
