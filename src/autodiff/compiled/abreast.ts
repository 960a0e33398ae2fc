import { Common, Copy, loopLike } from './copies';
import { isInteger } from './fold';
import { isIndifferent } from './order';
import { blocksOf, everyStatement, operandsOf, targetOf, type For, type Statement } from './ir';
import { type Block, type Operand, Variable } from './variables';

/*
 * Several iterations of a loop abreast. A sum has to be added up in the order of the source, and
 * each addition waits for the one before; in `for (i) { for (j) z += w[j] * x[i][j]; … }` the sums
 * of four i can be added up side by side, and share what they read: w[j], and in the adjoint sweep
 * its gradient. Every value is the result of the same operations in the same order as before.
 */

/** How many iterations of an outer loop go abreast, and of one inside it. */
const widths = [4, 2];
/** Iterations of an innermost loop that are written one after the other. */
const atOnce = 2;
/** A loop of so few iterations is no loop any more. */
const mostWithoutLoop = 4;
/** Statements that the copies of a loop's body may have. */
const mostStatements = 320;
/** Of a body that is written several times in an innermost loop. */
const mostInnermost = 24;

/** Puts iterations abreast wherever no value and no effect depends on their order. */
export function goAbreast(top: Block): void {
  let largest = 0;
  const read = new Set<Variable>();
  for (const s of everyStatement(top)) {
    const all: unknown[] = [targetOf(s), ...operandsOf(s)];
    if (s.kind === 'for') all.push(s.index);
    for (const each of all) if (each instanceof Variable) largest = Math.max(largest, each.id);
    for (const each of operandsOf(s)) if (each instanceof Variable) read.add(each);
  }
  new Widening(new Common(largest + 1), read).visit(top, widths);
}

class Widening {
  constructor(
    private readonly common: Common,
    /** All variables that are read. */
    private readonly read: ReadonlySet<Variable>,
  ) {}

  visit(block: Block, widths: readonly number[]): void {
    const { statements } = block;
    for (let i = 0; i < statements.length; i++) {
      const s = statements[i]!;
      if (s.kind !== 'for') {
        for (const inner of blocksOf(s)) this.visit(inner, widths);
        continue;
      }
      const isInnermost = s.body.statements.every((each) => blocksOf(each).length === 0);
      const made = isInnermost ? this.repeated(s, block) : this.abreast(s, block, widths);
      if (made) {
        statements.splice(i, 1, ...made);
        i += made.length - 1;
      } else if (!isInnermost) this.visit(s.body, widths);
    }
  }

  private abreast(loop: For, block: Block, widths: readonly number[]): Statement[] | null {
    const [most, ...inner] = widths;
    if (most === undefined || !this.isPlain(loop) || !isIndifferent(loop)) return null;
    const width = Math.min(most, tripsOf(loop) ?? most);
    if (width < 2 || [...everyStatement(loop.body)].length * width > mostStatements) return null;
    const { wide, copies } = this.split(loop, block, width);
    const beside = new Beside(loop, copies, this.common);
    beside.write(loop.body, wide.body);
    // Without loops that run abreast nothing is gained.
    if (beside.loops === 0) return null;
    const made = this.around(loop, wide, block);
    this.visit(wide.body, inner);
    return made;
  }

  /** An innermost loop whose body is written several times, one iteration after the other. */
  private repeated(loop: For, block: Block): Statement[] | null {
    const { statements } = loop.body;
    if (statements.length > mostInnermost || !this.isPlain(loop)) return null;
    if (statements.some((each) => each.kind === 'allocate')) return null;
    const trips = tripsOf(loop);
    if (trips !== null && trips <= mostWithoutLoop) return this.written(loop, block, trips);
    if (!statements.some((each) => each.kind === 'load')) return null;
    const { wide, copies } = this.split(loop, block, atOnce);
    for (const copy of copies) {
      for (const each of statements) copy.write(each, wide.body);
    }
    return this.around(loop, wide, block);
  }

  /** All iterations of a loop, without a loop. */
  private written(loop: For, block: Block, trips: number): Statement[] {
    this.common.forget();
    const made: Statement[] = [];
    for (let k = 0; k < trips; k++) {
      const copy = new Copy(this.common);
      copy.rename(loop.index, Number(loop.from) + k);
      copy.place(loop.body, block);
      for (const each of loop.body.statements) copy.write(each, block, made);
    }
    return made;
  }

