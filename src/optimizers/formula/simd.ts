import { copy } from '../copy';
import type { Loop, LoopPlan } from './loop';
import { compiled, scalarLoop } from './scalar';
import { simdModule, vectorBytes } from './wasm';

/** As far as it is used here; the types of Node have none of it. */
interface WebAssemblyNames {
  Memory: new (size: { initial: number }) => { buffer: ArrayBuffer };
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { exports: { run: () => void } };
}

// Captured: user code may run in this realm by the time a loop is made.
const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyNames };
const pageBytes = 65536;

/** What a loop works with, once it has been called. */
interface Workshop {
  run: (() => void) | null;
  /** Where WebAssembly or its memory is not to be had. */
  instead: Loop | null;
  /** Those of a step. */
  numbers: Float64Array | null;
  /** By the names of the arrays. */
  [array: `in$${string}`]: Float64Array;
}

/**
 * A loop that does two coordinates at a time, in WebAssembly: square roots and quotients are most
 * of what a step costs, and take as long for two as for one. The arrays it reads are copied into
 * its memory and those it writes out of it.
 *
 * All of that is made at the first call: whoever only reads an optimizer's series makes its loops
 * too. It is done inside the one function written for this formula. Through a function that several
 * loops share, V8 sees no further, and every number given would be one on its heap.
 */
export function simdLoop(plan: LoopPlan, size: number): Loop {
  const arrays = [...new Set([...plan.reads, ...plan.writes])];
  const it: Workshop = { run: null, instead: null, numbers: null };
  for (const name of arrays) it[`in$${name}`] = nothing;
  const scalars = plan.scalars.map((name) => `$${name}`);
  const parameters = ['updates', 'theta', 'state', 'next', ...scalars];
  const outside = (name: string, state: string) =>
    name === 'update' ? 'updates' : name === 'theta' ? 'theta' : `${state}.${name}`;
  const lines = [
    'if ($it.run === null) {',
    'if ($it.instead === null) $furnish();',
    `if ($it.instead !== null) return $it.instead(${parameters.join(', ')});`,
    '}',
    ...plan.reads.map((name) => `$copy($it.in$${name}, ${outside(name, 'state')});`),
    ...scalars.map((name, k) => `$it.numbers[${k}] = ${name};`),
    '$it.run();',
    ...plan.writes.map((name) => `$copy(${outside(name, 'next')}, $it.in$${name});`),
  ];
  const furnish = () => {
    if (!furnished(it, plan, arrays, size)) it.instead = scalarLoop(plan, 'float64');
  };
  return compiled(parameters, lines.join('\n'), { it, furnish, copy }) as Loop;
}

const nothing = new Float64Array();

/** Whether memory and code could be had. */
function furnished(it: Workshop, plan: LoopPlan, arrays: string[], size: number): boolean {
  const bytes = Math.ceil(size / 2) * vectorBytes;
  const behind = arrays.length * bytes;
  const count = plan.scalars.length;
  try {
    const initial = Math.ceil((behind + 8 * count) / pageBytes);
    const memory = new WebAssembly.Memory({ initial });
    arrays.forEach((name, k) => {
      it[`in$${name}`] = new Float64Array(memory.buffer, k * bytes, size);
    });
    it.numbers = new Float64Array(memory.buffer, behind, count);
    const module = new WebAssembly.Module(simdModule(plan, arrays, bytes));
    it.run = new WebAssembly.Instance(module, { engine: { memory } }).exports.run;
    return true;
  } catch {
    return false;
  }
}
