import type * as t from '@babel/types';
import { functionFrom } from '../function';
import type { Tree } from '../layout';
import { inline } from './calls';
import { Bail, Declined, Grow } from './decline';
import { elementOf } from './arrays';
import { emit } from './emit';
import { operandOf } from './expressions';
import { everyStatement } from './ir';
import type { Operand } from './variables';
import { Lowering } from './lowering';
import { Facts } from './facts';
import { helpers } from './helpers';
import type { TopLevel } from './topLevel';
import { held, number, sizeOf, type ArrayType, type Form, type Value } from './values';

/** f at θ and step t; writes the gradient. Throws Bail where the tape must evaluate. */
export type Evaluate = (theta: Float64Array, gradient: Float64Array, t: number) => number;

export interface CompileOptions {
  topLevel: TopLevel;
  /** One per argument, null at the context's place. */
  trees: (Tree | null)[];
  /** Numbers in θ. */
  size: number;
  contextRandom: () => number;
  mathRandom: () => number;
}

const mostRestarts = 30;

/** Compiles value and gradient of the objective into one function; throws Declined. */
export function compileGradient(options: CompileOptions): Evaluate {
  const { topLevel } = options;
  const objective = topLevel.objective();
  if (!objective) throw new Declined('an objective of such an origin', null);
  const facts = new Facts();
  for (let i = 0; i < mostRestarts; i++) {
    facts.isDirty = false;
    facts.isWaiting = false;
    try {
      const lowering = new Lowering(facts, topLevel, options.size);
      const result = lower(lowering, objective, options.trees);
      if (!facts.isDirty && lowering.skipped) throw lowering.skipped;
      if (!facts.isDirty) return assemble(lowering, result, options);
    } catch (error) {
      if (error instanceof RangeError) throw new Declined('code nested so deeply', objective);
      // What was noted may be all that stood in the way.
      if (!facts.isDirty || !(error instanceof Declined)) throw error;
    }
  }
  throw new Declined('code of this kind', objective);
}

function lower(l: Lowering, objective: t.Function, trees: (Tree | null)[]): Operand {
  l.node = objective;
  const args = trees.map((tree) => ({
    value: tree ? argument(l, tree) : context(l),
    isSpread: false,
  }));
  const value = inline(l, { kind: 'function', node: objective, scope: l.root }, args, objective);
  for (const s of everyStatement(l.top)) {
    const isWrite = s.kind === 'accumulate-store' || (s.kind === 'store' && !s.isFirst);
    // It was known only behind the write, around a loop.
    if (isWrite && s.address.memory.root.isConstant) l.declined('a write to what may be data');
    if (isWrite && s.address.memory.root.isCopy) {
      l.declined('a write to an array or object of which copies exist');
    }
  }
  for (const each of l.compared) {
    if (each.root.isCopy) l.declined('=== of objects of which copies exist');
  }
  l.node = objective;
  if (value.kind !== 'number') return l.declined('a result that is no number');
  return operandOf(l, value);
}

function context(l: Lowering): Value {
  const slots = new Map([
    ['step', held(number(l.define('step')))],
    ['random', held({ kind: 'builtin', name: 'context.random' })],
  ]);
  return { kind: 'record', slots, site: 'context', isShared: true };
}

/** What an argument is to the compiler, by the layout of θ. */
function argument(l: Lowering, tree: Tree): Value {
  switch (tree.kind) {
    case 'number':
      return number(
        l.remembered(`θ ${tree.offset}`, () =>
          l.load({ memory: l.theta, base: tree.offset, index: 0 }, 'number'),
        ),
      );
    case 'array': {
      const [length, ...inner] = tree.shape as [number, ...number[]];
      const form = inner.reduceRight<Form>(
        (element, each) => ({ kind: 'array', length: each, size: sizeOf(element), element }),
        { kind: 'number' },
      );
      const type: ArrayType = {
        ...{ memory: l.theta, length, element: elementOf(form), growth: -1, visitors: 0 },
        ...{ isTyped: tree.isFloat64Array, hasHoles: false },
      };
      return { kind: 'array', type, base: tree.offset };
    }
    case 'list': {
      const slots = tree.items.map((each) => held(argument(l, each)));
      return { kind: 'tuple', slots, site: `θ`, isShared: true };
    }
    case 'object': {
      const slots = new Map(tree.entries.map(([key, each]) => [key, held(argument(l, each))]));
      return { kind: 'record', slots, site: `θ`, isShared: true };
    }
  }
}

/** Numbers in the arena and on the stack at first; both grow. */
const firstRoom = 4096;
const mostRoom = 2 ** 24;

function assemble(l: Lowering, result: Operand, options: CompileOptions): Evaluate {
  const isUnified = l.facts.has('unified');
  const { size } = options;
  const data = Float64Array.from(l.data.numbers);
  const offset = isUnified ? size + data.length : 0;
  const { code, fixed } = emit(l.top, result, size, offset, isUnified);
  const memory = {
    A: new Float64Array(0),
    B: new Float64Array(0),
    S: new Float64Array(firstRoom),
    caps: new Array<number>(l.sites).fill(16),
  };
  const makeArena = (length: number) => {
    memory.A = new Float64Array(length);
    memory.B = new Float64Array(length);
    if (isUnified) memory.A.set(data, size);
  };
  makeArena(fixed + firstRoom);
  const bail = new Bail('bail');
  const grow = (site: number) => new Grow(site);
  const parameters = { memory, D: data, bail, grow, ...helpers };
  const { contextRandom, mathRandom } = options;
  const all = { ...parameters, contextRandom, mathRandom };
  const make = functionFrom(Object.keys(all), `return (T, G, step) => {\n${code}\n};`);
  const run = make(...Object.values(all)) as Evaluate;
  return (theta, gradient, t) => {
    try {
      return run(theta, gradient, t);
    } catch (error) {
      // What was left half done must not be there the next time.
      memory.B.fill(0);
      if (error instanceof Grow) enlarge(error.site);
      throw error;
    }
  };

  function enlarge(site: number): void {
    if (site >= 0) memory.caps[site]! *= 2;
    else if (site === -1) memory.S = new Float64Array(2 * memory.S.length);
    else makeArena(2 * memory.A.length);
    const largest = Math.max(memory.S.length, memory.A.length, ...memory.caps);
    if (largest > mostRoom) throw bail;
  }
}
