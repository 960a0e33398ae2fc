import type { Adjoint } from './adjoint';
import type { Fusions } from './fuse';
import { everyStatement, type Allocate, type For, type Loop, type Statement } from './ir';
import { Variable, type Address, type Block, type Memory, type Operand } from './variables';
import type { Needs } from './needs';
import { operations } from './operations';

/** Stands where an array has no element; no number that a program works out is likely to be it. */
export const hole = -1.234567890123456e-301;

/** Writes the forward sweep, in which the value has the bits of the plain function. */
export class Forward {
  adjoint!: Adjoint;
  /** Arrays whose place is known while compiling. */
  private readonly fixed = new Map<Variable, number>();
  /** Where the arena is free. */
  free: number;
  private readonly endsRead = new Set<Variable>();

  constructor(
    private readonly top: Block,
    private readonly fusions: Fusions,
    private readonly needs: Needs,
    offset: number,
  ) {
    this.free = offset;
    for (const s of everyStatement(top)) {
      if (s.kind === 'allocate') this.fix(s);
      if (s.kind === 'for' && this.isEndRead(s)) this.endsRead.add(s.end);
    }
  }

  /** An array that is made at most once while its iteration runs can always be at one place. */
  private fix({ target, memory, length, site }: Allocate): void {
    if (site >= 0 || typeof length !== 'number') return;
    if (!this.needs.isKept(this.needs.scopeOf(target.block))) return;
    const at = this.free + (memory.root.hasHeader ? 1 : 0);
    this.fixed.set(target, at);
    this.free = at + length;
  }

  private isEndRead(loop: For): boolean {
    return this.needs.isUsed(loop.end);
  }

  text(operand: Operand): string {
    if (operand instanceof Variable) {
      const place = this.fixed.get(operand);
      return place === undefined ? operand.name : String(place);
    }
    if (typeof operand === 'boolean') return String(operand);
    return operand < 0 || Object.is(operand, -0)
      ? `(${Object.is(operand, -0) ? '-0' : String(operand)})`
      : String(operand);
  }

  address({ base, index }: Address): string {
    const [a, b] = [this.text(base), this.text(index)];
    if (/^\d+$/.test(a) && /^\d+$/.test(b)) return String(Number(a) + Number(b));
    if (a === '0') return b;
    return b === '0' ? a : `${a} + ${b}`;
  }

  program(): string {
    return `${this.declarations(this.top)}\n${this.block(this.top)}`;
  }

  /** Declares, at the beginning of a scope, what lives as long as it. */
  declarations(scope: Block): string {
    const lines = this.needs
      .mutablesOf(scope)
      .map((each) => `let ${each.name} = ${each.kind === 'boolean' ? 'false' : '0'};`);
    for (const each of this.needs.keptIn(scope)) {
      if (each.block !== scope)
        lines.push(`let ${each.name} = ${each.kind === 'boolean' ? 'false' : '0'};`);
    }
    if (this.needs.isKept(scope)) lines.push(this.adjoint.declarations(scope));
    return lines.join(' ');
  }

  block(block: Block): string {
    return block.statements.map((each) => this.statement(each)).join('\n') + this.saving(block);
  }

  /** Puts onto the stack what the adjoint of this run of the block will read. */
  private saving(block: Block): string {
    const stacked = this.needs.stacked.get(block) ?? [];
    if (stacked.length === 0) return '';
    const saves = stacked.map((each, i) => {
      const value = each.kind === 'boolean' ? `${each.name} ? 1 : 0` : this.text(each);
      return `S[sp${i === 0 ? '' : ` + ${i}`}] = ${value};`;
    });
    return `\nif (sp > room) throw grow(-1); ${saves.join(' ')} sp += ${stacked.length};`;
  }

  /** `const t =`, unless it is declared further out. */
  private defining(target: Variable): string {
    const isOutside =
      this.needs.kept.has(target) && this.needs.scopeOf(target.block) !== target.block;
    return isOutside ? `${target.name} =` : `const ${target.name} =`;
  }

  /** Of a temporary that can be had again: also what the adjoint sweep says. */
  redo(s: Statement): string {
    if (s.kind === 'define') {
      const args = s.args.map((each) => this.text(each));
      return `const ${s.target.name} = ${operations[s.operation].write(args)};`;
    }
    if (s.kind !== 'load') return '';
    return `const ${s.target.name} = ${this.loaded(s)};`;
  }

  private loaded({ address, target }: Statement & { kind: 'load' }): string {
    const element = `${arrayOf(address.memory)}[${this.address(address)}]`;
    return target.kind === 'boolean' ? `${element} !== 0` : element;
  }

