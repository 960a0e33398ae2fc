import type * as t from '@babel/types';
import { condition } from './conditions';
import { expression, numberOf } from './expressions';
import type { Operand } from './variables';
import type { Lowering } from './lowering';
import type { OperationName } from './operations';
import { boolean, number, undefinedValue, type Value } from './values';

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

export function unary(l: Lowering, node: t.UnaryExpression): Value {
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

export function binary(l: Lowering, operator: string, left: Value, right: Value): Value {
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

/** Where an object lies, which no other does; null where it is in no memory. */
function addressOf(l: Lowering, value: Value): Operand | null {
  if (value.kind === 'object') {
    l.compared.add(value.type.memory);
    return value.base;
  }
  // Next time it is made there.
  if (value.kind === 'record' && !value.isShared) l.facts.note(`${value.site} memory`);
  return null;
}

const compound = new Set(['array', 'object', 'tuple', 'record']);

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
  const areCompound = [left, right].every(({ kind }) => compound.has(kind));
  if (areCompound) {
    const [a, b] = [addressOf(l, left), addressOf(l, right)];
    if (a !== null && b !== null) return boolean(l.define(equalities[operator]!, a, b));
    return l.declined(`${operator} of arrays or objects`);
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
