import type * as t from '@babel/types';
import { parse } from '@babel/parser';
import { builtIns, callMethod, isTrue } from './builtIns';
import { binary, Dual, valueOf } from './dual';

/*
 * Runs the programs that the generator writes on dual numbers, node by node: no part of it is shared
 * with the rewriter or the compiler. Arrays, functions and objects are JavaScript's own, so that
 * their methods are too.
 */

type Key = string | number;

class Scope {
  private readonly names = new Map<string, unknown>();
  constructor(private readonly parent: Scope | null) {}

  declare(name: string, value: unknown): void {
    this.names.set(name, value);
  }

  private home(name: string): Scope {
    if (this.names.has(name)) return this;
    if (!this.parent) throw new ReferenceError(name);
    return this.parent.home(name);
  }

  get(name: string): unknown {
    return this.home(name).names.get(name);
  }

  set(name: string, value: unknown): void {
    this.home(name).names.set(name, value);
  }
}

/** What ends a statement early. */
interface Leaving {
  kind: 'break' | 'continue' | 'return';
  label?: string;
  value?: unknown;
}
type Completion = Leaving | undefined;

export class Interpreter {
  private readonly scope: Scope;

  constructor(text: string, random: () => number) {
    this.scope = new Scope(null);
    for (const [name, value] of Object.entries(builtIns(random))) this.scope.declare(name, value);
    this.block(parse(text).program.body, this.scope);
  }

  /** Value and gradient of `f` at θ, on the context. */
  evaluate(theta: Float64Array, context: unknown): { value: number; gradient: number[] } {
    const unit = (i: number) => Array.from(theta, (_, k) => (k === i ? 1 : 0));
    const p = Array.from(theta, (x, i) => new Dual(x, unit(i)));
    const result = (this.scope.get('f') as (...args: unknown[]) => unknown)(p, context);
    const gradient = result instanceof Dual ? [...result.d] : unit(-1);
    return { value: valueOf(result), gradient };
  }

  private block(body: t.Statement[], scope: Scope): Completion {
    for (const each of body) {
      if (each.type === 'FunctionDeclaration') {
        scope.declare(each.id!.name, this.closure(each, scope));
      }
    }
    for (const each of body) {
      const left = this.statement(each, scope);
      if (left) return left;
    }
    return undefined;
  }

  private statement(node: t.Statement, scope: Scope, label?: string): Completion {
    switch (node.type) {
      case 'FunctionDeclaration':
      case 'EmptyStatement':
        return undefined;
      case 'ExpressionStatement':
        this.value(node.expression, scope);
        return undefined;
      case 'VariableDeclaration':
        for (const { id, init } of node.declarations) {
          const value = init ? this.value(init, scope) : undefined;
          this.bind(id, value, scope, (name, each) => scope.declare(name, each));
        }
        return undefined;
      case 'BlockStatement': {
        const left = this.block(node.body, new Scope(scope));
        return left?.kind === 'break' && label && left.label === label ? undefined : left;
      }
      case 'IfStatement':
        if (isTrue(this.value(node.test, scope))) return this.statement(node.consequent, scope);
        return node.alternate ? this.statement(node.alternate, scope) : undefined;
      case 'ReturnStatement':
        return {
          kind: 'return',
          value: node.argument ? this.value(node.argument, scope) : undefined,
        };
      case 'BreakStatement':
        return { kind: 'break', label: node.label?.name };
      case 'ContinueStatement':
        return { kind: 'continue', label: node.label?.name };
      case 'LabeledStatement':
        return this.statement(node.body, scope, node.label.name);
      case 'SwitchStatement':
        return this.switch(node, scope);
      case 'ForStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
        return this.loop(node, new Scope(scope), label);
      case 'ForOfStatement':
      case 'ForInStatement': {
        const given = this.value(node.right, scope) as unknown[];
        const list = node.type === 'ForInStatement' ? Object.keys(given) : given;
        const { id } = (node.left as t.VariableDeclaration).declarations[0]!;
        for (const item of list) {
          const inner = new Scope(scope);
          this.bind(id, item, inner, (name, value) => inner.declare(name, value));
          const left = this.leaving(this.statement(node.body, inner), label);
          if (left) return left === 'ended' ? undefined : left;
        }
        return undefined;
      }
      default:
        throw new Error(node.type);
    }
  }

  /** What a jump out of a loop's body means for the loop. */
  private leaving(left: Completion, label: string | undefined): Leaving | 'ended' | undefined {
    if (!left) return undefined;
    const isOwn = left.kind !== 'return' && (left.label === undefined || left.label === label);
    if (!isOwn) return left;
    return left.kind === 'break' ? 'ended' : undefined;
  }

