import type { For, Loop, Statement } from './ir';

/* What the statements of the intermediate code are about: numbers, blocks and memory. */

export type Operand = number | boolean | Variable;

export class Variable {
  isInteger = false;
  /** Bounds of an integer, where they are known. */
  min = -Infinity;
  max = Infinity;
  /** It is below this number wherever it can be read. */
  below: Operand | null = null;
  /** Holds the address of an array. */
  isPointer = false;
  definition: Statement | null = null;
  /** May depend on θ; may matter to the result. */
  varied = false;
  useful = false;

  constructor(
    readonly id: number,
    readonly kind: 'number' | 'boolean',
    readonly isMutable: boolean,
    /** Where it is defined or declared. */
    public block: Block,
  ) {}

  get active(): boolean {
    return this.varied && this.useful;
  }

  get name(): string {
    return `${this.isMutable ? 'm' : 't'}${this.id}`;
  }

  get adjoint(): string {
    return `${this.name}_`;
  }
}

export class Block {
  readonly statements: Statement[] = [];
  constructor(
    readonly parent: Block | null,
    /** The loop whose body this is. */
    public loop: For | Loop | null = null,
  ) {}

  /** Whether `other` is this block or encloses it. */
  isWithin(other: Block): boolean {
    return this === other || (this.parent?.isWithin(other) ?? false);
  }
}

/** Where arrays live: θ itself, constant data, or the arena of the evaluation. */
export type Space = 'theta' | 'data' | 'arena';

/** Elements that may be the same by aliasing; classes are united where arrays meet. */
export class Memory {
  private above: Memory | null = null;
  varied = false;
  useful = false;
  /** Some element is written more than once. */
  overwritten = false;
  /** Data that stands in the arena: must not be written. */
  isConstant = false;
  /** Something else has the same elements and would not see a write. */
  isCopy = false;
  /** Some array of the class has a length that is only known when it runs. */
  hasHeader = false;
  /** Blocks in which arrays of the class are made. */
  readonly made: Block[] = [];

  constructor(readonly space: Space) {}

  get root(): Memory {
    return this.above?.root ?? this;
  }

  get active(): boolean {
    return this.varied && this.useful;
  }

  /** Both are one class from now on; of one space. */
  unite(other: Memory): void {
    const [a, b] = [this.root, other.root];
    if (a === b) return;
    b.above = a;
    a.overwritten ||= b.overwritten;
    a.hasHeader ||= b.hasHeader;
    a.isConstant ||= b.isConstant;
    a.isCopy ||= b.isCopy;
    a.made.push(...b.made);
  }
}

export interface Address {
  memory: Memory;
  base: Operand;
  index: Operand;
}
