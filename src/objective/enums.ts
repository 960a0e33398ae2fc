import type * as t from '@babel/types';
import { bare, type Node } from './syntax';

export interface EnumMember {
  name: string;
  /** Null where it cannot be told without running code. */
  value: number | string | null;
  node: t.TSEnumMember;
}

/** The members of an enum with their values, as TypeScript computes constant ones. */
export function enumMembers(node: t.TSEnumDeclaration): EnumMember[] {
  const known = new Map<string, number | string | null>();
  const members: EnumMember[] = [];
  let next: number | null = 0;
  // `members` stands in the node itself in this version of the parser, in `body` in later ones.
  for (const member of node.body?.members ?? node.members) {
    const name = member.id.type === 'Identifier' ? member.id.name : member.id.value;
    const value: EnumMember['value'] = member.initializer
      ? constant(member.initializer, node.id.name, known)
      : next;
    next = typeof value === 'number' ? value + 1 : null;
    known.set(name, value);
    members.push({ name, value, node: member });
  }
  return members;
}

/** The object that an enum is at run time, names to values and numbers back to names. */
export function enumObject(node: t.TSEnumDeclaration): string {
  const entries = new Map<string, number | string | null>();
  for (const { name, value } of enumMembers(node)) {
    entries.set(name, value);
    if (typeof value === 'number') entries.set(String(value), name);
  }
  const properties = [...entries].map(([key, value]) => {
    // `["__proto__"]` makes a property, `"__proto__"` would not.
    const written = typeof value === 'number' ? String(value) : JSON.stringify(value);
    return `[${JSON.stringify(key)}]:${written}`;
  });
  return `{${properties.join(',')}}`;
}

function constant(
  given: Node,
  enumName: string,
  known: ReadonlyMap<string, number | string | null>,
): number | string | null {
  const node = bare(given);
  switch (node.type) {
    case 'NumericLiteral':
    case 'StringLiteral':
      return node.value;
    case 'TemplateLiteral':
      return node.expressions.length === 0 ? (node.quasis[0]!.value.cooked ?? null) : null;
    case 'Identifier':
      return known.get(node.name) ?? null;
    case 'MemberExpression': {
      const { object, property } = node;
      if (object.type !== 'Identifier' || object.name !== enumName || node.computed) return null;
      return property.type === 'Identifier' ? (known.get(property.name) ?? null) : null;
    }
    case 'UnaryExpression': {
      const value = constant(node.argument, enumName, known);
      if (typeof value !== 'number') return null;
      if (node.operator === '-') return -value;
      if (node.operator === '+') return value;
      return node.operator === '~' ? ~value : null;
    }
    case 'BinaryExpression': {
      const left = constant(node.left, enumName, known);
      const right = constant(node.right, enumName, known);
      if (typeof left !== 'number' || typeof right !== 'number') return null;
      return operations[node.operator]?.(left, right) ?? null;
    }
    default:
      return null;
  }
}

const operations: Record<string, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '**': (a, b) => a ** b,
  '<<': (a, b) => a << b,
  '>>': (a, b) => a >> b,
  '>>>': (a, b) => a >>> b,
  '&': (a, b) => a & b,
  '|': (a, b) => a | b,
  '^': (a, b) => a ^ b,
};
