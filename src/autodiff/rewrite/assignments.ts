import type * as t from '@babel/types';
import type { Rewriter } from './rewrite';
import { bare } from './syntax';

/*
 * `a.b[i++] += e` reads and writes one reference, and JavaScript evaluates its object and its key
 * once. Where these are more than names they go into temporaries of the function around, so that
 * recursion and generators stay right.
 */

const helpers: Record<string, string> = {
  '+=': 'add',
  '-=': 'sub',
  '*=': 'mul',
  '/=': 'div',
  '%=': 'rem',
  '**=': 'pow',
  '&=': 'bitAnd',
  '|=': 'bitOr',
  '^=': 'bitXor',
  '<<=': 'shiftLeft',
  '>>=': 'shiftRight',
  '>>>=': 'shiftRightUnsigned',
};

export function rewriteAssignment(r: Rewriter, node: t.AssignmentExpression): void {
  const { left, right, operator } = node;
  const target = bare(left);
  if (operator === '=' || operator === '??=') {
    assignPlainly(r, node, target);
  } else if (operator === '&&=' || operator === '||=') {
    const value = target.type === 'Identifier' ? r.shared : r.temporary();
    r.before(node, `(${r.prefix}truth(${value} = `);
    const again = reference(r, target);
    r.replace(left.end!, right.start!, `) ? ${operator === '&&=' ? '' : `${value} : `}${again} = `);
    r.visit(right);
    r.after(node, operator === '&&=' ? ` : ${value})` : ')');
  } else {
    if (r.passive.has(target) && r.passive.has(right)) return r.visit(right);
    const again = reference(r, target);
    const store = converts(r, target, again);
    r.replace(left.end!, right.start!, ` = ${store}${r.open(helpers[operator]!, node)}${again}, `);
    r.operand(right);
    r.after(node, store ? '))' : ')');
  }
}

function assignPlainly(r: Rewriter, node: t.AssignmentExpression, target: t.Node): void {
  const { left, right } = node;
  if (target.type !== 'MemberExpression' || !target.computed || !r.options.floatArrays) {
    r.visit(left);
    r.visit(right);
    return;
  }
  const object = part(r, target.object);
  r.visit(target.property);
  r.before(right, `${r.prefix}into(${object}, `);
  r.visit(right);
  r.after(right, ')');
}

export function rewriteUpdate(r: Rewriter, node: t.UpdateExpression, unused: boolean): void {
  const { argument, prefix, operator } = node;
  const target = bare(argument);
  if (r.passive.has(target)) return;
  if (!prefix && !unused) r.before(node, '(');
  if (prefix) {
    r.replace(node.start!, argument.start!, unused ? '' : '(');
    r.opensAt(node.start!);
  }
  const again = reference(r, target);
  // What x++ gives: the number before. No foreign code runs between its setting and its reading
  // for a variable; for a member a setter may.
  const old = prefix || unused ? null : target.type === 'Identifier' ? r.shared : r.temporary();
  const before = old ? `${old} = ${r.prefix}numeric(${again})` : again;
  const store = converts(r, target, again);
  const step = r.prefix + (operator === '++' ? 'increment' : 'decrement');
  const tail = ` = ${store}${step}(${before})${store && ')'}${old ? `, ${old}` : ''}${unused ? '' : ')'}`;
  if (prefix) r.after(node, tail);
  else r.replace(argument.end!, node.end!, tail);
}

/** The text that refers to a target once more, after the target itself has been visited. */
function reference(r: Rewriter, target: t.Node): string {
  if (target.type !== 'MemberExpression') return r.source(target);
  const object = part(r, target.object);
  if (!target.computed) return `${object}.${r.source(target.property)}`;
  return `${object}[${part(r, target.property)}]`;
}

/** How a write to an element of what may be a float array of ours opens. */
function converts(r: Rewriter, target: t.Node, again: string): string {
  if (!r.options.floatArrays || target.type !== 'MemberExpression' || !target.computed) return '';
  return `${r.prefix}into(${again.slice(0, again.indexOf('['))}, `;
}

/** Visits the object or the key of a reference; gives the text that stands for it afterwards. */
function part(r: Rewriter, node: t.Node): string {
  if (isSimple(node)) {
    return r.source(node);
  }
  const name = r.temporary();
  r.before(node, `(${name} = `);
  r.visit(node);
  r.after(node, ')');
  return name;
}

function isSimple(node: t.Node): boolean {
  return (
    node.type === 'Identifier' ||
    node.type === 'ThisExpression' ||
    node.type === 'Super' ||
    node.type === 'NumericLiteral' ||
    node.type === 'StringLiteral'
  );
}
