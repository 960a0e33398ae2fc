import { hasAdjoint } from './activity';
import type { Forward } from './forward';
import type { Fusions } from './fuse';
import { blocksOf, everyStatement, operandsOf, type For, type Loop, type Statement } from './ir';
import { Variable, type Address, type Block, type Operand } from './variables';
import { endsBelow, lastOf, type Needs } from './needs';
import { partialOf } from './operations';

/** Writes the adjoint sweep: from the result back to θ, each statement's adjoint in turn. */
export class Adjoint {
  /** Temporaries whose adjoint stands already, since a fused loop before gave to it. */
  private readonly early = new Set<Variable>();
  /** Temporaries whose adjoint has been given a first value in the block that is being written. */
  private readonly started = new Set<Variable>();
  /** Adjoints known beforehand, in the fused loops around. */
  private readonly constants = new Map<Variable, number>();

  constructor(
    private readonly top: Block,
    private readonly forward: Forward,
    private readonly fusions: Fusions,
    private readonly needs: Needs,
  ) {
    for (const loop of fusions.keys()) {
      for (const variable of this.givenTo(loop)) {
        if (!variable.block.isWithin(loop.body)) this.early.add(variable);
      }
    }
  }

  /** Adjoints that a scope's forward sweep needs already. */
  declarations(scope: Block): string {
    const lines = this.needs
      .mutablesOf(scope)
      .filter((each) => each.active)
      .map((each) => `let ${each.adjoint} = 0;`);
    for (const each of this.early) {
      if (this.needs.scopeOf(each.block) === scope) lines.push(`let ${each.adjoint} = 0;`);
    }
    return lines.join(' ');
  }

  program(result: Operand): string {
    if (!(result instanceof Variable) || !result.active) return '';
    const seed = this.early.has(result) ? `${result.adjoint} += 1;` : `let ${result.adjoint} = 1;`;
    this.started.add(result);
    return `${seed}\n${this.block(this.top)}`;
  }

  /** The adjoint of the iteration that has just run. */
  iteration(loop: For | Loop): string {
    const { adjoints } = this.fusions.get(loop)!;
    for (const [variable, adjoint] of adjoints) this.constants.set(variable, adjoint);
    const text = this.block(loop.body);
    for (const variable of adjoints.keys()) this.constants.delete(variable);
    return text;
  }

  /** Temporaries to whose adjoints a statement gives, with all inside. */
  private *givenTo(s: Statement): Generator<Variable> {
    for (const inner of blocksOf(s)) {
      for (const each of everyStatement(inner)) yield* this.givenDirectly(each);
    }
    yield* this.givenDirectly(s);
  }

  private *givenDirectly(s: Statement): Generator<Variable> {
    if (!hasAdjoint(s) || s.kind === 'read' || s.kind === 'load') return;
    for (const each of operandsOf(s)) {
      if (each instanceof Variable && each.active && !each.isMutable) yield each;
    }
    if (s.kind === 'flow' && s.from.active) yield s.from;
  }

  private block(block: Block): string {
    const lines: string[] = [];
    for (let i = block.statements.length - 1; i >= 0; i--) {
      const s = block.statements[i]!;
      if (!hasAdjoint(s)) continue;
      if ((s.kind === 'for' || s.kind === 'loop') && this.fusions.has(s)) continue;
      if (blocksOf(s).length > 0) lines.push(this.starting(s));
      lines.push(this.statement(s));
    }
    return lines.filter((line) => line !== '').join('\n');
  }

  /** Adjoints of temporaries out here that are given to inside first. */
  private starting(s: Statement): string {
    const names = new Set<string>();
    for (const each of this.givenTo(s)) {
      if (this.started.has(each) || this.early.has(each)) continue;
      if (blocksOf(s).some((inner) => each.block.isWithin(inner))) continue;
      this.started.add(each);
      names.add(`let ${each.adjoint} = 0;`);
    }
    return [...names].join(' ');
  }

  private adjointOf(variable: Variable): string {
    const constant = this.constants.get(variable);
    return constant === undefined ? variable.adjoint : this.forward.text(constant);
  }

  private give(to: Operand, text: string): string {
    if (!(to instanceof Variable) || !to.active) return '';
    if (to.isMutable || this.early.has(to) || this.started.has(to))
      return `${to.adjoint} += ${text};`;
    this.started.add(to);
    return `let ${to.adjoint} = ${text};`;
  }

