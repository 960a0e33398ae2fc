import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import type { Place } from '../protocol/message';
import type { CodeBundle } from '../protocol/objective';

/** Places in the user's files for positions in the bundle's code. */
export class Places {
  /** Offsets at which lines of the code start. */
  private lineStarts: number[] | null = null;
  private traced: TraceMap | null = null;
  /** Where to point when nothing more exact is known: the objective itself. */
  fallback: Place | undefined;

  constructor(private readonly bundle: CodeBundle) {}

  /** @param line 1-based, @param column 0-based, both in the bundle's code */
  at(line: number, column: number): Place | undefined {
    const { file, map } = this.bundle;
    if (map === null) return { file, line: this.lineOf(file, line), column: column + 1 };
    this.traced ??= new TraceMap(map);
    const found = originalPositionFor(this.traced, { line, column });
    if (found.line === null) return undefined;
    const source = found.source ?? file;
    return { file: source, line: this.lineOf(source, found.line), column: found.column + 1 };
  }

  /** Where a file stands twice, one part after the other, both parts have its own lines. */
  private lineOf(file: string, line: number): number {
    const { lines } = this.bundle;
    const count = lines && Object.hasOwn(lines, file) ? lines[file]! : Infinity;
    return line > count ? line - count : line;
  }

  /** For the text between two offsets of the code. */
  range(start: number, end: number): Place | undefined {
    const from = this.atOffset(start);
    if (!from) return undefined;
    const to = this.atOffset(end) ?? this.atOffset(end - 1);
    if (to?.file !== from.file || to.line < from.line) return from;
    return { ...from, endLine: to.line, endColumn: to.column };
  }

  private atOffset(offset: number): Place | undefined {
    this.lineStarts ??= startsOfLines(this.bundle.code);
    let line = 0;
    for (let high = this.lineStarts.length; high - line > 1;) {
      const middle = (line + high) >> 1;
      if (this.lineStarts[middle]! <= offset) line = middle;
      else high = middle;
    }
    return this.at(line + 1, offset - this.lineStarts[line]!);
  }
}

function startsOfLines(text: string): number[] {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) {
    starts.push(index + end.length);
  }
  return starts;
}
