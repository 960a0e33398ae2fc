import { originalPositionFor, TraceMap, type SourceMapInput } from '@jridgewell/trace-mapping';
import type MagicString from 'magic-string';
import type { Place } from '../protocol/message';
import type { Places } from './places';

export interface ModuleSource {
  code: string;
  isStrict: boolean;
  /** Names that `code` assigns to and does not declare. */
  temporaries: string[];
  /** What made `code` of the bundle's code; null where it is the bundle's code. */
  rewritten: MagicString | null;
}

export type Objective = (...args: unknown[]) => unknown;

let count = 0;
const { exec } = RegExp.prototype;
const { apply } = Reflect;

/**
 * One running copy of the bundle's code. Built-ins come in as parameters; the code stands in a
 * block, so that it may declare names that are theirs.
 */
export class Module {
  private readonly url = `adamscope-objective-${++count}`;
  private readonly head: string;
  private map: TraceMap | null = null;

  constructor(
    private readonly source: ModuleSource,
    private readonly places: Places,
  ) {
    const { isStrict, temporaries } = source;
    const strict = isStrict ? '"use strict"; ' : '';
    const declared = temporaries.length > 0 ? `let ${temporaries.join(', ')}; ` : '';
    this.head = `${strict}${declared}{ `;
  }

  /** Runs the code; whatever it throws passes through. */
  run(environment: Record<string, unknown>): { objective: unknown; start: unknown } {
    const { code } = this.source;
    const text = `${this.head}${code}\n}\n//# sourceURL=${this.url}`;
    const exports: { objective?: unknown; start?: unknown } = {};
    new Function('exports', ...Object.keys(environment), text)(
      exports,
      ...Object.values(environment),
    );
    return { objective: exports.objective, start: exports.start };
  }

  /** The place of the topmost frame of this module in a stack trace. */
  placeOf(stack: string): Place | undefined {
    const frame = apply(exec, new RegExp(`${this.url}:(\\d+):(\\d+)`), [stack]);
    if (!frame) return undefined;
    // `new Function` puts two lines of its own before the code.
    const line = Number(frame[1]) - 2;
    const column = Number(frame[2]) - 1 - (line === 1 ? this.head.length : 0);
    const { rewritten } = this.source;
    if (!rewritten) return this.places.at(line, column);
    this.map ??= new TraceMap(rewritten.generateDecodedMap({ hires: true }) as SourceMapInput);
    const found = originalPositionFor(this.map, { line, column });
    return found.line === null ? undefined : this.places.at(found.line, found.column);
  }
}
