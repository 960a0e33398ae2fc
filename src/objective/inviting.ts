import { holds, isNumberOperator, mathMember } from './numericDefault';
import { defaultOf, patternOf, type Parameters } from './parameters';
import type { Source } from './problems';
import type { Binding } from './scope';
import { bare, isFunction, isTypeOnly, walk, type FunctionNode, type Node } from './syntax';

/**
 * The lens rule: whether a function without a tag looks so much like an objective that a lens above
 * it is welcome. Every parameter (context aside) has a default that holds numbers, every return does
 * arithmetic, and some of it is not linear in the parameters, as no minimum is without. Where the
 * defaults are single numbers, as `page = 1` is in anybody's code, only powers, squares and smooth
 * functions count; where they hold arrays of numbers, products, quotients and `Math.abs` do too.
 */
export function isInviting(source: Source, node: FunctionNode, parameters: Parameters): boolean {
  let arrays = false;
  for (const [index, parameter] of parameters.nodes.entries()) {
    if (index === parameters.context) continue;
    const given = defaultOf(parameter);
    if (!given) return false;
    const held = holds(source, patternOf(parameter), given);
    if (held === null) return false;
    if (held === 'array') arrays = true;
  }
  const depends = dependents(source, node, parameters);
  const returned = returns(node);
  return (
    returned.length > 0 &&
    returned.every((value) => isArithmetic(source, node, value, arrays)) &&
    isCurved(source, node, depends, arrays)
  );
}

/** The values of the function's own returns. */
function returns(node: FunctionNode): (Node | null)[] {
  if (node.type === 'ArrowFunctionExpression' && node.body.type !== 'BlockStatement') {
    return [node.body];
  }
  const found: (Node | null)[] = [];
  walk(node.body, (inner) => {
    if (isFunction(inner) || inner.type === 'ClassBody') return false;
    if (inner.type === 'ReturnStatement') found.push(inner.argument ?? null);
    return undefined;
  });
  return found;
}

/** Functions whose result is flat or whole: what they return is no loss to descend on. */
const flat = new Set(['floor', 'ceil', 'round', 'trunc', 'sign', 'random', 'imul', 'clz32']);
/** What utilities return: bounds, lengths, distances. */
const utility = new Set(['min', 'max', 'abs', 'sqrt', 'cbrt', 'hypot', 'fround']);

function isArithmetic(
  source: Source,
  node: FunctionNode,
  given: Node | null,
  arrays: boolean,
): boolean {
  if (!given) return false;
  const value = bare(given);
  const again = (inner: Node) => isArithmetic(source, node, inner, arrays);
  switch (value.type) {
    case 'BinaryExpression':
      return isNumberOperator(value.operator) && !isText(value.left) && !isText(value.right);
    case 'UnaryExpression':
      return value.operator === '-' && again(value.argument);
    case 'ConditionalExpression':
      return again(value.consequent) && again(value.alternate);
    case 'CallExpression': {
      const { callee } = value;
      if (callee.type !== 'MemberExpression') return false;
      const name = mathMember(source, callee);
      if (name) return !flat.has(name) && (arrays || !utility.has(name));
      if (callee.property.type !== 'Identifier' || callee.property.name !== 'reduce') return false;
      const step = value.arguments[0];
      return !!step && isFunction(step) && returns(step).every((inner) => inner && again(inner));
    }
    case 'Identifier': {
      const binding = source.scopes.bindings.get(value);
      return !!binding && isUpdated(source, node, binding, again);
    }
    default:
      return false;
  }
}

/** A variable of the function's own that arithmetic makes: `loss += …`, `const loss = a * b`. */
function isUpdated(
  source: Source,
  node: FunctionNode,
  binding: Binding,
  isArithmetic: (value: Node) => boolean,
): boolean {
  if (binding.kind === 'parameter') return false;
  let updated = false;
  walk(node.body, (inner) => {
    if (inner.type === 'AssignmentExpression' && inner.left.type === 'Identifier') {
      if (source.scopes.bindings.get(inner.left) !== binding) return;
      const operator = inner.operator.slice(0, -1);
      updated ||= operator === '' ? isNumeric(inner.right) : isNumberOperator(operator);
    } else if (inner.type === 'VariableDeclarator' && inner.id.type === 'Identifier') {
      if (source.scopes.bindings.get(inner.id) !== binding || !inner.init) return;
      const init = bare(inner.init);
      updated ||= init.type !== 'Identifier' && isArithmetic(init);
    }
  });
  return updated;
}

