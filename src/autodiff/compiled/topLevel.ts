import type * as t from '@babel/types';
import { bare, boundNames, children, descendants } from '../rewrite/syntax';
import { Declined } from './decline';

// Captured before any user code ran.
const { apply } = Reflect;
const toText = Object.getOwnPropertyDescriptor(Function.prototype, 'toString')!
  .value as () => string;

/** The text of a function, as far as it has one. */
const written = (f: unknown) => apply(toText, f, []);

/** The names that the user's files declare outside of functions, and what they stand for. */
export class TopLevel {
  /** Names that are written to somewhere other than in their declaration. */
  readonly assigned = new Set<string>();
  /** Those of them that a function writes to. */
  private readonly assignedLater = new Set<string>();
  private readonly functions = new Map<string, t.Function>();
  private readonly initial = new Map<string, t.Node>();
  private readonly constants = new Set<string>();
  private readonly names = new Set<string>();
  /** Names of which a property is written to. */
  private readonly changed = new Set<string>();
  private values: Record<string, () => unknown> = {};

  /** @param code the text of the file */
  constructor(
    private readonly file: t.File,
    private readonly code: string,
  ) {
    for (const statement of file.program.body) this.declare(statement);
    this.findWrites(file.program, false);
  }

  private declare(statement: t.Statement): void {
    if (statement.type === 'FunctionDeclaration' && statement.id) {
      this.names.add(statement.id.name);
      this.functions.set(statement.id.name, statement);
    } else if (statement.type === 'ClassDeclaration' && statement.id) {
      this.names.add(statement.id.name);
      this.initial.set(statement.id.name, statement);
    } else if (statement.type === 'VariableDeclaration') {
      for (const { id, init } of statement.declarations) {
        for (const name of boundNames(id)) {
          this.names.add(name);
          if (statement.kind === 'const') this.constants.add(name);
        }
        if (id.type !== 'Identifier' || !init) continue;
        const value = bare(init);
        this.initial.set(id.name, value);
        if (/^(Arrow)?FunctionExpression$/.test(value.type)) {
          this.functions.set(id.name, value as t.Function);
        }
      }
    }
  }

  private findWrites(node: t.Node, isInFunction: boolean): void {
    const write = (target: t.Node) => {
      for (const name of boundNames(bare(target))) {
        this.assigned.add(name);
        if (isInFunction) this.assignedLater.add(name);
      }
      for (const each of descendants(target)) {
        if (each.type === 'MemberExpression' && each.object.type === 'Identifier') {
          this.changed.add(each.object.name);
        }
      }
    };
    if (node.type === 'AssignmentExpression') write(node.left);
    if (node.type === 'UpdateExpression') write(node.argument);
    if (node.type === 'UnaryExpression' && node.operator === 'delete') write(node.argument);
    if (node.type === 'ForOfStatement' || node.type === 'ForInStatement') {
      if (node.left.type !== 'VariableDeclaration') write(node.left);
    }
    const isFunction = /Function|Method/.test(node.type);
    for (const child of children(node)) this.findWrites(child, isInFunction || isFunction);
  }

  /** Code to run behind the user's, so that the values can be asked for. */
  accessors(exported: string): string {
    const entries = [...this.names].map((name) => `${JSON.stringify(name)}: () => ${name}`);
    return `\nexports[${JSON.stringify(exported)}] = { ${entries.join(', ')} };`;
  }

  /** @param values what `accessors` has exported */
  attach(values: Record<string, () => unknown>): void {
    this.values = values;
  }

  declares(name: string): boolean {
    return this.names.has(name);
  }

  /** The function a name stands for, where it is one and stays it. */
  functionOf(name: string): t.Function | null {
    return this.assigned.has(name) ? null : (this.functions.get(name) ?? null);
  }

  /** The function that is a property of an object or a static method of a class. */
  methodOf(name: string, key: string): t.Function | null {
    const method = this.partOf(name, [key]);
    return method && isFunction(method) ? method : null;
  }

