import type * as t from '@babel/types';
import { flat } from '../mathematics';
import { lengthOf, newArray, storeElement, visit, wholeNumber } from './arrays';
import { apply, plainArguments, spread, type Argument } from './calls';
import { truthOf } from './conditions';
import { operandOf } from './expressions';
import { namesOf } from './forOf';
import { Variable, type Operand } from './variables';
import type { Lowering } from './lowering';
import type { OperationName } from './operations';
import { smooth } from './smooth';
import { recordOf } from './objects';
import { load } from './storage';
import { boolean, held, number, type ArrayValue, type Value } from './values';

const unary = new Set<string>([...smooth, ...flat.filter((name) => name !== 'imul')]);
const binary = new Set(['pow', 'atan2', 'imul']);

/** A call of a built-in function by its full name. */
export function staticCall(l: Lowering, name: string, args: Argument[], at: t.Node): Value {
  if (name.startsWith('Math.')) return mathematics(l, name.slice('Math.'.length), args);
  if (name === 'context.random') return number(l.define('contextRandom'));
  const [first, second] = plainArguments(l, args);
  switch (name) {
    case 'Number':
      if (first?.kind === 'number') return first;
      if (first?.kind === 'constant' && typeof first.value === 'string') {
        return number(Number(first.value));
      }
      break;
    case 'Boolean':
      if (first) return boolean(truthOf(l, first));
      break;
    case 'isFinite':
    case 'Number.isFinite':
      if (first?.kind === 'number') return boolean(l.define('isFinite', first.operand));
      break;
    case 'isNaN':
    case 'Number.isNaN':
      if (first?.kind === 'number') return boolean(l.define('isNaN', first.operand));
      break;
    case 'Number.isInteger':
      if (first?.kind === 'number') return boolean(l.define('isInteger', first.operand));
      break;
    case 'Array.isArray':
      if (first)
        return boolean(first.kind === 'tuple' || (first.kind === 'array' && !first.type.isTyped));
      break;
    case 'Array.of':
      return {
        kind: 'tuple',
        slots: plainArguments(l, args).map(held),
        site: l.key(at),
        isShared: true,
      };
    case 'Array.from':
    case 'Float64Array.from':
      if (first) return from(l, first, second, name.startsWith('Float'), at);
      break;
    case 'Array':
      return construct(l, 'Array', args, at);
    case 'Object.keys':
    case 'Object.values':
    case 'Object.entries':
      if (first?.kind === 'record') return entries(l, name, first, at);
      if (first?.kind === 'object') return entries(l, name, recordOf(l, first), at);
      break;
    case 'Object.freeze':
      // Whoever writes to it is told so by the language.
      if (first?.kind === 'tuple' || first?.kind === 'record') first.isShared = true;
      else if (first?.kind === 'array' || first?.kind === 'object')
        first.type.memory.root.isCopy = true;
      if (first) return first;
      break;
  }
  return l.declined(`a call of ${name}`);
}

function entries(l: Lowering, name: string, record: Value & { kind: 'record' }, at: t.Node): Value {
  const site = l.key(at);
  const values = namesOf(l, record).map((key): Value => {
    const slot = record.slots.get(key)!;
    const value = name === 'Object.keys' ? null : load(l, slot);
    const text: Value = { kind: 'constant', value: key };
    if (name === 'Object.keys') return text;
    if (name === 'Object.values') return value!;
    return { kind: 'tuple', slots: [held(text), held(value!)], site, isShared: true };
  });
  return { kind: 'tuple', slots: values.map(held), site, isShared: true };
}

function mathematics(l: Lowering, name: string, args: Argument[]): Value {
  if (name === 'random') return number(l.define('mathRandom'));
  if ((name === 'max' || name === 'min') && args.length === 1 && args[0]!.isSpread) {
    return extremeOf(l, name, args[0]!.value);
  }
  const isSpread = name === 'hypot' && args.length === 1 && args[0]!.isSpread;
  const given = (isSpread && spread(l, args[0]!.value)) || args;
  // What stands behind the arguments that they take is not looked at, as where `map` calls them.
  const taken = unary.has(name) ? 1 : binary.has(name) ? 2 : given.length;
  const operands = plainArguments(l, given)
    .slice(0, taken)
    .map((value) => operandOf(l, value));
  if ((unary.has(name) || binary.has(name)) && operands.length === taken) {
    return number(l.define(name as OperationName, ...operands));
  }
  if (name === 'max' || name === 'min' || name === 'hypot') {
    if (operands.length === 0)
      return number(name === 'max' ? -Infinity : name === 'min' ? Infinity : 0);
    if (operands.length <= 16) return number(l.define(name, ...operands));
  }
  return l.declined(`a call of Math.${name}`);
}

