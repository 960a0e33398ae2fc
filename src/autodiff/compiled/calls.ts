import type * as t from '@babel/types';
import { bare } from '../rewrite/syntax';
import { elementAt } from './arrays';
import { construct, staticCall } from './builtins';
import { choose } from './conditions';
import { Target } from './exits';
import { expression, numberOf } from './expressions';
import { propertyKey } from './literals';
import type { Lowering } from './lowering';
import { memberOf } from './members';
import { arrayMethod } from './methods';
import { bindNames, hoistVariables } from './declarations';
import { block } from './statements';
import { Scope } from './scope';
import { load } from './storage';
import { Meeting } from './meeting';
import { summaryOf } from './summary';
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
    return memberCall(l, expression(l, callee.object), callee, node);
  }
  return callOf(l, expression(l, callee), node);
}

type Call = t.CallExpression | t.OptionalCallExpression;

/** A call of what an object has under a name: a method of arrays, a built-in, a function in it. */
export function memberCall(
  l: Lowering,
  object: Value,
  callee: t.MemberExpression | t.OptionalMemberExpression,
  node: Call,
): Value {
  const isList = object.kind === 'array' || object.kind === 'tuple';
  if (isList && callee.computed) return elementCall(l, object, callee, node);
  if (isList) {
    const key = propertyKey(l, callee.property, false);
    return arrayMethod(l, object, key, argumentsOf(l, node), node);
  }
  if (object.kind === 'builtin') {
    const key = propertyKey(l, callee.property, callee.computed);
    return staticCall(l, `${object.name}.${key}`, argumentsOf(l, node), node);
  }
  return callOf(l, memberOf(l, object, callee), node);
}

/** A call of a function that is an element; where only running tells which, of one or another. */
function elementCall(
  l: Lowering,
  object: Value,
  callee: t.MemberExpression | t.OptionalMemberExpression,
  node: Call,
): Value {
  if (object.kind !== 'tuple') return l.declined('a call of an element');
  const index = numberOf(l, callee.property);
  const functions = object.slots.map((slot) => load(l, slot));
  if (typeof index === 'number') {
    const f = functions[index];
    return f ? callOf(l, f, node) : l.declined('an element that is not there');
  }
  l.checkIndex(index, functions.length);
  const args = argumentsOf(l, node);
  const from = (i: number): Value => {
    const own = () => l.at(`#${i}`, () => callWith(l, functions[i]!, args, node));
    if (i === functions.length - 1) return own();
    const isIt = l.define('eq', index, i);
    return l.at(`${i}`, () => choose(l, node, isIt, own, () => from(i + 1)));
  };
  return functions.length > 0 ? from(0) : l.declined('a call of an element');
}

export function callOf(l: Lowering, f: Value, node: Call): Value {
  return callWith(l, f, argumentsOf(l, node), node);
}

function callWith(l: Lowering, f: Value, args: Argument[], node: Call): Value {
  if (f.kind === 'function') return inline(l, f, args, node);
  if (f.kind === 'builtin') return staticCall(l, f.name, args, node);
  return l.declined('a call of such a value');
}

/** Arguments; an array that is spread is marked, for those few that take it. */
export interface Argument {
  value: Value;
  isSpread: boolean;
}

function argumentsOf(l: Lowering, node: Call | t.NewExpression): Argument[] {
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
    bindParameters(l, node, args);
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

function bindParameters(l: Lowering, f: t.Function, args: Value[]): void {
  // No other function sees them but those within.
  const { assigned } = summaryOf(f);
  f.params.forEach((parameter, i) => {
    if (parameter.type === 'RestElement') {
      const slots = args.slice(i).map(held);
      const rest: Value = { kind: 'tuple', slots, site: `rest${l.key(parameter)}`, isShared: true };
      bindNames(l, parameter.argument, rest, assigned);
    } else if (parameter.type === 'TSParameterProperty') l.declined('such a parameter');
    else bindNames(l, parameter, args[i] ?? undefinedValue, assigned);
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