  /** What the text gives to a part of a name's value, which nothing changes later; null: not known. */
  partOf(name: string, path: readonly string[]): t.Node | null {
    if (this.assigned.has(name) || this.changed.has(name)) return null;
    let node: t.Node | null = this.initial.get(name) ?? null;
    for (const key of path) node = node && partAt(node, key);
    return node && bare(node);
  }

  /** Whether a function is the one that is written there: the code that ran may have moved it. */
  isWritten(f: unknown, node: t.Node): boolean {
    return written(f) === this.code.slice(node.start!, node.end!);
  }

  /** The value of a name once the files have run; Declined where it may change. */
  valueOf(name: string, node: t.Node): unknown {
    if (this.assignedLater.has(name) && !this.constants.has(name)) {
      throw new Declined(`${name}, which functions write to`, node);
    }
    const read = Object.hasOwn(this.values, name) ? this.values[name] : undefined;
    if (!read) throw new Declined(name, node);
    return read();
  }

  /** The function given to `exports.objective`. */
  objective(): t.Function | null {
    for (const statement of this.file.program.body) {
      if (statement.type !== 'ExpressionStatement') continue;
      const node = statement.expression;
      if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') continue;
      const { object, property } = node.left;
      const isExport = object.type === 'Identifier' && object.name === 'exports';
      if (!isExport || property.type !== 'Identifier' || property.name !== 'objective') continue;
      return this.functionAt(bare(node.right));
    }
    return null;
  }

  private functionAt(node: t.Node): t.Function | null {
    if (node.type === 'Identifier') {
      const alias = this.initial.get(node.name);
      if (alias?.type === 'Identifier' && !this.assigned.has(node.name))
        return this.functionAt(alias);
      if (alias?.type === 'MemberExpression' && !this.assigned.has(node.name)) {
        return this.functionAt(alias);
      }
      return this.functionOf(node.name);
    }
    if (node.type === 'MemberExpression' && node.object.type === 'Identifier') {
      const { property } = node;
      if (property.type === 'StringLiteral') return this.methodOf(node.object.name, property.value);
      return !node.computed && property.type === 'Identifier'
        ? this.methodOf(node.object.name, property.name)
        : null;
    }
    return /^(Arrow)?FunctionExpression$/.test(node.type) ? (node as t.Function) : null;
  }
}

/** Whether a function is a built-in one of this name. */
export function isBuiltIn(f: unknown, name: string): boolean {
  return written(f) === `function ${name}() { [native code] }`;
}

export function isFunction(node: t.Node): node is t.Function {
  return /^((Arrow)?FunctionExpression|FunctionDeclaration|ObjectMethod|ClassMethod)$/.test(
    node.type,
  );
}

/** An element, a property or a static method, as it is written in a literal or a class. */
function partAt(node: t.Node, key: string): t.Node | null {
  const whole = bare(node);
  const isNamed = (each: t.Node) =>
    (each.type === 'Identifier' && each.name === key) ||
    (each.type === 'StringLiteral' && each.value === key);
  if (whole.type === 'ArrayExpression') {
    const isSpread = whole.elements.some((each) => each?.type === 'SpreadElement');
    return isSpread ? null : (whole.elements[Number(key)] ?? null);
  }
  if (whole.type === 'ClassDeclaration' || whole.type === 'ClassExpression') {
    for (const each of whole.body.body) {
      if (each.type === 'ClassMethod' && each.static && !each.computed && isNamed(each.key)) {
        return each.kind === 'method' ? each : null;
      }
    }
  }
  if (whole.type !== 'ObjectExpression') return null;
  // Of two of one name the later one counts, and a spread may bring any.
  for (const each of whole.properties.toReversed()) {
    if (each.type === 'SpreadElement' || each.computed) return null;
    if (!isNamed(each.key)) continue;
    if (each.type === 'ObjectMethod') return each.kind === 'method' ? each : null;
    return each.value;
  }
  return null;
}