  private loop(
    node: t.ForStatement | t.WhileStatement | t.DoWhileStatement,
    scope: Scope,
    label: string | undefined,
  ): Completion {
    const { init, update } = node.type === 'ForStatement' ? node : { init: null, update: null };
    if (init?.type === 'VariableDeclaration') this.statement(init, scope);
    else if (init) this.value(init, scope);
    for (let isFirst = true; ; isFirst = false) {
      const asks = !(isFirst && node.type === 'DoWhileStatement');
      if (asks && node.test && !isTrue(this.value(node.test, scope))) return undefined;
      const left = this.leaving(this.statement(node.body, scope), label);
      if (left) return left === 'ended' ? undefined : left;
      if (update) this.value(update, scope);
    }
  }

  private switch({ discriminant, cases }: t.SwitchStatement, scope: Scope): Completion {
    const value = valueOf(this.value(discriminant, scope));
    const isIt = ({ test }: t.SwitchCase) => test && valueOf(this.value(test, scope)) === value;
    let at = cases.findIndex(isIt);
    if (at < 0) at = cases.findIndex((each) => !each.test);
    if (at < 0) return undefined;
    const left = this.block(
      cases.slice(at).flatMap((each) => each.consequent),
      new Scope(scope),
    );
    return left?.kind === 'break' && left.label === undefined ? undefined : left;
  }

  private closure(node: t.Function, scope: Scope): (...args: unknown[]) => unknown {
    return (...args) => {
      const inner = new Scope(scope);
      const declare = (name: string, value: unknown) => inner.declare(name, value);
      node.params.forEach((each, i) => {
        if (each.type === 'RestElement') this.bind(each.argument, args.slice(i), inner, declare);
        else this.bind(each, args[i], inner, declare);
      });
      if (node.body.type !== 'BlockStatement') return this.value(node.body, inner);
      return this.block(node.body.body, new Scope(inner))?.value;
    };
  }

  private bind(
    place: t.Node,
    value: unknown,
    scope: Scope,
    give: (name: string, value: unknown) => void,
  ): void {
    switch (place.type) {
      case 'Identifier':
        return give(place.name, value);
      case 'AssignmentPattern':
        return this.bind(
          place.left,
          value === undefined ? this.value(place.right, scope) : value,
          scope,
          give,
        );
      case 'ArrayPattern':
        return place.elements.forEach((each, i) => {
          const list = value as unknown[];
          if (each?.type === 'RestElement') this.bind(each.argument, list.slice(i), scope, give);
          else if (each) this.bind(each, list[i], scope, give);
        });
      case 'ObjectPattern':
        return this.bindObject(place, value as Record<string, unknown>, scope, give);
      case 'MemberExpression':
        return this.place(place, scope).set(value);
      default:
        throw new Error(place.type);
    }
  }

  private bindObject(
    { properties }: t.ObjectPattern,
    value: Record<string, unknown>,
    scope: Scope,
    give: (name: string, value: unknown) => void,
  ): void {
    const rest = { ...value };
    for (const each of properties) {
      if (each.type === 'RestElement') this.bind(each.argument, rest, scope, give);
      else {
        const key = (each.key as t.Identifier).name;
        delete rest[key];
        this.bind(each.value, value[key], scope, give);
      }
    }
  }

  private place(node: t.Node, scope: Scope): { get(): unknown; set(value: unknown): void } {
    if (node.type === 'Identifier') {
      const { name } = node;
      return { get: () => scope.get(name), set: (value) => scope.set(name, value) };
    }
    if (node.type !== 'MemberExpression') throw new Error(node.type);
    const object = this.value(node.object, scope) as Record<Key, unknown>;
    const key = this.key(node, scope);
    const isTyped = ArrayBuffer.isView(object);
    return {
      get: () => object[key],
      // As in sloppy code: what cannot be written to stays as it is.
      set: (value) => void Reflect.set(object, key, isTyped ? valueOf(value) : value),
    };
  }

  private key(node: t.MemberExpression | t.OptionalMemberExpression, scope: Scope): Key {
    if (!node.computed) return (node.property as t.Identifier).name;
    return valueOf(this.value(node.property, scope));
  }

  private list(nodes: readonly (t.Node | null)[], scope: Scope): unknown[] {
    const all: unknown[] = [];
    for (const each of nodes) {
      if (each?.type !== 'SpreadElement') all.push(this.value(each!, scope));
      else all.push(...(this.value(each.argument, scope) as unknown[]));
    }
    return all;
  }

