import { copy } from '../copy';
import type { Loop, LoopPlan } from './loop';
import { compiled } from './scalar';
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

/**
 * A loop that does two coordinates at a time, in WebAssembly: square roots and quotients are most
 * of what a step costs, and take as long for two as for one. The arrays it reads are copied into
 * its memory and those it writes out of it.
 *
 * @returns null where WebAssembly or its memory is not to be had
 */
export function simdLoop(plan: LoopPlan, size: number): Loop | null {
  const arrays = [...new Set([...plan.reads, ...plan.writes])];
  const bytes = Math.ceil(size / 2) * vectorBytes;
  const views: Record<string, Float64Array> = {};
  let run: () => void;
  try {
    const initial = Math.ceil((arrays.length * bytes) / pageBytes);
    const memory = new WebAssembly.Memory({ initial });
    arrays.forEach((name, k) => {
      views[`in$${name}`] = new Float64Array(memory.buffer, k * bytes, size);
    });
    const module = new WebAssembly.Module(simdModule(plan, arrays, bytes));
    ({ run } = new WebAssembly.Instance(module, { engine: { memory } }).exports);
  } catch {
    return null;
  }
  const outside = (name: string, state: string) =>
    name === 'update' ? 'updates' : name === 'theta' ? 'theta' : `${state}.${name}`;
  const scalars = plan.scalars.map((name) => `$${name}`);
  const lines = [
    ...plan.reads.map((name) => `$copy($in$${name}, ${outside(name, 'state')});`),
    `$run(${scalars.join(', ')});`,
    ...plan.writes.map((name) => `$copy(${outside(name, 'next')}, $in$${name});`),
  ];
  const parameters = ['updates', 'theta', 'state', 'next', ...scalars];
  return compiled(parameters, lines.join('\n'), { ...views, run, copy }) as Loop;
}
