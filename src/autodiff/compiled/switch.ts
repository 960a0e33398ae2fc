import type * as t from '@babel/types';
import { through, union, withExits, type Completion } from './exits';
import { expression } from './expressions';
import type { Operand } from './variables';
import type { Lowering } from './lowering';
import { binary } from './operators';
import { Scope } from './scope';
import { guarded, list } from './statements';
import { summaryOf } from './summary';
import type { Value } from './values';

/** A `switch` no case of which falls into the next is a chain of conditions. */
export function switchStatement(
  l: Lowering,
  node: t.SwitchStatement,
  labels: string[],
): Completion {
  const value = expression(l, node.discriminant);
  // Of cases that do more than compare none must be asked behind the one that holds.
  if (fallsThrough(node) || node.cases.some(acts)) return falling(l, node, value, labels);
  const groups: { tests: t.Expression[]; isDefault: boolean; body: t.Statement[] }[] = [];
  let tests: t.Expression[] = [];
  let isDefault = false;
  node.cases.forEach((each, i) => {
    if (each.test) tests.push(each.test);
    else isDefault = true;
    if (each.consequent.length === 0 && i < node.cases.length - 1) return;
    const { body } = withoutBreak(each.consequent);
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

/** Whether asking whether it is this case may do more than compare. */
function acts({ test }: t.SwitchCase): boolean {
  if (!test) return false;
  const { calls, assigned } = summaryOf(test);
  return calls || assigned.size > 0;
}

/** Whether the end of a case may be reached, and the next begun. */
function fallsThrough({ cases }: t.SwitchStatement): boolean {
  return cases.slice(0, -1).some(({ consequent }) => {
    const { last } = withoutBreak(consequent);
    return last && !/^(Break|Return|Throw|Continue)Statement$/.test(last.type);
  });
}

/** Finds out at which case to begin, and runs all from there on until one leaves. */
function falling(
  l: Lowering,
  { cases }: t.SwitchStatement,
  value: Value,
  labels: string[],
): Completion {
  const outer = l.scope;
  l.scope = new Scope(outer);
  const entry = cases.some(acts) ? entryOneByOne(l, cases, value) : entryOf(l, cases, value);
  const done = withExits(l, [...labels, 'switch '], false, () => from(0));
  l.scope = outer;
  return done;

  function from(i: number): Completion {
    if (i === cases.length) return through();
    const isReached = l.define('le', entry, i);
    const rest = () => from(i + 1);
    if (isReached === false) return rest();
    const body = () => list(l, cases[i]!.consequent, 0);
    if (isReached === true) {
      const done = body();
      return done.falls ? guarded(l, done, rest) : done;
    }
    const { exits } = l.branch(l.fork(isReached).then, body).result;
    return guarded(l, { falls: true, exits }, rest);
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

/** At which case to begin; without one, behind the last. */
function entryOf(l: Lowering, cases: t.SwitchCase[], value: Value): Operand {
  let entry = otherwiseOf(cases);
  for (let i = cases.length - 1; i >= 0; i--) {
    const { test } = cases[i]!;
    if (!test) continue;
    const is = binary(l, '===', value, expression(l, test)) as { operand: Operand };
    if (typeof is.operand !== 'boolean') entry = l.define('select', is.operand, i, entry);
    else if (is.operand) entry = i;
  }
  return entry;
}

/** The same, where a case must not be asked behind the one that holds. */
function entryOneByOne(l: Lowering, cases: t.SwitchCase[], value: Value): Operand {
  const [entry, found] = [l.variable('number', true), l.variable('boolean', true)];
  entry.isInteger = true;
  l.set(entry, otherwiseOf(cases));
  l.set(found, false);
  cases.forEach(({ test }, i) => {
    if (!test) return;
    l.branch(l.fork(l.define('not', l.read(found))).then, () => {
      const is = binary(l, '===', value, expression(l, test)) as { operand: Operand };
      l.inside(l.fork(is.operand).then, () => {
        l.set(entry, i);
        l.set(found, true);
      });
    });
  });
  return l.read(entry);
}

function otherwiseOf(cases: t.SwitchCase[]): Operand {
  const byDefault = cases.findIndex((each) => !each.test);
  return byDefault < 0 ? cases.length : byDefault;
}