function isNumeric(value: Node): boolean {
  const inner = bare(value);
  return inner.type === 'BinaryExpression' && isNumberOperator(inner.operator);
}

/** Text, or a sum that holds some: `+` on it is no arithmetic. */
function isText(given: Node): boolean {
  const node = bare(given);
  if (node.type === 'StringLiteral' || node.type === 'TemplateLiteral') return true;
  return node.type === 'BinaryExpression' && node.operator === '+'
    ? isText(node.left) || isText(node.right)
    : false;
}

/** Everything whose value comes from the parameters, followed through variables and callbacks. */
function dependents(source: Source, node: FunctionNode, parameters: Parameters): Set<Binding> {
  const found = new Set<Binding>();
  const addAll = (pattern: Node) =>
    walk(pattern, (inner) => {
      const binding = source.scopes.bindings.get(inner);
      if (binding?.declarations.includes(inner as Binding['declarations'][number])) {
        found.add(binding);
      }
    });
  for (const [index, parameter] of parameters.nodes.entries()) {
    if (index !== parameters.context) addAll(patternOf(parameter));
  }
  for (let before = -1; before !== found.size;) {
    before = found.size;
    walk(node.body, (inner) => {
      if (inner.type === 'VariableDeclarator' && inner.init) {
        if (mentions(source, inner.init, found)) addAll(inner.id);
      } else if (inner.type === 'AssignmentExpression' && inner.left.type === 'Identifier') {
        const binding = source.scopes.bindings.get(inner.left);
        if (binding && mentions(source, inner.right, found)) found.add(binding);
      } else if (inner.type === 'ForOfStatement') {
        if (mentions(source, inner.right, found)) addAll(inner.left);
      } else if (inner.type === 'CallExpression' && mentions(source, inner.callee, found)) {
        for (const argument of inner.arguments) {
          if (isFunction(argument)) argument.params.forEach(addAll);
        }
      }
    });
  }
  return found;
}

function mentions(source: Source, node: Node, bindings: ReadonlySet<Binding>): boolean {
  let found = false;
  walk(node, (inner) => {
    if (found || isTypeOnly(inner)) return false;
    // The number of things is not a thing: `xs.length` depends on no parameter's value.
    if (inner.type === 'MemberExpression' && !inner.computed) {
      if (inner.property.type === 'Identifier' && inner.property.name === 'length') return false;
    }
    const binding = source.scopes.bindings.get(inner);
    found = binding !== undefined && bindings.has(binding);
    return undefined;
  });
  return found;
}

const smooth = new Set(
  `acos acosh asin asinh atan atan2 atanh cos cosh exp expm1 log log10 log1p log2 pow sin sinh tan
  tanh`.split(/\s+/),
);

/** Whether some operation on the parameters is not linear in them. */
function isCurved(
  source: Source,
  node: FunctionNode,
  depends: ReadonlySet<Binding>,
  arrays: boolean,
): boolean {
  const on = (inner: Node) => mentions(source, inner, depends);
  let curved = false;
  walk(node.body, (inner) => {
    if (curved) return false;
    if (inner.type === 'BinaryExpression') {
      const { operator, left, right } = inner;
      // An exponent that depends on them is growth: `base * 2 ** attempt`, compound interest.
      if (operator === '**') curved = on(left) && !on(right);
      if (operator === '*')
        curved = on(left) && on(right) && (arrays || sameText(source, left, right));
      if (operator === '/') curved = arrays && on(right);
    } else if (inner.type === 'CallExpression' && inner.callee.type === 'MemberExpression') {
      const name = mathMember(source, inner.callee);
      const [first, second] = inner.arguments;
      if (!name || !first || !on(first)) return undefined;
      if (name === 'pow') curved = !!second && !on(second);
      else curved = smooth.has(name) || (arrays && utility.has(name));
    }
    return undefined;
  });
  return curved;
}

/** `r * r`, and `x * x * y`, which is `(x * x) * y`. */
function sameText(source: Source, left: Node, right: Node): boolean {
  const text = (node: Node) => source.text.slice(node.start!, node.end!);
  if (text(left) === text(right)) return true;
  return left.type === 'BinaryExpression' && left.operator === '*'
    ? text(left.right) === text(right)
    : false;
}
