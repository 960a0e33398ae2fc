import type * as t from '@babel/types';
import { visit } from './arrays';
import { through, jump, Target, type Completion, type LoopExits } from './exits';
import { binary, condition, expression, nameOf } from './expressions';
import { forStatement } from './loops';
import type { Operand } from './ir';
import type { Lowering } from './lowering';
import { bindPattern } from './patterns';
import { Scope } from './scope';
import { load } from './storage';
import { summaryOf } from './summary';
import { undefinedValue, type Value } from './values';

/** Statements in a scope of their own. */
export function block(
  l: Lowering,
  statements: t.Statement[],
  scope = new Scope(l.scope),
): Completion {
  const outer = l.scope;
  l.scope = scope;
  try {
    hoist(l, statements);
    return list(l, statements, 0);
  } finally {
    l.scope = outer;
  }
}

/** Functions can be called before their declaration. */
function hoist(l: Lowering, statements: t.Statement[]): void {
  for (const each of statements) {
    if (each.type !== 'FunctionDeclaration' || !each.id) continue;
    const binding = l.declare(each.id.name, each, false);
    l.bind(binding, { kind: 'function', node: each, scope: l.scope });
  }
}

/** The statements from one on. */
export function list(l: Lowering, statements: t.Statement[], from: number): Completion {
  for (let i = from; i < statements.length; i++) {
    const node = statements[i]!;
    const rest = () => list(l, statements, i + 1);
    if (node.type === 'IfStatement') return ifStatement(l, node, rest);
    const done = statement(l, node);
    if (!done.falls) return done;
    if (done.exits.size > 0) return guarded(l, done, rest);
  }
  return through();
}

/** What follows, where none of the jumps was taken. */
function guarded(l: Lowering, done: Completion, rest: () => Completion): Completion {
  if (done.exits.size === 0) return rest();
  let left: Operand = false;
  for (const { flag } of done.exits) {
    const is = l.read(flag);
    left = left === false ? is : l.define('or', left, is);
  }
  const { then } = l.fork(l.define('not', left));
  const { result } = l.branch(then, rest);
  return { falls: result.falls, exits: new Set([...done.exits, ...result.exits]) };
}

function ifStatement(l: Lowering, node: t.IfStatement, rest: () => Completion): Completion {
  l.node = node;
  const test = condition(l, node.test);
  const { consequent, alternate } = node;
  if (typeof test === 'boolean') {
    const taken = test ? consequent : alternate;
    const done = taken ? statement(l, taken) : through();
    return done.falls ? guarded(l, done, rest) : done;
  }
  const { then, otherwise } = l.fork(test);
  const a = l.branch(then, () => statement(l, consequent));
  const b = l.branch(otherwise, () => (alternate ? statement(l, alternate) : through()));
  if (a.result.falls && b.result.falls) {
    for (const binding of a.assigned) if (b.assigned.has(binding)) l.markAssigned(binding);
    return guarded(l, { falls: true, exits: union(a.result, b.result) }, rest);
  }
  if (!a.result.falls && !b.result.falls) return { falls: false, exits: union(a.result, b.result) };
  // One of them leaves for good: what follows is part of the other.
  const [open, stays, leaves] = a.result.falls ? [then, a, b] : [otherwise, b, a];
  const { result, assigned } = l.branch(open, () => {
    stays.assigned.forEach((binding) => l.markAssigned(binding));
    return guarded(l, stays.result, rest);
  });
  assigned.forEach((binding) => l.markAssigned(binding));
  return { falls: result.falls, exits: union(result, leaves.result) };
}

const union = (a: Completion, b: Completion) => new Set([...a.exits, ...b.exits]);

export function statement(l: Lowering, node: t.Statement, labels: string[] = []): Completion {
  l.node = node;
  switch (node.type) {
    case 'EmptyStatement':
    case 'FunctionDeclaration':
      return through();
    case 'ExpressionStatement':
      expression(l, node.expression);
      return through();
    case 'VariableDeclaration':
      declare(l, node);
      return through();
    case 'BlockStatement':
      return labels.length > 0 ? labelled(l, node, labels) : block(l, node.body);
    case 'IfStatement':
      return labels.length > 0 ? labelled(l, node, labels) : ifStatement(l, node, through);
    case 'ReturnStatement': {
      const { returns } = l;
      if (!returns) return l.declined('a return outside a function');
      returns.give(node.argument ? expression(l, node.argument) : undefinedValue);
      return jump(l, returns.target);
    }
    case 'ThrowStatement':
      l.guard(false);
      return { falls: false, exits: new Set() };
    case 'LabeledStatement':
      return statement(l, node.body, [...labels, node.label.name]);
    case 'BreakStatement':
    case 'ContinueStatement':
      return leave(l, node);
    case 'SwitchStatement':
      return switchStatement(l, node, labels);
    case 'ForStatement':
      return forStatement(l, node, labels);
    case 'ForOfStatement':
      return forOf(l, node, labels);
    case 'WhileStatement':
      return whileLoop(l, labels, () => condition(l, node.test), node.body);
    case 'DoWhileStatement':
      return doWhile(l, node, labels);
    default:
      return l.declined(nameOf(node));
  }
}

