import type * as t from '@babel/types';
import MagicString from 'magic-string';
import { rewriteAssignment, rewriteUpdate } from './assignments';
import { rewriteCall } from './calls';
import { PassiveExpressions } from './passive';
import { ScratchNumbers } from './scratch';
import { bare, children } from './syntax';

export interface RewriteOptions {
  /** Reports every operation and its place to the helper `see`. */
  examine: boolean;
  /** There are float arrays of ours, so writes to elements go through the helper `into`. */
  floatArrays: boolean;
}

export interface Rewritten {
  code: string;
  text: MagicString;
  /** The helpers' names in `code` are this followed by their own. */
  prefix: string;
  /** What must be declared around `code`. */
  declarations: string;
}

/**
 * Replaces the operators of a program by calls of the helpers in `operators.ts`. All the rest of
 * the language (closures, classes, generators, destructuring, …) works on active numbers as it is.
 *
 * Sites, where a helper takes one, are offsets of nodes in the text.
 */
export function rewrite(file: t.File, code: string, options: RewriteOptions): Rewritten {
  let prefix = 'ad$';
  while (code.includes(prefix)) prefix += '$';
  const rewriter = new Rewriter(file, code, prefix, options);
  const { text } = rewriter;
  return { code: text.toString(), text, prefix, declarations: rewriter.declarations };
}

const binaryHelpers: Record<string, string> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
  '%': 'rem',
  '**': 'pow',
  '&': 'bitAnd',
  '|': 'bitOr',
  '^': 'bitXor',
  '<<': 'shiftLeft',
  '>>': 'shiftRight',
  '>>>': 'shiftRightUnsigned',
  '<': 'lt',
  '<=': 'le',
  '>': 'gt',
  '>=': 'ge',
  '===': 'same',
  '!==': 'notSame',
  '==': 'equal',
  '!=': 'notEqual',
  instanceof: 'isInstance',
};
const unaryHelpers: Record<string, string> = { '-': 'neg', '+': 'pos', '~': 'bitNot' };

export class Rewriter {
  readonly text: MagicString;
  readonly passive: PassiveExpressions;
  readonly scratch: ScratchNumbers;
  /** Temporaries of each function around the current node; they make recursion safe. */
  private readonly temporaries: string[][] = [[]];
  private temporaryCount = 0;
  /** Offsets where a parenthesis of ours opens: a statement there needs a semicolon before. */
  private readonly opened = new Set<number>();

  constructor(
    file: t.File,
    readonly code: string,
    readonly prefix: string,
    readonly options: RewriteOptions,
  ) {
    this.text = new MagicString(code);
    this.passive = new PassiveExpressions(file.program);
    this.scratch = new ScratchNumbers(code, !options.examine, this.passive);
    this.visitAll(file.program);
  }

  get declarations(): string {
    const scratch = Array.from({ length: this.scratch.count }, (_, i) => `${this.prefix}s${i}`);
    return [
      `let ${[this.shared, ...this.temporaries[0]!].join(', ')}; `,
      ...scratch.map((name, depth) => `const ${name} = ${this.prefix}scratch(${depth}); `),
    ].join('');
  }

  /** A temporary shared by the whole program: set and read with no other code in between. */
  get shared(): string {
    return `${this.prefix}t`;
  }

  /** A temporary of the function around, for this place alone. */
  temporary(): string {
    const name = `${this.prefix}t${++this.temporaryCount}`;
    this.temporaries.at(-1)!.push(name);
    return name;
  }

  source(node: t.Node): string {
    return this.code.slice(node.start!, node.end!);
  }

  /** Puts text before a node; what encloses it must have been put there before. */
  before(node: t.Node, text: string): void {
    if (text.startsWith('(')) this.opensAt(node.start!);
    this.text.appendRight(node.start!, text);
  }

  opensAt(offset: number): void {
    this.opened.add(offset);
  }

  after(node: t.Node, text: string): void {
    this.text.appendLeft(node.end!, text);
  }

