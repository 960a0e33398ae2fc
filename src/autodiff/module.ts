import { originalPositionFor, TraceMap, type SourceMapInput } from '@jridgewell/trace-mapping';
import type MagicString from 'magic-string';
import { functionFrom } from './function';
import type { Place } from '../protocol/message';
import type { Places } from './places';

export interface ModuleSource {
  code: string;
  isStrict: boolean;
  /** Declarations that `code` needs around it, on one line. */
  declarations: string;
  /** What made `code` of the bundle's code; null where it is the bundle's code. */
  rewritten: MagicString | null;
}

export type Objective = (...args: unknown[]) => unknown;

let count = 0;

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
    const { isStrict, declarations } = source;
    this.head = `${isStrict ? '"use strict"; ' : ''}${declarations}{ `;
  }

  /** Runs the code and returns what it exports; whatever it throws passes through. */
  run(environment: Record<string, unknown>): Record<string, unknown> {
    const { code } = this.source;
    const text = `${this.head}${code}\n}\n//# sourceURL=${this.url}`;
    const exports: Record<string, unknown> = {};
    const run = functionFrom(['exports', ...Object.keys(environment)], text);
    run(exports, ...Object.values(environment));
    return exports;
  }

  /** The place of the topmost frame of this module in a stack trace. */
  placeOf(stack: string): Place | undefined {
    const frame = new RegExp(`${this.url}:(\\d+):(\\d+)`).exec(stack);
    if (!frame) return undefined;
    // `Function` puts two lines of its own before the code.
    const line = Number(frame[1]) - 2;
    const column = Number(frame[2]) - 1 - (line === 1 ? this.head.length : 0);
    const { rewritten } = this.source;
    if (!rewritten) return this.places.at(line, column);
    this.map ??= new TraceMap(rewritten.generateDecodedMap({ hires: true }) as SourceMapInput);
    const found = originalPositionFor(this.map, { line, column });
    return found.line === null ? undefined : this.places.at(found.line, found.column);
  }
}
