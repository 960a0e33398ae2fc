import type * as t from '@babel/types';
import { arrayFrom } from './arrays';
import { Builder } from './builder';
import { Data } from './data';
import { Declined, type Unknown } from './decline';
import { targetOf, type For, type Statement } from './ir';
import { Memory, type Block, type Operand, type Variable } from './variables';
import { Scope, type Binding } from './scope';
import { storageFor, write } from './storage';
import {
  held,
  type ArrayValue,
  type RecordValue,
  type Slot,
  type TupleValue,
  type Value,
} from './values';
import type { LoopExits, Target } from './exits';
import type { Facts } from './facts';
import { summaryOf } from './summary';
import type { TopLevel } from './topLevel';

/** What turns the user's code into intermediate code; the state that all its parts share. */
export class Lowering extends Builder {
  /** θ and the data have memory of their own, unless arrays of both meet. */
  readonly theta;
  readonly data;
  /** The scope of the user's top level; its names are looked up there by name. */
  readonly root = new Scope(null);
  scope = this.root;
  /** A call behind which `??` asks whether what it looks for is there, and whether it is. */
  private asked: { node: t.Node; isThere: Operand } | null = null;
  /** The calls and repetitions around, as text: tells places apart that one piece of text makes. */
  path = '';
  depth = 0;
  calls = 0;
  returns: { target: Target; give(value: Value): void } | null = null;
  readonly loops: LoopExits[] = [];
  private newly = new Set<Binding>();
  /** What was not known, and passed over. */
  skipped: Unknown | null = null;
  /** Memory of objects that are compared, of which there must be no copies. */
  readonly compared = new Set<Memory>();
  /** Sites of arrays that grow. */
  sites = 0;

  constructor(
    readonly facts: Facts,
    readonly topLevel: TopLevel,
    size: number,
  ) {
    super();
    const isUnified = facts.has('unified');
    this.theta = new Memory(isUnified ? 'arena' : 'theta');
    this.theta.varied = true;
    const constants = new Memory(isUnified ? 'arena' : 'data');
    constants.isConstant = true;
    this.data = new Data(constants, isUnified ? size : 0);
  }

  declined(what: string): never {
    throw new Declined(what, this.node);
  }

  key(node: t.Node): string {
    return `${node.start}${this.path}`;
  }

  at<T>(step: string, work: () => T): T {
    const before = this.path;
    this.path = `${before}@${step}`;
    try {
      return work();
    } finally {
      this.path = before;
    }
  }

  unite(a: Memory, b: Memory): void {
    const [x, y] = [a.root, b.root];
    if (x === y) return;
    if (x.space !== y.space) {
      if (this.facts.has('unified')) this.declined('data and other arrays in one place');
      this.facts.note('unified');
      return;
    }
    x.unite(y);
  }

  /** An array in memory with these elements: the array itself, or one to read from. */
  inMemory(value: Value): ArrayValue {
    if (value.kind === 'array') return value;
    if (value.kind !== 'tuple') return this.declined('such a value in place of an array');
    return arrayFrom(this, value);
  }

  /** The same, to be written to. */
  inMemoryForWriting(tuple: TupleValue): ArrayValue {
    if (tuple.isShared) this.declined('a write to an array of which copies exist');
    return arrayFrom(this, tuple);
  }

  /** Works on what `??` asks of; and whether it is there, where only running tells. */
  asking<T>(node: t.Node, work: () => T): { result: T; isThere: Operand } {
    const outer = this.asked;
    const asked = { node, isThere: true as Operand };
    this.asked = asked;
    try {
      return { result: work(), isThere: asked.isThere };
    } finally {
      this.asked = outer;
    }
  }

  isAsked(call: t.Node): boolean {
    return this.asked?.node === call;
  }

  /** What a call looks for is there, or not; where nobody asks, the tape goes on if it is not. */
  present(call: t.Node, isThere: Operand): void {
    if (this.asked?.node === call) this.asked.isThere = isThere;
    else this.guard(isThere);
  }

  /** Whether running a piece of code may write to a name. */
  mayAssign(body: t.Node, name: string): boolean {
    const { assigned, calls } = summaryOf(body);
    return calls || assigned.has(name);
  }

  /** Holds an element or a property of a literal. */
  slot(value: Value, site: string, key: string): Slot {
    if (!this.facts.has(`${site} written`)) return held(value);
    const storage = storageFor(this, value, `${site}.${key}`);
    if (!storage) return held(value);
    write(this, storage, value);
    return { value, storage };
  }

  /** Writes to a property or an element of a literal. */
  writeSlot(owner: TupleValue | RecordValue, key: string, slot: Slot, value: Value): void {
    if (owner.isShared) this.declined('a write to an object or array of which copies exist');
    const fact = `${owner.site} written`;
    if (!this.facts.has(fact)) this.facts.note(fact);
    else if (!slot.storage) this.declined(`a write to the property ${key}`);
    else write(this, slot.storage, value);
  }

  /** Takes a statement out of a block inside into the one in hand. */
  adopt(statement: Statement): void {
    const target = targetOf(statement);
    if (target) target.block = this.block;
    this.block.statements.push(statement);
  }

  /** A name of the code in hand. */
  declare(name: string, node: t.Node, isMutable: boolean, scope = this.scope): Binding {
    return scope.declare(name, `${name}:${this.key(node)}`, isMutable, this.block);
  }

  /** Gives a name its value. */
  bind(binding: Binding, value: Value): void {
    if (!binding.isMutable) binding.value = value;
    else {
      if (!binding.storage && !binding.value) {
        const { key, block } = binding;
        binding.storage = this.inside(block, () => storageFor(this, value, key));
        // What cannot be kept in a variable can be given a name once.
        if (!binding.storage) {
          if (this.block !== block) this.declined('a variable that takes such a value later on');
          binding.value = value;
        }
      } else if (binding.value) this.declined('a variable that takes several such values');
      if (binding.storage) write(this, binding.storage, value);
    }
    this.markAssigned(binding);
  }

  markAssigned(binding: Binding): void {
    if (binding.isAssigned) return;
    binding.isAssigned = true;
    this.newly.add(binding);
  }

  /** Works on what may or may not run; gives what was assigned there and is not afterwards. */
  perhaps<T>(work: () => T): { result: T; assigned: Set<Binding> } {
    const outer = this.newly;
    this.newly = new Set();
    try {
      const result = work();
      for (const binding of this.newly) binding.isAssigned = false;
      return { result, assigned: this.newly };
    } finally {
      this.newly = outer;
    }
  }

  /** A loop, which may not run at all. */
  override forLoop(
    from: Operand,
    test: For['test'],
    to: Operand,
    step: number,
    broken: Variable | null,
    work: (index: Variable) => void,
  ): Variable {
    return super.forLoop(from, test, to, step, broken, (index) => {
      this.perhaps(() => work(index));
    });
  }

  branch<T>(block: Block, work: () => T): { result: T; assigned: Set<Binding> } {
    return this.perhaps(() => this.inside(block, work));
  }
}