  replace(start: number, end: number, text: string): void {
    this.text.update(start, end, text);
  }

  /** How a call of a helper for this node opens. */
  open(helper: string, node: t.Node): string {
    const name = this.prefix + helper;
    return this.options.examine ? `${this.openSeen(node)}${name}, ` : `${name}(`;
  }

  /** `see(start, end, ` calls the function that follows with the arguments after it. */
  openSeen(node: t.Node): string {
    return `${this.prefix}see(${node.start!}, ${node.end!}, `;
  }

  visitAll(node: t.Node): void {
    for (const child of children(node)) this.visit(child);
  }

  /** `unused`: the value of the expression goes nowhere. */
  visit(node: t.Node, unused = false): void {
    switch (node.type) {
      case 'ExpressionStatement':
        this.visit(node.expression, true);
        return;
      case 'Program':
      case 'BlockStatement':
      case 'StaticBlock':
        this.visitStatements(node.body);
        return;
      case 'SwitchStatement':
        this.wrap('plain', node.discriminant);
        for (const each of node.cases) {
          if (each.test) this.wrap('plain', each.test);
          this.visitStatements(each.consequent);
        }
        return;
      case 'IfStatement':
      case 'ConditionalExpression':
        this.condition(node.test);
        this.visit(node.consequent, unused);
        if (node.alternate) this.visit(node.alternate, unused);
        return;
      case 'WhileStatement':
      case 'DoWhileStatement':
        this.condition(node.test);
        this.visit(node.body);
        return;
      case 'ForStatement':
        if (node.init) this.visit(node.init, true);
        if (node.test) this.condition(node.test);
        if (node.update) this.visit(node.update, true);
        this.visit(node.body);
        return;
      case 'ForInStatement':
        this.visit(node.left);
        this.wrap('plain', node.right);
        this.visit(node.body);
        return;
      case 'ThrowStatement':
        this.before(node.argument, `${this.prefix}thrown(${node.start!}, `);
        this.visit(node.argument);
        this.after(node.argument, ')');
        return;
      case 'ParenthesizedExpression':
        this.visit(node.expression, unused);
        return;
      case 'SequenceExpression':
        node.expressions.forEach((each, i) =>
          this.visit(each, unused || i < node.expressions.length - 1),
        );
        return;
      case 'BinaryExpression':
        this.visitBinary(node);
        return;
      case 'UnaryExpression':
        this.visitUnary(node);
        return;
      case 'LogicalExpression':
        this.visitLogical(node, unused);
        return;
      case 'AssignmentExpression':
        rewriteAssignment(this, node);
        return;
      case 'UpdateExpression':
        rewriteUpdate(this, node, unused);
        return;
      case 'CallExpression':
      case 'OptionalCallExpression':
        rewriteCall(this, node);
        return;
      case 'ObjectProperty':
        // In shorthand, key and value are the same text.
        if (!node.shorthand) this.visit(node.key);
        this.visit(node.value);
        return;
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
      case 'ObjectMethod':
      case 'ClassMethod':
      case 'ClassPrivateMethod':
        this.visitFunction(node);
        return;
      default:
        this.visitAll(node);
    }
  }

  /** Visits a test: only whether the value is true matters. */
  condition(node: t.Node): void {
    const test = bare(node);
    if (test.type === 'LogicalExpression' && test.operator !== '??') {
      this.condition(test.left);
      this.condition(test.right);
    } else if (this.passive.has(test)) {
      this.visit(node);
    } else {
      this.wrap('truth', node);
    }
  }

  /** Puts a call without a site around an expression that is not passive. */
  wrap(helper: string, node: t.Node): void {
    const needed = !this.passive.has(node);
    if (needed) this.before(node, `${this.prefix}${helper}(`);
    this.visit(node);
    if (needed) this.after(node, ')');
  }