  /** Whether a loop counts up by one, nothing ends it early, and nobody asks where it ended. */
  private isPlain(loop: For): boolean {
    const { from, to, test, step, broken, end } = loop;
    if (test !== '<' || step !== 1 || broken || this.read.has(end)) return false;
    return isInteger(from) && isInteger(to);
  }

  /** A loop of a larger step that is still empty, and a copy for each iteration in it. */
  private split(loop: For, block: Block, width: number) {
    this.common.forget();
    const wide = loopLike(loop, block, this.common);
    wide.step = width;
    const { body } = wide;
    const copies = Array.from({ length: width }, (_, k) => {
      const copy = new Copy(this.common);
      copy.rename(loop.index, this.sum(wide.index, k, body, body.statements));
      copy.place(loop.body, body);
      return copy;
    });
    return { wide, copies };
  }

  /** The wide loop with its bounds, and the iterations that are left over. */
  private around(loop: For, wide: For, block: Block): Statement[] {
    const trips = tripsOf(loop);
    const made: Statement[] = [];
    if (trips === null) {
      wide.to = this.sum(loop.to, 1 - wide.step, block, made);
      loop.from = wide.end;
    } else {
      wide.to = Number(loop.from) + trips - (trips % wide.step);
      loop.from = wide.to;
    }
    const isWhole = loop.from === loop.to;
    for (const s of everyStatement(wide.body)) {
      if (s.kind !== 'allocate') continue;
      const { made: blocks } = s.memory.root;
      if (!blocks.includes(s.target.block)) blocks.push(s.target.block);
      if (!isWhole) continue;
      const others = blocks.filter((each) => !each.isWithin(loop.body));
      blocks.splice(0, blocks.length, ...others);
    }
    return isWhole ? [...made, wide] : [...made, wide, loop];
  }

  private sum(a: Operand, b: number, block: Block, into: Statement[]): Operand {
    if (typeof a !== 'object' || b === 0) return b === 0 ? a : Number(a) + b;
    const target = this.common.integer(block);
    const made: Statement = { kind: 'define', target, operation: 'add', args: [a, b] };
    target.definition = made;
    this.common.note(made, target);
    into.push(made);
    return target;
  }
}

/** Writes the copies of a loop's body abreast. */
class Beside {
  /** Loops inside that all copies run through together. */
  loops = 0;
  /** Sums beyond the loop: the copies add to them at the end, each after the one before. */
  private readonly sums: Statement[] = [];

  constructor(
    private readonly loop: For,
    private readonly copies: Copy[],
    private readonly common: Common,
  ) {}

  write(from: Block, into: Block): void {
    const { body } = this.loop;
    for (const s of from.statements) {
      if (s.kind === 'for' && this.isShared(s)) this.together(s, into);
      else if (from === body && s.kind === 'accumulate' && !s.variable.block.isWithin(body)) {
        this.sums.push(s);
      } else this.copies.forEach((copy) => copy.write(s, into));
    }
    if (from !== body) return;
    for (const copy of this.copies) this.sums.forEach((each) => copy.write(each, into));
  }

  /** Whether a loop has the same bounds in all copies. */
  private isShared({ from, to, broken }: For): boolean {
    if (broken) return false;
    const [first, ...others] = this.copies;
    return others.every(
      (each) =>
        each.operand(from) === first!.operand(from) && each.operand(to) === first!.operand(to),
    );
  }

  private together(s: For, into: Block): void {
    this.loops++;
    const made = loopLike(s, into, this.common);
    made.from = this.copies[0]!.operand(s.from);
    made.to = this.copies[0]!.operand(s.to);
    this.copies.forEach((copy) => copy.enter(s, made));
    this.write(s.body, made.body);
    into.statements.push(made);
  }
}

/** How often a loop that counts up by one runs; null where only running it tells. */
function tripsOf({ from, to }: For): number | null {
  if (typeof from !== 'number' || typeof to !== 'number') return null;
  return Math.max(0, to - from);
}
