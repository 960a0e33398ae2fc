import type * as t from '@babel/types';
import { bindNames } from './declarations';
import { closeExits, openExits, through, type Completion } from './exits';
import { expression } from './expressions';
import { listed, visitItems } from './iterators';
import type { Lowering } from './lowering';
import { Scope } from './scope';
import { statement } from './statements';
import { recordOf } from './objects';
import { load } from './storage';
import { summaryOf } from './summary';
import type { RecordValue, Value } from './values';

/** `for … of` over an array, its entries or indices; a short one of different values is written out. */
export function forOf(l: Lowering, node: t.ForOfStatement, labels: string[]): Completion {
  if (node.await) return l.declined('for await');
  const { left } = node;
  if (left.type !== 'VariableDeclaration' || left.kind === 'var') {
    return l.declined('for … of without a declaration');
  }
  const { of: given, item } = listed(l, node.right);
  const pattern = left.declarations[0]!.id;
  const assigned = left.kind === 'let' ? l.topLevel.assigned : null;
  const { jumps } = summaryOf(node.body);
  if (given.kind === 'tuple' && !jumps && given.slots.length <= 16) {
    given.slots.forEach((slot, i) =>
      l.at(`${node.start}#${i}`, () =>
        repeat(
          item(() => load(l, slot), i),
          () => undefined,
        ),
      ),
    );
    return through();
  }
  const array = l.inMemory(given);
  const exits = openExits(l, labels, true);
  let done = through();
  visitItems(
    l,
    array,
    item,
    (each) => {
      done = l.perhaps(() => repeat(each, () => exits.continued.reset(l))).result;
    },
    exits.broken.flag,
  );
  return closeExits(l, exits, done);

  function repeat(element: Value, begin: () => void): Completion {
    const outer = l.scope;
    l.scope = new Scope(outer);
    try {
      begin();
      bindNames(l, pattern, element, assigned);
      return statement(l, node.body);
    } finally {
      l.scope = outer;
    }
  }
}

/** `for … in` over an object, whose names are known: written out. */
export function forIn(l: Lowering, node: t.ForInStatement): Completion {
  const { left, body } = node;
  if (left.type !== 'VariableDeclaration' || left.kind === 'var') {
    return l.declined('for … in without a declaration');
  }
  if (summaryOf(body).jumps) return l.declined('for … in with a jump');
  const given = expression(l, node.right);
  const object = given.kind === 'object' ? recordOf(l, given) : given;
  if (object.kind !== 'record') return l.declined('for … in over such a value');
  for (const key of namesOf(l, object)) {
    const outer = l.scope;
    l.scope = new Scope(outer);
    l.at(`${node.start}#${key}`, () => {
      bindNames(l, left.declarations[0]!.id, { kind: 'constant', value: key }, null);
      statement(l, body);
    });
    l.scope = outer;
  }
  return through();
}

/** The names of the properties, in the order in which the language gives them. */
export function namesOf(l: Lowering, { slots }: RecordValue): string[] {
  return [...slots.keys()].map((key) =>
    // Numbers would come first, by their size.
    /^\d+$/.test(key) ? l.declined('an object with numbers as names') : key,
  );
}