  private visitStatements(body: t.Statement[]): void {
    for (const statement of body) {
      this.visit(statement);
      // `a = b⏎(…)` would be a call, where the text had no semicolon.
      if (statement.type === 'ExpressionStatement' && this.opened.has(statement.start!)) {
        this.text.prependRight(statement.start!, ';');
      }
    }
  }

  private visitFunction(node: t.Function): void {
    for (const child of children(node)) {
      if (child !== node.body) this.visit(child);
    }
    this.temporaries.push([]);
    const { body } = node;
    this.visit(body);
    const names = this.temporaries.pop()!;
    if (names.length === 0) return;
    const declaration = `let ${names.join(', ')};`;
    if (body.type === 'BlockStatement') {
      this.text.appendLeft(body.directives.at(-1)?.end ?? body.start! + 1, ` ${declaration} `);
    } else {
      this.text.prependRight(body.start!, `{ ${declaration} return `);
      this.text.appendLeft(body.end!, '; }');
    }
  }

  /** Visits an operand of what uses its value at once and keeps nothing of it. */
  operand(node: t.Node): void {
    const inner = bare(node);
    if (!this.scratch.takes(node)) this.visit(node);
    else if (inner.type === 'BinaryExpression') this.visitBinary(inner, true);
    else if (inner.type === 'UnaryExpression') this.visitUnary(inner, true);
    else if (inner.type === 'CallExpression') rewriteCall(this, inner, true);
  }

  private visitBinary(node: t.BinaryExpression, isOperand = false): void {
    const { left, right, operator } = node;
    const helper = binaryHelpers[operator];
    const untouched =
      !helper || (operator !== 'instanceof' && this.passive.has(left) && this.passive.has(right));
    if (untouched) {
      this.visit(left);
      this.visit(right);
      return;
    }
    this.before(node, this.open(helper, node));
    const isLeftHeld = this.scratch.takes(left) && this.scratch.isQuiet(right);
    if (isLeftHeld) this.operand(left);
    else this.visit(left);
    this.replace(left.end!, right.start!, ', ');
    if (isLeftHeld) this.scratch.held++;
    this.operand(right);
    if (isLeftHeld) this.scratch.held--;
    this.after(node, isOperand ? `, ${this.prefix}s${this.scratch.take()})` : ')');
  }

  private visitUnary(node: t.UnaryExpression, isOperand = false): void {
    const { argument, operator } = node;
    if (operator === '!') {
      this.condition(argument);
    } else if (operator === 'typeof' && !this.passive.has(argument)) {
      const name = bare(argument);
      if (name.type === 'Identifier') {
        // An undeclared name may stand in `typeof` alone.
        this.before(node, '(');
        this.after(
          node,
          ` === "object" ? ${this.prefix}kindOf(${name.name}) : typeof ${name.name})`,
        );
      } else {
        this.replace(node.start!, argument.start!, `${this.prefix}kindOf(`);
        this.visit(argument);
        this.after(node, ')');
      }
    } else if (unaryHelpers[operator] && !this.passive.has(argument)) {
      this.replace(node.start!, argument.start!, this.open(unaryHelpers[operator], node));
      // +x gives x itself, so x must be an object of its own.
      if (operator === '+') this.visit(argument);
      else this.operand(argument);
      this.after(node, isOperand ? `, ${this.prefix}s${this.scratch.take()})` : ')');
    } else {
      this.visit(argument);
    }
  }

  private visitLogical(node: t.LogicalExpression, unused: boolean): void {
    const { left, right, operator } = node;
    if (operator === '??' || this.passive.has(left)) {
      this.visit(left);
      this.visit(right, unused);
    } else if (unused) {
      this.condition(left);
      this.visit(right, true);
    } else {
      const value = this.shared;
      this.before(node, `(${this.prefix}truth(${value} = `);
      this.visit(left);
      this.replace(left.end!, right.start!, operator === '&&' ? ') ? ' : `) ? ${value} : `);
      this.visit(right);
      this.after(node, operator === '&&' ? ` : ${value})` : ')');
    }
  }
}