  private value(node: t.Node, scope: Scope): unknown {
    switch (node.type) {
      case 'ParenthesizedExpression':
        return this.value(node.expression, scope);
      case 'NumericLiteral':
      case 'StringLiteral':
      case 'BooleanLiteral':
        return node.value;
      case 'NullLiteral':
        return null;
      case 'Identifier':
        return scope.get(node.name);
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
        return this.closure(node, scope);
      case 'ArrayExpression':
        return this.list(node.elements, scope);
      case 'ObjectExpression':
        return this.object(node, scope);
      case 'MemberExpression': {
        const object = this.value(node.object, scope) as Record<Key, unknown>;
        return object[this.key(node, scope)];
      }
      case 'OptionalMemberExpression': {
        // What is none ends the whole chain.
        const object = this.value(node.object, scope) as Record<Key, unknown> | null | undefined;
        return object?.[this.key(node, scope)];
      }
      case 'OptionalCallExpression': {
        const { callee } = node;
        const isMember =
          callee.type === 'MemberExpression' || callee.type === 'OptionalMemberExpression';
        const object = isMember ? this.value(callee.object, scope) : null;
        const f = (
          isMember
            ? (object as Record<Key, unknown> | null)?.[this.key(callee, scope)]
            : this.value(callee, scope)
        ) as ((...args: unknown[]) => unknown) | null | undefined;
        return f?.apply(object, this.list(node.arguments, scope));
      }
      case 'BigIntLiteral':
        return BigInt(node.value);
      case 'TemplateLiteral':
        return node.quasis
          .map(({ value: { cooked } }, i) => {
            const each = node.expressions[i];
            return cooked! + (each ? String(valueOf(this.value(each, scope))) : '');
          })
          .join('');
      case 'CallExpression': {
        const { callee } = node;
        if (callee.type !== 'MemberExpression') {
          const f = this.value(callee, scope) as (...args: unknown[]) => unknown;
          return f(...this.list(node.arguments, scope));
        }
        const object = this.value(callee.object, scope);
        return callMethod(
          object,
          String(this.key(callee, scope)),
          this.list(node.arguments, scope),
        );
      }
      case 'NewExpression': {
        const f = this.value(node.callee, scope) as (...args: unknown[]) => unknown;
        return f(...this.list(node.arguments, scope));
      }
      case 'UnaryExpression': {
        const x = this.value(node.argument, scope);
        if (node.operator === '!') return !isTrue(x);
        if (node.operator === '-') return binary('*', -1, x);
        return x;
      }
      case 'BinaryExpression':
        return binary(node.operator, this.value(node.left, scope), this.value(node.right, scope));
      case 'LogicalExpression':
        return this.perhaps(node.operator, this.value(node.left, scope), () =>
          this.value(node.right, scope),
        );
      case 'ConditionalExpression':
        return this.value(
          isTrue(this.value(node.test, scope)) ? node.consequent : node.alternate,
          scope,
        );
      case 'AssignmentExpression':
        return this.assign(node, scope);
      case 'UpdateExpression': {
        const place = this.place(node.argument, scope);
        const before = place.get();
        const after = binary(node.operator[0]!, before, 1);
        place.set(after);
        return node.prefix ? after : before;
      }
      default:
        throw new Error(node.type);
    }
  }

  private perhaps(operator: string, left: unknown, right: () => unknown): unknown {
    if (operator === '??') return left ?? right();
    return isTrue(left) === (operator === '&&') ? right() : left;
  }

  private assign({ operator, left, right }: t.AssignmentExpression, scope: Scope): unknown {
    if (left.type === 'ArrayPattern' || left.type === 'ObjectPattern') {
      const value = this.value(right, scope);
      this.bind(left, value, scope, (name, each) => scope.set(name, each));
      return value;
    }
    const place = this.place(left, scope);
    const own = operator.slice(0, -1);
    const given = () => this.value(right, scope);
    let value: unknown;
    if (own === '') value = given();
    else if (['&&', '||', '??'].includes(own)) value = this.perhaps(own, place.get(), given);
    else value = binary(own, place.get(), given());
    place.set(value);
    return value;
  }

  private object(node: t.ObjectExpression, scope: Scope): Record<string, unknown> {
    const made: Record<string, unknown> = {};
    for (const each of node.properties) {
      if (each.type === 'SpreadElement') Object.assign(made, this.value(each.argument, scope));
      else {
        const { name } = each.key as t.Identifier;
        made[name] =
          each.type === 'ObjectMethod' ? this.closure(each, scope) : this.value(each.value, scope);
      }
    }
    return made;
  }
}
