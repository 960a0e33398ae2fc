import type * as t from '@babel/types';
import { partials } from '../mathematics';
import type { PassiveExpressions } from './passive';
import { bare } from './syntax';

/*
 * In `a * b + c` nobody but `+` ever sees the product, so it needs no object of its own: it goes
 * into a scratch number, of which the program has one per depth. That holds as long as no other code
 * runs between the making of such a number and its use, since that code might come by the same
 * place again.
 */
export class ScratchNumbers {
  /** How many there are. */
  count = 0;
  /** How many are in use at the place that is being rewritten. */
  held = 0;
  private readonly isPossible: boolean;

  constructor(
    code: string,
    isWanted: boolean,
    private readonly passive: PassiveExpressions,
  ) {
    // With these, reading a member or converting an operand may run code of the user's.
    this.isPossible =
      isWanted &&
      !/\b(get|set|valueOf|toString|toPrimitive|Proxy|defineProperty|defineProperties|__\w+__)\b/.test(
        code,
      );
  }

  /** The first that is free; an operator may put its result where its left operand was. */
  take(): number {
    this.count = Math.max(this.count, this.held + 1);
    return this.held;
  }

  /** Whether an operand makes a new number, which then goes into a scratch number. */
  takes(operand: t.Node): boolean {
    const node = bare(operand);
    if (!this.isPossible || this.passive.has(node)) return false;
    switch (node.type) {
      case 'BinaryExpression':
        return arithmetic.has(node.operator);
      case 'UnaryExpression':
        return node.operator === '-';
      case 'CallExpression':
        return this.isSmooth(node);
      default:
        return false;
    }
  }

  /** Whether it calls a function of `Math` that takes a scratch number as its second argument. */
  private isSmooth({ callee, arguments: given }: t.CallExpression): boolean {
    return (
      callee.type === 'MemberExpression' &&
      !callee.computed &&
      callee.property.type === 'Identifier' &&
      Object.hasOwn(partials, callee.property.name) &&
      this.passive.isBuiltIn(callee.object, mathematics) &&
      given.length === 1 &&
      given[0]!.type !== 'SpreadElement'
    );
  }

  /** Whether evaluating the node surely runs no code of the user's. */
  isQuiet(node: t.Node): boolean {
    switch (node.type) {
      case 'Identifier':
      case 'ThisExpression':
      case 'NumericLiteral':
      case 'StringLiteral':
      case 'BooleanLiteral':
        return true;
      case 'ParenthesizedExpression':
        return this.isQuiet(node.expression);
      case 'UnaryExpression':
        return node.operator !== 'delete' && this.isQuiet(node.argument);
      case 'BinaryExpression':
        return (
          node.operator !== 'instanceof' && this.isQuiet(node.left) && this.isQuiet(node.right)
        );
      case 'ConditionalExpression':
        return [node.test, node.consequent, node.alternate].every((each) => this.isQuiet(each));
      case 'MemberExpression':
        return this.isQuiet(node.object) && (!node.computed || this.isQuiet(node.property));
      case 'CallExpression':
        return (
          node.callee.type === 'MemberExpression' &&
          !node.callee.computed &&
          this.passive.isBuiltIn(node.callee.object, mathematics) &&
          node.arguments.every((each) => this.isQuiet(each))
        );
      default:
        return false;
    }
  }
}

const arithmetic = new Set<string>(['+', '-', '*', '/', '%', '**']);
const mathematics = new Set(['Math']);
