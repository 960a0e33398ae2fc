import type * as t from '@babel/types';
import type { Rewriter } from './rewrite';

/*
 * Built-in methods that would judge an active number as the object it is: those that ask for truth
 * (`filter`, `some`, …), for order (`sort`) and for equality (`includes`, `indexOf`, …). Their first
 * argument is adapted, and only at run time where the receiver is an array indeed: a method of the
 * user's own may have the same name.
 */
const adapters: Record<string, string> = {
  filter: 'predicate',
  some: 'predicate',
  every: 'predicate',
  find: 'predicate',
  findIndex: 'predicate',
  findLast: 'predicate',
  findLastIndex: 'predicate',
  sort: 'comparator',
  toSorted: 'comparator',
  includes: 'alike',
  indexOf: 'alike',
  lastIndexOf: 'alikeFromEnd',
};

/** Static functions with the same trouble. */
const statics: Record<string, string> = { 'Array.isArray': 'isArray', 'Object.is': 'objectIs' };

/** @param isOperand its value is used at once; see scratch.ts */
export function rewriteCall(
  r: Rewriter,
  node: t.CallExpression | t.OptionalCallExpression,
  isOperand = false,
): void {
  const { callee } = node;
  const isMember = callee.type === 'MemberExpression' || callee.type === 'OptionalMemberExpression';
  if (!isMember || callee.computed || callee.property.type !== 'Identifier') {
    r.visitAll(node);
    return;
  }
  const method = callee.property.name;
  const { object } = callee;
  const first = node.arguments[0];
  const isBuiltIn = object.type === 'Identifier' && !r.passive.declares(object.name);
  if (isBuiltIn && callee.type === 'MemberExpression' && node.type === 'CallExpression') {
    const helper = statics[`${object.name}.${method}`];
    if (helper) {
      r.replace(callee.start!, callee.end!, r.prefix + helper);
      node.arguments.forEach((each) => r.visit(each));
      return;
    }
    if (object.name === 'Math' && !r.options.examine && node.arguments.length === 1) {
      r.operand(first!);
      if (isOperand) r.after(first!, `, ${r.prefix}s${r.scratch.take()}`);
      return;
    }
    if (object.name === 'Math' && r.options.examine && method !== 'random' && first) {
      r.before(node, r.openSeen(node));
      r.replace(callee.end!, first.start!, ', ');
      node.arguments.forEach((each) => r.visit(each));
      return;
    }
  }
  const adapter = Object.hasOwn(adapters, method) ? adapters[method] : undefined;
  if (
    !adapter ||
    !first ||
    object.type === 'Super' ||
    first.type === 'SpreadElement' ||
    isPassiveCallback(r, adapter, first)
  ) {
    r.visitAll(node);
    return;
  }
  let receiver = r.source(object);
  if (object.type === 'Identifier' || object.type === 'ThisExpression') {
    r.visit(object);
  } else {
    receiver = r.temporary();
    r.before(object, `(${receiver} = `);
    r.visit(object);
    r.after(object, ')');
  }
  r.before(first, `${r.prefix}${adapter}(${receiver}, `);
  r.visit(first);
  r.after(first, ')');
  node.arguments.slice(1).forEach((each) => r.visit(each));
}

/** `(x) => x > 0` gives no active number, so that its array method needs no help. */
function isPassiveCallback(r: Rewriter, adapter: string, callback: t.Node): boolean {
  return (
    adapter === 'predicate' &&
    callback.type === 'ArrowFunctionExpression' &&
    r.passive.has(callback.body)
  );
}
