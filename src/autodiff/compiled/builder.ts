import type * as t from '@babel/types';
import { Declined } from './decline';
import { boundsOf, describe, fold, isInteger } from './fold';
import type { For, Loop, Statement } from './ir';
import { Block, Variable, type Address, type Operand } from './variables';
import { operations, type OperationName } from './operations';

/** More statements than this are no program that V8 would optimise. */
const mostStatements = 6000;

/** Tells −0 from 0. */
function keyOf(operand: Operand): string {
  if (operand instanceof Variable) return operand.name;
  return Object.is(operand, -0) ? '-0' : String(operand);
}

/** Writes intermediate code, statement by statement, into the block in hand. */
export class Builder {
  readonly top = new Block(null);
  block = this.top;
  /** Where the user's code is that is being compiled. */
  node: t.Node | null = null;
  private readonly memory = new Map<string, Variable>();
  private variables = 0;
  private size = 0;

  variable(kind: 'number' | 'boolean', isMutable: boolean): Variable {
    return new Variable(this.variables++, kind, isMutable, this.block);
  }

  emit(statement: Statement): void {
    if (++this.size > mostStatements) throw new Declined('a program of this size', this.node);
    this.block.statements.push(statement);
  }

  /** A temporary that a statement made by `make` defines. */
  temporary(
    make: (target: Variable) => Statement,
    kind: 'number' | 'boolean' = 'number',
  ): Variable {
    const target = this.variable(kind, false);
    const statement = make(target);
    target.definition = statement;
    this.emit(statement);
    return target;
  }

  define(operation: OperationName, ...args: Operand[]): Operand {
    const known = fold(operation, args);
    if (known !== null) return known;
    if (operations[operation].keepsIntegers && args.every(isInteger)) {
      const key = [operation, ...args.map(keyOf)];
      return this.remembered(key.join(' '), () => this.defined(operation, args));
    }
    return this.defined(operation, args);
  }

  private defined(operation: OperationName, args: Operand[]): Variable {
    const target = this.temporary(
      (made) => ({ kind: 'define', target: made, operation, args }),
      operations[operation].result,
    );
    describe(target, operation, args);
    return target;
  }

  /** The same temporary again where it was worked out before on the way to here. */
  remembered(key: string, make: () => Variable): Variable {
    const known = this.memory.get(key);
    if (known && this.block.isWithin(known.block)) return known;
    const value = make();
    this.memory.set(key, value);
    return value;
  }

  /** Sums and products of addresses. */
  sum(a: Operand, b: Operand): Operand {
    return a === 0 ? b : b === 0 ? a : this.define('add', a, b);
  }

  times(a: Operand, b: number): Operand {
    return b === 1 ? a : this.define('mul', a, b);
  }

  read(variable: Variable): Variable {
    const target = this.temporary(
      (made) => ({ kind: 'read', target: made, variable }),
      variable.kind,
    );
    target.isInteger = variable.isInteger;
    target.isPointer = variable.isPointer;
    return target;
  }

  set(variable: Variable, value: Operand): void {
    this.emit({ kind: 'set', variable, value });
  }

  load(address: Address, kind: 'number' | 'boolean', checksHole = false): Variable {
    return this.temporary((target) => ({ kind: 'load', target, address, checksHole }), kind);
  }

  guard(condition: Operand): void {
    if (condition !== true) this.emit({ kind: 'guard', condition });
  }

  /** The tape goes on unless 0 ≤ index < length. */
  checkIndex(index: Operand, length: Operand): void {
    if (!isInteger(index)) this.guard(this.define('isInteger', index));
    const [low, high] = boundsOf(index);
    if (!(low >= 0)) this.guard(this.define('ge', index, 0));
    const isBelow = typeof index === 'object' && index.below !== null && index.below === length;
    const least = boundsOf(length)[0];
    if (!isBelow && !(high < least)) this.guard(this.define('lt', index, length));
  }

  inside<T>(block: Block, work: () => T): T {
    const outer = this.block;
    this.block = block;
    try {
      return work();
    } finally {
      this.block = outer;
    }
  }

  /** An `if` of two open blocks. */
  fork(condition: Operand): { then: Block; otherwise: Block } {
    const blocks = { then: new Block(this.block), otherwise: new Block(this.block) };
    this.emit({ kind: 'if', condition, ...blocks });
    return blocks;
  }

  /**
   * @param broken ends the loop after an iteration that set it
   * @returns the index behind the last iteration
   */
  forLoop(
    from: Operand,
    test: For['test'],
    to: Operand,
    step: number,
    broken: Variable | null,
    work: (index: Variable) => void,
  ): Variable {
    const body = new Block(this.block);
    const index = new Variable(this.variables++, 'number', false, body);
    index.isInteger = true;
    const [low, high] = [boundsOf(from), boundsOf(to)];
    if (step > 0) {
      index.min = low[0];
      index.max = test === '<' && isInteger(to) ? high[1] - 1 : high[1];
      if (test === '<') index.below = to;
    } else {
      index.max = low[1];
      index.min = test === '>' && isInteger(to) ? high[0] + 1 : high[0];
    }
    const end = this.variable('number', false);
    end.isInteger = true;
    const loop: For = { kind: 'for', index, from, to, test, step, body, broken, end };
    index.definition = loop;
    end.definition = loop;
    body.loop = loop;
    this.emit(loop);
    this.inside(body, () => work(index));
    return end;
  }

  /** Visits 0 … length − 1. */
  each(length: Operand, work: (index: Variable) => void, broken: Variable | null = null): void {
    this.forLoop(0, '<', length, 1, broken, work);
  }

  /** Runs until `broken` is set. */
  loop(broken: Variable, work: () => void): void {
    const loop: Loop = {
      kind: 'loop',
      broken,
      body: new Block(this.block),
      count: this.variable('number', false),
    };
    loop.count.definition = loop;
    loop.count.isInteger = true;
    loop.body.loop = loop;
    this.emit(loop);
    this.inside(loop.body, work);
  }
}
