import type * as t from '@babel/types';
import { bare } from '../rewrite/syntax';
import { visit } from './arrays';
import { bindNames } from './declarations';
import { closeExits, openExits, through, type Completion } from './exits';
import { expression } from './expressions';
import type { Operand } from './ir';
import type { Lowering } from './lowering';
import { Scope } from './scope';
import { statement } from './statements';
import { load } from './storage';
import { summaryOf } from './summary';
import { held, number, type Value } from './values';

/** The array whose `entries()` are asked for. */
function listedIn(node: t.Node): t.Expression | null {
  if (node.type !== 'CallExpression' || node.arguments.length > 0) return null;
  const callee = bare(node.callee);
  if (callee.type !== 'MemberExpression' || callee.computed) return null;
  const { property, object } = callee;
  const isEntries = property.type === 'Identifier' && property.name === 'entries';
  return isEntries && object.type !== 'Super' ? object : null;
}

/** `for … of` over an array or its entries; a short one of different values is written out. */
export function forOf(l: Lowering, node: t.ForOfStatement, labels: string[]): Completion {
  if (node.await) return l.declined('for await');
  const { left } = node;
  if (left.type !== 'VariableDeclaration' || left.kind === 'var') {
    return l.declined('for … of without a declaration');
  }
  const listed = listedIn(bare(node.right));
  const given = expression(l, listed ?? node.right);
  if (listed && given.kind !== 'array' && given.kind !== 'tuple') {
    return l.declined('the method entries');
  }
  const entry = (element: Value, i: Operand): Value =>
    listed
      ? {
          kind: 'tuple',
          slots: [held(number(i)), held(element)],
          site: l.key(node.right),
          isShared: true,
        }
      : element;
  const pattern = left.declarations[0]!.id;
  const isLet = left.kind === 'let';
  const { jumps } = summaryOf(node.body);
  if (given.kind === 'tuple' && !jumps && given.slots.length <= 16) {
    given.slots.forEach((slot, i) =>
      l.at(`${node.start}#${i}`, () => repeat(entry(load(l, slot), i), () => undefined)),
    );
    return through();
  }
  const array = l.inMemory(given);
  const exits = openExits(l, labels, true);
  let done = through();
  visit(
    l,
    array,
    (element, i) => {
      done = l.perhaps(() => repeat(entry(element, i), () => exits.continued.reset(l))).result;
    },
    exits.broken.flag,
  );
  return closeExits(l, exits, done);

  function repeat(element: Value, begin: () => void): Completion {
    const outer = l.scope;
    l.scope = new Scope(outer);
    try {
      begin();
      bindNames(l, pattern, element, isLet);
      return statement(l, node.body);
    } finally {
      l.scope = outer;
    }
  }
}