  /** Whether anything gives to the adjoint of a temporary. */
  private isGiven(target: Variable): boolean {
    return this.started.has(target) || this.early.has(target);
  }

  private statement(s: Statement): string {
    switch (s.kind) {
      case 'define': {
        if (!this.isGiven(s.target)) return '';
        const args = s.args.map((each) => this.forward.text(each));
        return s.args
          .map((arg, i) => {
            if (!(arg instanceof Variable) || !arg.active) return '';
            const partial = partialOf(s.operation, i, args.length);
            return partial
              ? this.give(arg, partial.write(s.target.adjoint, args, s.target.name))
              : '';
          })
          .join(' ');
      }
      case 'read':
        return this.isGiven(s.target) ? this.give(s.variable, s.target.adjoint) : '';
      case 'set': {
        const { adjoint } = s.variable;
        return `${this.give(s.value, adjoint)} ${adjoint} = 0;`;
      }
      case 'accumulate':
        return this.give(s.value, signed(s.sign, this.adjointOf(s.variable)));
      case 'load':
        if (!this.isGiven(s.target)) return '';
        return `${this.element(s.address)} += ${s.target.adjoint};`;
      case 'store': {
        const element = this.element(s.address);
        return `${this.give(s.value, element)} ${element} = 0;`;
      }
      case 'accumulate-store':
        return this.give(s.value, signed(s.sign, this.element(s.address)));
      case 'flow':
        return this.give(s.to, `${s.from.adjoint} * ${this.forward.text(s.weight)}`);
      case 'if': {
        const then = this.inner(s.then);
        const otherwise = this.inner(s.otherwise);
        const test = this.forward.text(s.condition);
        if (then === '') return otherwise === '' ? '' : `if (!${test}) {\n${otherwise}\n}`;
        return `if (${test}) {\n${then}\n}${otherwise === '' ? '' : ` else {\n${otherwise}\n}`}`;
      }
      case 'for':
        return this.forLoop(s);
      case 'loop':
        return this.loop(s);
      default:
        return '';
    }
  }

  private element({ memory, base, index }: Address): string {
    const name = memory.root.space === 'theta' ? 'G' : 'B';
    return `${name}[${this.forward.address({ memory, base, index })}]`;
  }

  /** What the forward sweep left for a block, and the block's adjoint. */
  private inner(block: Block): string {
    const text = this.block(block);
    return [this.restored(block), this.redone(block), text]
      .filter((each) => each !== '')
      .join('\n');
  }

  private restored(block: Block): string {
    const stacked = this.needs.stacked.get(block) ?? [];
    if (stacked.length === 0) return '';
    const loads = stacked.map((each, i) => {
      const value = `S[sp${i === 0 ? '' : ` + ${i}`}]`;
      return `const ${each.name} = ${each.kind === 'boolean' ? `${value} !== 0` : value};`;
    });
    return `sp -= ${stacked.length}; ${loads.join(' ')}`;
  }

  private redone(block: Block): string {
    return (this.needs.redone.get(block) ?? []).map((each) => this.forward.redo(each)).join(' ');
  }

  private mutables(scope: Block): string {
    return this.needs
      .mutablesOf(scope)
      .filter((each) => each.active)
      .map((each) => `let ${each.adjoint} = 0;`)
      .join(' ');
  }

  private forLoop(s: For): string {
    const index = s.index.name;
    const from = this.forward.text(s.from);
    const last = lastOf(s) ?? this.lastText(s);
    const test = s.step > 0 ? '>=' : '<=';
    const step = s.step === 1 ? `${index}--` : `${index} -= ${this.forward.text(s.step)}`;
    const body = [this.mutables(s.body), this.inner(s.body)].join('\n');
    return `for (let ${index} = ${last}; ${index} ${test} ${from}; ${step}) {\n${body}\n}`;
  }

  private lastText(s: For): string {
    if (endsBelow(s)) return `${this.forward.text(s.to)} - 1`;
    return `${this.forward.text(s.end)} - ${this.forward.text(s.step)}`;
  }

  private loop(s: Loop): string {
    const body = [this.mutables(s.body), this.inner(s.body)].join('\n');
    return `for (let k = ${s.count.name}; k > 0; k--) {\n${body}\n}`;
  }
}

function signed(sign: '+' | '-', text: string): string {
  return sign === '+' ? text : `-${text}`;
}