/** The largest or the smallest element; those who share it share its gradient evenly. */
function extremeOf(l: Lowering, name: 'max' | 'min', value: Value): Value {
  const array = l.inMemory(value);
  const best = l.variable('number', true);
  l.set(best, name === 'max' ? -Infinity : Infinity);
  const pick = name === 'max' ? 'flatMax' : 'flatMin';
  visit(l, array, (element) => {
    l.set(best, l.define(pick, l.read(best), operandOf(l, element)));
  });
  const result = l.read(best);
  const ties = l.variable('number', true);
  l.set(ties, 0);
  visit(l, array, (element) => {
    const { then } = l.fork(isExtreme(element));
    l.inside(then, () => l.set(ties, l.define('add', l.read(ties), 1)));
  });
  const share = l.define('div', 1, l.read(ties));
  // A number of its own: what follows flows back into it, and out of it to the elements.
  const shared = l.define('detached', result);
  if (!(shared instanceof Variable)) return number(shared);
  visit(l, array, (element) => {
    // To the others 0 times as much, which is NaN where that is none: as on the tape.
    const weight = l.define('select', isExtreme(element), share, 0);
    l.emit({ kind: 'flow', from: shared, to: operandOf(l, element), weight });
  });
  return number(shared);

  function isExtreme(element: Value): Operand {
    const x = operandOf(l, element);
    const bothNone = l.define('and', l.define('isNaN', x), l.define('isNaN', result));
    return l.define('or', l.define('eq', x, result), bothNone);
  }
}

/** `Array.from` of an array or of `{ length }`. */
function from(
  l: Lowering,
  source: Value,
  f: Value | undefined,
  isTyped: boolean,
  at: t.Node,
): Value {
  if (source.kind === 'record') {
    const slot = source.slots.get('length');
    const length = slot ? load(l, slot) : null;
    if (source.slots.size !== 1 || length?.kind !== 'number')
      return l.declined('Array.from of such an object');
    if (!f) return l.declined('Array.from without a function');
    const array = newArray(l, { length: lengthGiven(l, length.operand), isTyped });
    fillWith(l, array, (i) => apply(l, f, [{ kind: 'constant', value: undefined }, number(i)], at));
    return array;
  }
  const given = l.inMemory(source);
  const array = newArray(l, { length: lengthOf(l, given), isTyped });
  visit(l, given, (element, i) => {
    storeElement(l, array, i, f ? apply(l, f, [element, number(i)], at) : element, true);
  });
  return array;
}

function fillWith(l: Lowering, array: ArrayValue, make: (index: Operand) => Value): void {
  l.each(lengthOf(l, array), (i) => storeElement(l, array, i, make(i), true));
}

/** A length that the language takes: else the tape throws what is to be thrown. */
export function lengthGiven(l: Lowering, length: Operand): Operand {
  const whole = wholeNumber(l, length);
  l.guard(l.define('ge', whole, 0));
  l.guard(l.define('le', whole, 1e7));
  return whole;
}

export function construct(l: Lowering, name: string, args: Argument[], at: t.Node): Value {
  const [first, ...more] = plainArguments(l, args);
  if (name === 'Array' && first?.kind === 'number' && more.length === 0) {
    return newArray(l, { length: lengthGiven(l, first.operand), hasHoles: true });
  }
  if (name === 'Float64Array' && more.length === 0) {
    if (first?.kind === 'number') {
      const array = newArray(l, { length: lengthGiven(l, first.operand), isTyped: true });
      fillWith(l, array, () => number(0));
      return array;
    }
    if (first?.kind === 'array' || first?.kind === 'tuple')
      return from(l, first, undefined, true, at);
  }
  return l.declined(`new ${name}`);
}