function labelled(l: Lowering, node: t.Statement, labels: string[]): Completion {
  return withExits(l, labels, false, () => statement(l, node));
}

/** Runs the body of what `break` ends, and takes its own jumps off the list. */
function withExits(
  l: Lowering,
  labels: string[],
  isLoop: boolean,
  work: (exits: LoopExits) => Completion,
): Completion {
  const exits = openExits(l, labels, isLoop);
  return closeExits(l, exits, work(exits));
}

export function openExits(l: Lowering, labels: string[], isLoop: boolean): LoopExits {
  const depth = l.loops.length;
  const [broken, continued] = [new Target(l, depth), new Target(l, depth)];
  broken.reset(l);
  const exits = { labels, broken, continued, isBroken: false, isLoop };
  l.loops.push(exits);
  return exits;
}

export function closeExits(l: Lowering, exits: LoopExits, done: Completion): Completion {
  l.loops.pop();
  const left = new Set(done.exits);
  const isLeft = left.delete(exits.broken);
  left.delete(exits.continued);
  return { falls: done.falls || isLeft || exits.isLoop, exits: left };
}

function leave(l: Lowering, node: t.BreakStatement | t.ContinueStatement): Completion {
  const isBreak = node.type === 'BreakStatement';
  const name = node.label?.name;
  for (const exits of l.loops.slice(l.returns?.target.loops ?? 0).reverse()) {
    const takesBreak = exits.isLoop || exits.labels.includes('switch ');
    const matches = name ? exits.labels.includes(name) : isBreak ? takesBreak : exits.isLoop;
    if (!matches) continue;
    if (isBreak && exits.isLoop) exits.isBroken = true;
    return jump(l, isBreak ? exits.broken : exits.continued);
  }
  return l.declined('such a jump');
}

export function declare(l: Lowering, node: t.VariableDeclaration): void {
  for (const { id, init } of node.declarations) {
    const value = init ? expression(l, init) : null;
    if (node.kind === 'var') {
      if (value) {
        bindPattern(l, id, value, (place, given) => {
          l.bind(l.scope.find((place as t.Identifier).name)!, given);
        });
      }
      continue;
    }
    if (node.kind !== 'let' && node.kind !== 'const') l.declined('such a declaration');
    if (value) bindNames(l, id, value, node.kind === 'let');
    else l.declare((id as t.Identifier).name, node, true);
  }
}

/** Declares the names of a pattern and gives them their values. */
export function bindNames(l: Lowering, pattern: t.Node, value: Value, isLet: boolean): void {
  bindPattern(l, pattern, value, (place, given) => {
    if (place.type !== 'Identifier') return l.declined('a declaration of such a place');
    const isMutable = isLet && l.topLevel.assigned.has(place.name);
    l.bind(l.declare(place.name, place, isMutable), given);
  });
}

/** `var` belongs to the function: it is declared at its beginning. */
export function hoistVariables(l: Lowering, body: t.Node): void {
  for (const name of summaryOf(body).variables) {
    if (!l.scope.own(name)) l.declare(name, body, true);
  }
}

/** `while`; and `do`, whose first iteration asks nothing. */
function whileLoop(
  l: Lowering,
  labels: string[],
  test: () => Operand,
  body: t.Statement,
): Completion {
  const exits = openExits(l, labels, true);
  let done = through();
  const { broken, continued } = exits;
  l.loop(broken.flag, () => {
    // The test stands in the body, where what it leaves undone is skipped by flags.
    continued.reset(l);
    const is = test();
    const { then, otherwise } = l.fork(is);
    l.inside(otherwise, () => l.set(broken.flag, true));
    done = l.branch(then, () => statement(l, body)).result;
  });
  return closeExits(l, exits, done);
}

function doWhile(l: Lowering, node: t.DoWhileStatement, labels: string[]): Completion {
  const exits = openExits(l, labels, true);
  const { broken, continued } = exits;
  let done = through();
  l.loop(broken.flag, () => {
    continued.reset(l);
    done = l.branch(l.block, () => statement(l, node.body)).result;
    if (!done.falls && !done.exits.has(continued)) return;
    const ask = () => {
      const { otherwise } = l.fork(condition(l, node.test));
      l.inside(otherwise, () => l.set(broken.flag, true));
    };
    const others = [...done.exits].filter((each) => each !== continued);
    if (others.length === 0) ask();
    else {
      let left: Operand = false;
      for (const { flag } of others) left = l.define('or', left, l.read(flag));
      l.branch(l.fork(l.define('not', left)).then, ask);
    }
  });
  return closeExits(l, exits, done);
}

function forOf(l: Lowering, node: t.ForOfStatement, labels: string[]): Completion {
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

/** A `switch` no case of which falls into the next is a chain of conditions. */
function switchStatement(l: Lowering, node: t.SwitchStatement, labels: string[]): Completion {
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
      const is = binary(l, '===', value, () => expression(l, each));
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
