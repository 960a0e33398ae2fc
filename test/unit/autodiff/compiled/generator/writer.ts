/** A random integer from 0 to `below` − 1. */
export type Draw = (below: number) => number;

/** What may be read, and written to, where the text has come to. */
export interface Names {
  /** Numbers to read. */
  numbers: string[];
  /** Of them, those that may be written to. */
  mutable: string[];
  /** Integers with their (exclusive) upper bounds: loop counters. */
  counters: { name: string; below: number }[];
  arrays: { name: string; length: number; writable: boolean }[];
  matrices: { name: string; rows: number; columns: number; writable: boolean }[];
  records: { name: string; fields: string[] }[];
  functions: { name: string; arity: number }[];
  lists: string[];
  booleans: string[];
  /** Arrays of objects `{ u, v }`. */
  objects: { name: string; length: number }[];
  /** Texts: 'mean', 'sum' or 'none'. */
  texts: string[];
}

const atFirst = (): Names => ({
  ...{ numbers: [], mutable: [], counters: [], matrices: [], records: [], lists: [] },
  ...{ booleans: [], objects: [], texts: ['mode'] },
  arrays: [{ name: 'p', length: 4, writable: false }],
  functions: [
    { name: 'square', arity: 1 },
    { name: 'tools.half', arity: 1 },
  ],
});

/** What all forms of the language are written with: chance, the names in scope, the loops around. */
export class Writer {
  readonly names = atFirst();
  /** Loops around whose bodies may `break` and `continue`, by their labels; `switch` among them. */
  loops: string[] = [];
  /** Labels of blocks around, which can be broken out of. */
  blocks: string[] = [];
  statements = 0;
  private count = 0;
  private budget: number;

  constructor(
    readonly draw: Draw,
    /** Also forms that are the tape's so far. */
    readonly isWide: boolean,
    private readonly anyStatement: (w: Writer, depth: number) => string,
  ) {
    this.budget = 5 + draw(36);
  }

  get isDone(): boolean {
    return this.budget <= 0 || this.statements >= 40;
  }

  one<T>(...choices: T[]): T {
    return choices[this.draw(choices.length)]!;
  }

  chance(percent: number): boolean {
    return this.draw(100) < percent;
  }

  fresh(prefix: string): string {
    return `${prefix}${++this.count}`;
  }

  statement(depth: number): string {
    this.budget--;
    this.statements++;
    return this.anyStatement(this, depth);
  }

  /** Statements with names of their own, as many as are left of what a program may have. */
  block(depth: number, most = 3): string {
    return this.scoped(() => {
      const body: string[] = [];
      for (let n = 1 + this.draw(most); n > 0 && this.statements < 40; n--) {
        body.push(this.statement(depth + 1));
      }
      return `{\n${body.join('\n')}\n}`;
    });
  }

  /** What is declared meanwhile is gone afterwards. */
  scoped(make: () => string): string {
    const all = Object.values(this.names) as unknown[][];
    const sizes = all.map((each) => each.length);
    const text = make();
    all.forEach((each, i) => (each.length = sizes[i]!));
    return text;
  }

  withNumber(name: string, make: () => string): string {
    this.names.numbers.push(name);
    const text = make();
    this.names.numbers.splice(this.names.numbers.lastIndexOf(name), 1);
    return text;
  }

  within(name: string, below: number, make: () => string): string {
    this.names.counters.push({ name, below });
    const text = make();
    this.names.counters.pop();
    return text;
  }

  looping(label: string, make: () => string): string {
    this.loops.push(label);
    const text = make();
    this.loops.pop();
    return text;
  }

  /** A number with its name. */
  value(name: string, text: string): string {
    this.names.numbers.push(name);
    return text;
  }

  /** An array with its name, which may be written to. */
  array(name: string, length: number, text: string): string {
    this.names.arrays.push({ name, length, writable: true });
    return text;
  }
}
