import { fold } from './fold';
import type { For, Loop, Statement } from './ir';
import { Block, Variable, type Address, type Operand } from './variables';

/*
 * Copies of code that stand beside each other: each has variables of its own, but what is the same
 * number in all of them is worked out once.
 */

/** What the copies made so far have in common. */
export class Common {
  private readonly values = new Map<string, Variable>();

  /** @param nextId the number of the next variable */
  constructor(private nextId: number) {}

  /** A new variable of the same kind. */
  twin(of: Variable, block: Block): Variable {
    const made = new Variable(this.nextId++, of.kind, of.isMutable, block);
    made.isInteger = of.isInteger;
    made.isPointer = of.isPointer;
    return made;
  }

  /** A new whole number. */
  integer(block: Block): Variable {
    const made = new Variable(this.nextId++, 'number', false, block);
    made.isInteger = true;
    return made;
  }

  /** The variable that has the number of a definition already, where it may be read. */
  find(s: Statement, block: Block): Variable | null {
    const found = this.values.get(keyOf(s) ?? '');
    return found && block.isWithin(found.block) ? found : null;
  }

  note(s: Statement, target: Variable): void {
    const key = keyOf(s);
    if (key !== null) this.values.set(key, target);
  }

  /** From here on code is written in front of what was written before. */
  forget(): void {
    this.values.clear();
  }
}

/** One copy. */
export class Copy {
  private readonly variables = new Map<Variable, Operand>();
  private readonly blocks = new Map<Block, Block>();

  constructor(private readonly common: Common) {}

  /** What stands for a variable in the copy. */
  rename(from: Variable, to: Operand): void {
    this.variables.set(from, to);
  }

  /** Which block takes what stands in another. */
  place(from: Block, to: Block): void {
    this.blocks.set(from, to);
  }

  operand<Each extends Operand>(x: Each): Each {
    if (!(x instanceof Variable)) return x;
    const known = this.variables.get(x);
    if (known !== undefined) return known as Each;
    const block = x.isMutable ? this.blocks.get(x.block) : undefined;
    if (!block) return x;
    const made = this.common.twin(x, block);
    this.variables.set(x, made);
    return made as Variable & Each;
  }

  /** Writes the copy of a statement into a block, behind the statements given. */
  write(s: Statement, into: Block, statements = into.statements): void {
    if (s.kind === 'define') {
      const args = s.args.map((each) => this.operand(each));
      const known = s.operation.endsWith('Random') ? null : fold(s.operation, args);
      if (known !== null) return this.rename(s.target, known);
    }
    const made = this.of(s, into);
    if ('target' in made && 'target' in s) {
      const same = this.common.find(made, into);
      if (same) return this.rename(s.target, same);
      this.common.note(made, made.target);
      made.target.definition = made;
    }
    statements.push(made);
  }

  private target(of: Variable, block: Block): Variable {
    const made = this.common.twin(of, block);
    this.variables.set(of, made);
    return made;
  }

  private address({ memory, base, index }: Address): Address {
    return { memory, base: this.operand(base), index: this.operand(index) };
  }

  private of(s: Statement, into: Block): Statement {
    switch (s.kind) {
      case 'define': {
        const args = s.args.map((each) => this.operand(each));
        return { ...s, args, target: this.target(s.target, into) };
      }
      case 'read': {
        const variable = this.operand(s.variable);
        return { ...s, variable, target: this.target(s.target, into) };
      }
      case 'set':
      case 'accumulate':
        return { ...s, variable: this.operand(s.variable), value: this.operand(s.value) };
      case 'load': {
        const address = this.address(s.address);
        return { ...s, address, target: this.target(s.target, into) };
      }
      case 'store':
      case 'accumulate-store':
        return { ...s, address: this.address(s.address), value: this.operand(s.value) };
      case 'allocate': {
        const length = this.operand(s.length);
        return { ...s, length, target: this.target(s.target, into) };
      }
      case 'load-length':
        return { ...s, base: this.operand(s.base), target: this.target(s.target, into) };
      case 'store-length':
        return { ...s, base: this.operand(s.base), length: this.operand(s.length) };
      case 'sort': {
        const [keys, order] = [this.address(s.keys), this.address(s.order)];
        return { ...s, keys, order, length: this.operand(s.length) };
      }
      case 'flow': {
        const [from, to] = [this.operand(s.from), this.operand(s.to)];
        return { ...s, from, to, weight: this.operand(s.weight) };
      }
      case 'guard':
        return { ...s, condition: this.operand(s.condition) };
      case 'if': {
        const condition = this.operand(s.condition);
        const then = this.block(s.then, into);
        return { ...s, condition, then, otherwise: this.block(s.otherwise, into) };
      }
      case 'for': {
        const made = loopLike(s, into, this.common);
        made.from = this.operand(s.from);
        made.to = this.operand(s.to);
        made.broken = s.broken && this.operand(s.broken);
        this.enter(s, made);
        this.fill(s.body, made.body);
        return made;
      }
      case 'loop': {
        const body = new Block(into);
        const made: Loop = {
          ...{ kind: 'loop', broken: this.operand(s.broken), body },
          count: this.target(s.count, into),
        };
        body.loop = made;
        made.count.definition = made;
        this.fill(s.body, body);
        return made;
      }
    }
  }

  /** Takes another loop's index, end and body for those of a loop. */
  enter(loop: For, made: For): void {
    this.rename(loop.index, made.index);
    this.rename(loop.end, made.end);
    this.place(loop.body, made.body);
  }

  private block(from: Block, parent: Block): Block {
    const made = new Block(parent);
    this.fill(from, made);
    return made;
  }

  private fill(from: Block, into: Block): void {
    this.place(from, into);
    for (const each of from.statements) this.write(each, into);
  }
}

/** An empty loop with the bounds of another one, in a block. */
export function loopLike(of: For, parent: Block, common: Common): For {
  const body = new Block(parent);
  const index = common.twin(of.index, body);
  const end = common.twin(of.end, parent);
  const made: For = { ...of, index, body, end };
  index.definition = made;
  end.definition = made;
  body.loop = made;
  return made;
}

/** What tells that two definitions are of the same number; null where that is not known. */
function keyOf(s: Statement): string | null {
  if (s.kind === 'define') {
    // A detached number is there to have an adjoint of its own.
    if (s.operation.endsWith('Random') || s.operation === 'detached') return null;
    if (s.operation === 'add' && s.target.isInteger) return `sum ${sumOf(s.args)}`;
    return `${s.operation} ${s.args.map(nameOf).join(' ')}`;
  }
  if (s.kind === 'load') {
    const { space } = s.address.memory.root;
    // Nothing writes to θ and to data.
    if (space === 'arena') return null;
    return `${space} ${s.target.kind} ${sumOf([s.address.base, s.address.index])}`;
  }
  return null;
}

function nameOf(x: Operand): string {
  if (x instanceof Variable) return x.name;
  return Object.is(x, -0) ? '-0' : String(x);
}

/** A sum of whole numbers, taken apart into its terms. */
function sumOf(operands: Operand[]): string {
  let constant = 0;
  const terms: string[] = [];
  const rest = [...operands];
  for (let x = rest.pop(); x !== undefined; x = rest.pop()) {
    if (typeof x === 'object') {
      const { definition } = x;
      const isSum = definition?.kind === 'define' && definition.operation === 'add' && x.isInteger;
      if (isSum) rest.push(...definition.args);
      else terms.push(x.name);
    } else constant += Number(x);
  }
  return `${terms.sort().join(' ')} ${constant}`;
}
