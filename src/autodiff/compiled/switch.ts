import type * as t from '@babel/types';
import { through, union, withExits, type Completion } from './exits';
import { expression } from './expressions';
import type { Operand } from './ir';
import type { Lowering } from './lowering';
import { binary } from './operators';
import { Scope } from './scope';
import { list } from './statements';

/** A `switch` no case of which falls into the next is a chain of conditions. */
export function switchStatement(
  l: Lowering,
  node: t.SwitchStatement,
  labels: string[],
): Completion {
  const value = expression(l, node.discriminant);
  const groups: { tests: t.Expression[]; isDefault: boolean; body: t.Statement[] }[] = [];
  let tests: t.Expression[] = [];
  let isDefault = false;
  node.cases.forEach((each, i) => {
    if (each.test) tests.push(each.test);
    else isDefault = true;
    if (each.consequent.length === 0 && i < node.cases.length - 1) return;
    const { body, last } = withoutBreak(each.consequent);
    const isLast = i === node.cases.length - 1;
    const leaves = last && /^(Break|Return|Throw|Continue)Statement$/.test(last.type);
    if (!isLast && !leaves) l.declined('a case that falls into the next');
    groups.push({ tests, isDefault, body });
    tests = [];
    isDefault = false;
  });
  const otherwise = groups.find((each) => each.isDefault);
  const outer = l.scope;
  l.scope = new Scope(outer);
  const done = withExits(l, [...labels, 'switch '], false, () =>
    chain(groups.filter((each) => !each.isDefault)),
  );
  l.scope = outer;
  return done;

  function chain([first, ...rest]: typeof groups): Completion {
    if (!first) return otherwise ? list(l, otherwise.body, 0) : through();
    let test: Operand = false;
    for (const each of first.tests) {
      const is = binary(l, '===', value, expression(l, each));
      test = l.define('or', test, (is as { operand: Operand }).operand);
    }
    if (typeof test === 'boolean') return test ? list(l, first.body, 0) : chain(rest);
    const forked = l.fork(test);
    const a = l.branch(forked.then, () => list(l, first.body, 0));
    const b = l.branch(forked.otherwise, () => chain(rest));
    for (const binding of a.assigned) {
      if (b.assigned.has(binding) || !b.result.falls) l.markAssigned(binding);
    }
    if (!a.result.falls) b.assigned.forEach((binding) => l.markAssigned(binding));
    return { falls: a.result.falls || b.result.falls, exits: union(a.result, b.result) };
  }
}

/** The statements of a case without the `break` that ends them, and what ends them. */
function withoutBreak(body: t.Statement[]): { body: t.Statement[]; last: t.Statement | undefined } {
  const last = body.at(-1);
  if (last?.type === 'BlockStatement') {
    const inner = withoutBreak(last.body);
    return { body: [...body.slice(0, -1), { ...last, body: inner.body }], last: inner.last };
  }
  const isOwnBreak = last?.type === 'BreakStatement' && !last.label;
  return { body: isOwnBreak ? body.slice(0, -1) : body, last };
}