  private statement(s: Statement): string {
    switch (s.kind) {
      case 'define': {
        const args = s.args.map((each) => this.text(each));
        return `${this.defining(s.target)} ${operations[s.operation].write(args)};`;
      }
      case 'read':
        return `${this.defining(s.target)} ${s.variable.name};`;
      case 'set':
        return `${s.variable.name} = ${this.text(s.value)};`;
      case 'accumulate':
        return `${s.variable.name} ${s.sign}= ${this.text(s.value)};`;
      case 'load': {
        const check = s.checksHole ? ` if (${s.target.name} === ${hole}) throw bail;` : '';
        return `${this.defining(s.target)} ${this.loaded(s)};${check}`;
      }
      case 'store': {
        const { value } = s;
        const isBoolean =
          typeof value === 'boolean' || (value instanceof Variable && value.kind === 'boolean');
        const text = isBoolean ? `${this.text(value)} ? 1 : 0` : this.text(value);
        return `${arrayOf(s.address.memory)}[${this.address(s.address)}] = ${text};`;
      }
      case 'accumulate-store':
        return `${arrayOf(s.address.memory)}[${this.address(s.address)}] ${s.sign}= ${this.text(s.value)};`;
      case 'allocate':
        return this.allocate(s);
      case 'load-length':
        return `${this.defining(s.target)} ${arrayOf(s.memory)}[${this.header(s.base)}];`;
      case 'store-length': {
        const length = this.text(s.length);
        const check = s.site < 0 ? '' : `if (${length} > caps[${s.site}]) throw grow(${s.site}); `;
        return `${check}${arrayOf(s.memory)}[${this.header(s.base)}] = ${length};`;
      }
      case 'sort':
        return `sortOrder(A, ${this.address(s.keys)}, ${this.address(s.order)}, ${this.text(s.length)}, ${s.isDescending ? -1 : 1});`;
      case 'flow':
        return '';
      case 'guard':
        return s.condition === false
          ? 'throw bail;'
          : `if (!${this.text(s.condition)}) throw bail;`;
      case 'if': {
        const otherwise = this.block(s.otherwise);
        const then = `if (${this.text(s.condition)}) {\n${this.block(s.then)}\n}`;
        return otherwise === '' ? then : `${then} else {\n${otherwise}\n}`;
      }
      case 'for':
        return this.forLoop(s);
      case 'loop':
        return this.loop(s);
    }
  }

  private header(base: Operand): string {
    const text = this.text(base);
    return /^\d+$/.test(text) ? String(Number(text) - 1) : `${text} - 1`;
  }

  private allocate(s: Allocate): string {
    const { target, site } = s;
    const name = this.text(target);
    const length = this.text(s.length);
    const hasHeader = s.memory.root.hasHeader;
    const lines: string[] = [];
    if (!this.fixed.has(target)) {
      lines.push(`${this.defining(target)} ap${hasHeader ? ' + 1' : ''};`);
      lines.push(`ap = ${name} + ${site < 0 ? length : `caps[${site}]`};`);
      lines.push('if (ap > limit) throw grow(-2);');
    }
    if (hasHeader) lines.push(`A[${this.header(target)}] = ${length};`);
    if (s.holes) {
      lines.push(`for (let i = 0; i < ${length}; i++) A[${name} + i] = ${hole};`);
    }
    return lines.join(' ');
  }

  private forLoop(s: For): string {
    const [index, from, to] = [s.index.name, this.text(s.from), this.text(s.to)];
    const isEndRead = this.endsRead.has(s.end);
    const body = this.iteration(s);
    const end = s.end.name;
    const counter = isEndRead ? end : index;
    const step = s.step === 1 ? `${counter}++` : `${counter} += ${s.step}`;
    const leave = s.broken
      ? `\nif (${s.broken.name}) {${isEndRead ? ` ${step};` : ''} break; }`
      : '';
    if (!isEndRead) {
      return `for (let ${index} = ${from}; ${index} ${s.test} ${to}; ${step}) {\n${body}${leave}\n}`;
    }
    const declare = this.defining(s.end).replace('const', 'let');
    return (
      `${declare} ${from};\nfor (; ${end} ${s.test} ${to}; ${step}) {\n` +
      `const ${index} = ${end};\n${body}${leave}\n}`
    );
  }

  /** The body of a loop; of a fused one with its adjoint. */
  private iteration(s: For | Loop): string {
    const body = `${this.declarations(s.body)}\n${this.block(s.body)}`;
    if (!this.fusions.has(s)) return body;
    const adjoint = this.adjoint.iteration(s);
    const allocates = [...everyStatement(s.body)].some(
      (each) => each.kind === 'allocate' && !this.fixed.has(each.target),
    );
    if (!allocates) return `${body}\n${adjoint}`;
    const before = `ap${s.kind === 'for' ? s.end.id : s.count.id}`;
    return `const ${before} = ap;\n${body}\n${adjoint}\nap = ${before};`;
  }

  private loop(s: Loop): string {
    const count = s.count.name;
    const isCounted = this.needs.isUsed(s.count);
    const declare = isCounted ? `${this.defining(s.count).replace('const', 'let')} 0;\n` : '';
    const counting = isCounted ? `\n${count}++;` : '';
    return `${declare}while (!${s.broken.name}) {\n${this.iteration(s)}${counting}\n}`;
  }
}

export function arrayOf(memory: Memory): string {
  const { space } = memory.root;
  return space === 'theta' ? 'T' : space === 'data' ? 'D' : 'A';
}
