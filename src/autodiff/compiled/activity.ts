import { blocksOf, type Statement } from './ir';
import { type Block, type Operand, Variable } from './variables';
import { partialOf } from './operations';

/**
 * Marks what may depend on θ (`varied`) and what may matter to the result (`useful`): only where
 * both hold is there an adjoint. Both grow from nothing until nothing changes, since loops carry
 * them round.
 */
export function findActivity(top: Block, result: Operand): void {
  repeat(() => spread(top, vary));
  if (typeof result === 'object') result.useful = true;
  repeat(() => spread(top, use));
}

function repeat(pass: () => boolean): void {
  while (pass());
}

function spread(block: Block, step: (s: Statement) => boolean): boolean {
  let changed = false;
  for (const statement of block.statements) {
    changed = step(statement) || changed;
    for (const inner of blocksOf(statement)) changed = spread(inner, step) || changed;
  }
  return changed;
}

const isVaried = (x: Operand): boolean => typeof x === 'object' && x.varied;

function vary(s: Statement): boolean {
  switch (s.kind) {
    case 'define':
      return mark(
        s.target,
        'varied',
        s.args.some((arg, i) => isVaried(arg) && partialOf(s.operation, i, s.args.length) !== null),
      );
    case 'read':
      return mark(s.target, 'varied', s.variable.varied);
    case 'set':
    case 'accumulate':
      return mark(s.variable, 'varied', isVaried(s.value));
    case 'load':
      return mark(s.target, 'varied', s.address.memory.root.varied && !s.target.isPointer);
    case 'store':
    case 'accumulate-store':
      return mark(s.address.memory.root, 'varied', isVaried(s.value));
    case 'flow':
      return mark(s.from, 'varied', isVaried(s.to));
    default:
      return false;
  }
}

function use(s: Statement): boolean {
  switch (s.kind) {
    case 'define': {
      if (!s.target.active) return false;
      let changed = false;
      s.args.forEach((arg, i) => {
        const flows = partialOf(s.operation, i, s.args.length) !== null;
        if (arg instanceof Variable && flows) changed = mark(arg, 'useful', true) || changed;
      });
      return changed;
    }
    case 'read':
      return mark(s.variable, 'useful', s.target.active);
    case 'set':
    case 'accumulate':
      return s.value instanceof Variable && mark(s.value, 'useful', s.variable.active);
    case 'load':
      return mark(s.address.memory.root, 'useful', s.target.active);
    case 'store':
    case 'accumulate-store':
      return s.value instanceof Variable && mark(s.value, 'useful', s.address.memory.root.active);
    case 'flow':
      return s.to instanceof Variable && mark(s.to, 'useful', s.from.active);
    default:
      return false;
  }
}

function mark(
  what: { varied: boolean; useful: boolean },
  flag: 'varied' | 'useful',
  is: boolean,
): boolean {
  if (!is || what[flag]) return false;
  what[flag] = true;
  return true;
}

/** Whether the adjoint sweep has anything to do for a statement. */
export function hasAdjoint(s: Statement): boolean {
  switch (s.kind) {
    case 'define':
      return s.target.active && s.args.some((each) => typeof each === 'object' && each.active);
    case 'read':
      return s.target.active;
    case 'set':
      return s.variable.active;
    case 'accumulate':
      return s.variable.active && typeof s.value === 'object' && s.value.active;
    case 'load':
      return s.target.active;
    case 'store':
      return s.address.memory.root.active;
    case 'accumulate-store':
      return s.address.memory.root.active && typeof s.value === 'object' && s.value.active;
    case 'flow':
      return s.from.active && typeof s.to === 'object' && s.to.active;
    default:
      return blocksOf(s).some((block) => block.statements.some(hasAdjoint));
  }
}
