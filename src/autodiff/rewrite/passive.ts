import type * as t from '@babel/types';
import { flat } from '../mathematics';
import { bare, boundNames, descendants } from './syntax';

/**
 * Finds expressions that surely give a primitive and never an active number: literals, loop
 * counters, comparisons. Operators between them stay as they are.
 *
 * Names are judged by spelling over the whole program, so no scopes are needed: `i` is passive if
 * everything that is ever assigned to any variable called `i` is.
 */
export class PassiveExpressions {
  private readonly passive = new Set<string>();
  private readonly declared = new Set<string>();

  constructor(program: t.Node) {
    const given = new Map<string, t.Node[]>();
    const tainted = new Set<string>();
    const taint = (pattern: t.Node) => boundNames(pattern).forEach((name) => tainted.add(name));
    const give = (name: string, value: t.Node) => {
      const values = given.get(name);
      if (values) values.push(value);
      else given.set(name, [value]);
    };
    for (const node of descendants(program)) {
      switch (node.type) {
        case 'VariableDeclarator':
          if (node.id.type === 'Identifier' && node.init) give(node.id.name, node.init);
          else taint(node.id);
          break;
        case 'AssignmentExpression': {
          const target = bare(node.left);
          if (target.type === 'Identifier') give(target.name, node.right);
          else taint(target);
          // Somebody puts a function of his own into Math.
          if (target.type === 'MemberExpression') taint(target.object);
          break;
        }
        case 'ForInStatement':
        case 'ForOfStatement':
          if (node.left.type !== 'VariableDeclaration') taint(node.left);
          break;
        case 'CatchClause':
          if (node.param) taint(node.param);
          break;
        case 'ClassDeclaration':
        case 'ClassExpression':
          if (node.id) taint(node.id);
          break;
        case 'FunctionDeclaration':
        case 'FunctionExpression':
        case 'ArrowFunctionExpression':
        case 'ObjectMethod':
        case 'ClassMethod':
        case 'ClassPrivateMethod':
          if ('id' in node && node.id) taint(node.id);
          node.params.forEach(taint);
          break;
      }
    }
    for (const name of [...given.keys(), ...tainted]) this.declared.add(name);
    for (const name of given.keys()) if (!tainted.has(name)) this.passive.add(name);
    // From "all are" down to those that hold, since counters depend on themselves and each other.
    for (let size = -1; size !== this.passive.size;) {
      size = this.passive.size;
      for (const name of this.passive) {
        if (!given.get(name)!.every((value) => this.has(value))) this.passive.delete(name);
      }
    }
  }

  /** Whether the program itself declares the name, so that it is no built-in. */
  declares(name: string): boolean {
    return this.declared.has(name);
  }

  has(node: t.Node): boolean {
    switch (node.type) {
      case 'NumericLiteral':
      case 'StringLiteral':
      case 'BooleanLiteral':
      case 'NullLiteral':
      case 'BigIntLiteral':
      case 'TemplateLiteral':
        return true;
      case 'Identifier':
        return this.passive.has(node.name) || this.isBuiltIn(node, constants);
      case 'ParenthesizedExpression':
        return this.has(node.expression);
      case 'UnaryExpression':
        return noNumber.has(node.operator) || this.has(node.argument);
      case 'BinaryExpression':
        return !arithmetic.has(node.operator) || (this.has(node.left) && this.has(node.right));
      case 'LogicalExpression':
        return this.has(node.left) && this.has(node.right);
      case 'ConditionalExpression':
        return this.has(node.consequent) && this.has(node.alternate);
      case 'SequenceExpression':
        return this.has(node.expressions.at(-1)!);
      case 'AssignmentExpression': {
        const target = bare(node.left);
        return target.type === 'Identifier' && this.passive.has(target.name);
      }
      case 'UpdateExpression': {
        const target = bare(node.argument);
        return target.type === 'Identifier' && this.passive.has(target.name);
      }
      case 'MemberExpression':
        return (
          !node.computed &&
          node.property.type === 'Identifier' &&
          /^[A-Z_0-9]+$/.test(node.property.name) &&
          this.isBuiltIn(node.object, holders)
        );
      case 'CallExpression':
        return (
          node.callee.type === 'MemberExpression' &&
          !node.callee.computed &&
          node.callee.property.type === 'Identifier' &&
          flatNames.has(node.callee.property.name) &&
          this.isBuiltIn(node.callee.object, new Set(['Math']))
        );
      default:
        return false;
    }
  }

  /** Whether the node is one of these names and means the built-in thing. */
  isBuiltIn(node: t.Node, names: ReadonlySet<string>): boolean {
    return node.type === 'Identifier' && names.has(node.name) && !this.declares(node.name);
  }
}

const constants = new Set(['undefined', 'NaN', 'Infinity']);
const holders = new Set(['Math', 'Number']);
const flatNames = new Set<string>([...flat, 'random']);
const arithmetic = new Set<string>(['+', '-', '*', '/', '%', '**']);
const noNumber = new Set<string>(['!', 'typeof', 'void', 'delete', '~']);
