import type * as t from '@babel/types';
import { visit } from './arrays';
import { bindNames } from './declarations';
import { closeExits, openExits, through, type Completion } from './exits';
import { expression } from './expressions';
import type { Lowering } from './lowering';
import { Scope } from './scope';
import { statement } from './statements';
import { load } from './storage';
import { summaryOf } from './summary';
import type { Value } from './values';

/** `for … of` over an array; a short one of different values is written out. */
export function forOf(l: Lowering, node: t.ForOfStatement, labels: string[]): Completion {
  if (node.await) return l.declined('for await');
  const { left } = node;
  if (left.type !== 'VariableDeclaration' || left.kind === 'var') {
    return l.declined('for … of without a declaration');
  }
  const given = expression(l, node.right);
  const pattern = left.declarations[0]!.id;
  const isLet = left.kind === 'let';
  const { jumps } = summaryOf(node.body);
  if (given.kind === 'tuple' && !jumps && given.slots.length <= 16) {
    given.slots.forEach((slot, i) =>
      l.at(`${node.start}#${i}`, () => repeat(load(l, slot), () => undefined)),
    );
    return through();
  }
  const array = l.inMemory(given);
  const exits = openExits(l, labels, true);
  let done = through();
  visit(
    l,
    array,
    (element) => {
      done = l.perhaps(() => repeat(element, () => exits.continued.reset(l))).result;
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
