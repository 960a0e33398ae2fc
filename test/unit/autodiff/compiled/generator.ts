/**
 * Writes random objectives over the language that the compiler covers: 5 to 40 statements on a
 * parameter vector `p` of four numbers, constant data, and the context.
 */

/** A random integer from 0 to `below` − 1. */
export type Draw = (below: number) => number;

interface Names {
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
}

const data = `const data = [[0.5, -1.25, 2, 0.125], [1, 0.75, -0.5, 3], [-2, 0, 1.5, 0.25]];
const labels = [1, -1, 0.5];
const points = [{ x: 0.5, y: [1, 2] }, { x: -1, y: [0.25, -3] }];
const ragged = [[1, 2], [0.5], [3, -1, 0.75]];
const square = (x) => x * x;
function clamp(x, low, high) { if (x < low) return low; if (x > high) return high; return x; }
const mode = 'mean', flags = { on: true, off: false };
const limits = [0.5, { most: 2, least: [-1, -3] }];
function series(x, n) { if (n <= 0) return 1; const next = series(x / 2, n - 1); return 1 + x * next; }
function even(n) { return n === 0 ? true : odd(n - 1); }
function odd(n) { return n === 0 ? false : even(n - 1); }
const tools = { half: (x) => x / 2, power(x, n) { return n === 0 ? 1 : x * tools.power(x, n - 1); } };
`;

export class Generator {
  private count = 0;
  private budget: number;
  /** Loops around whose bodies may `break` and `continue`; with their labels. */
  private loops: string[] = [];
  private inFunction = 0;
  statements = 0;

  constructor(
    readonly draw: Draw,
    private readonly names: Names = {
      ...{
        numbers: [],
        mutable: [],
        counters: [],
        matrices: [],
        records: [],
        lists: [],
        booleans: [],
        objects: [],
      },
      arrays: [{ name: 'p', length: 4, writable: false }],
      functions: [
        { name: 'square', arity: 1 },
        { name: 'tools.half', arity: 1 },
      ],
    },
  ) {
    this.budget = 5 + draw(36);
  }

  /** The text of the code that declares `f`. */
  program(): string {
    const body: string[] = [];
    while (this.budget > 0) body.push(this.statement(0));
    return `${data}function f(p, { step, random }) {\n${body.join('\n')}\nreturn ${this.result()};\n}`;
  }

  private one<T>(...choices: T[]): T {
    return choices[this.draw(choices.length)]!;
  }

  private chance(percent: number): boolean {
    return this.draw(100) < percent;
  }

  private fresh(prefix: string): string {
    return `${prefix}${++this.count}`;
  }

  /** A sum over much of what there is, so that it matters. */
  private result(): string {
    const terms = [this.expression(2)];
    for (const name of this.names.numbers.slice(-4)) terms.push(name);
    for (const { name } of this.names.arrays.slice(-2))
      terms.push(`${name}.reduce((s, x) => s + x, 0)`);
    for (const { name } of this.names.matrices.slice(-1))
      terms.push(`${name}[0].reduce((s, x, i) => s + (i + 1) * x, 0)`);
    for (const name of this.names.lists.slice(-1))
      terms.push(`${name}.reduce((s, x) => s + x * 0.5, 0)`);
    return terms.join(' + ');
  }

  private statement(depth: number): string {
    this.budget--;
    this.statements++;
    const simple = [
      () => this.declaration(),
      () => this.declaration(),
      () => this.assignment(),
      () => this.assignment(),
      () => this.arrayDeclaration(),
      () => this.elementAssignment(),
      () => this.matrixStatement(),
      () => this.record(),
      () => this.destructuring(),
      () => this.push(),
      () => this.callbacks(),
      () => this.reordered(),
      () => this.replacedRow(),
      () => this.boolean(),
      () => this.objectStatement(),
      () => this.recurrence(),
    ];
    if (depth >= 3) return this.one(...simple)();
    const nested = [
      () => this.condition(depth),
      () => this.condition(depth),
      () => this.forLoop(depth),
      () => this.forLoop(depth),
      () => this.whileLoop(depth),
      () => this.forOf(depth),
      () => this.switchStatement(depth),
      () => this.functionDeclaration(depth),
      () => this.jump(),
    ];
    return this.one(...simple, ...nested)();
  }

  /** Statements with names of their own. */
  private block(depth: number, most = 3): string {
    const all = Object.values(this.names) as unknown[][];
    const sizes = all.map((each) => each.length);
    const body: string[] = [];
    for (let n = 1 + this.draw(most); n > 0; n--) body.push(this.statement(depth + 1));
    all.forEach((each, i) => {
      each.length = sizes[i]!;
    });
    return `{\n${body.join('\n')}\n}`;
  }

  private declaration(): string {
    const value = this.expression(3);
    const isMutable = this.chance(60);
    const name = this.fresh(isMutable ? 'v' : 'c');
    this.names.numbers.push(name);
    if (isMutable) this.names.mutable.push(name);
    return `${isMutable ? 'let' : 'const'} ${name} = ${value};`;
  }

  private assignment(): string {
    const { mutable } = this.names;
    if (mutable.length === 0) return this.declaration();
    const name = this.one(...mutable);
    switch (this.draw(9)) {
      case 8:
        return `${name} ${this.one('||=', '&&=', '??=')} ${this.expression(2)};`;
      case 0:
        return `${name}${this.one('++', '--')};`;
      case 1:
        return `${name} = ${name} ${this.one('+', '-', '*')} ${this.expression(2)};`;
      case 2:
        return `${name} = ${this.expression(3)};`;
      case 3:
        return `${name} ${this.one('*=', '/=')} ${this.expression(2)};`;
      case 4: {
        const other = this.one(...mutable);
        return `[${name}, ${other}] = [${other}, ${this.expression(1)}];`;
      }
      default:
        return `${name} ${this.one('+=', '-=')} ${this.expression(3)};`;
    }
  }

  private arrayDeclaration(): string {
    const name = this.fresh('a');
    const { arrays } = this.names;
    const source = this.one(...arrays);
    let length = source.length;
    let text: string;
    switch (this.draw(9)) {
      case 0:
        length = 2 + this.draw(3);
        text = `[${Array.from({ length }, () => this.expression(2)).join(', ')}]`;
        break;
      case 1:
        length = 1 + this.draw(5);
        text = `Array.from({ length: ${length} }, (_, k) => ${this.within('k', length, () => this.expression(2))})`;
        break;
      case 2:
        text = `${source.name}.slice()`;
        break;
      case 3:
        text = `[...${source.name}]`;
        break;
      case 4:
        length = 1 + this.draw(4);
        text = `new Array(${length}).fill(${this.expression(1)})`;
        break;
      case 5: {
        const other = this.one(...arrays);
        length = source.length + other.length;
        if (length > 12) return this.declaration();
        text = `${source.name}.concat(${other.name})`;
        break;
      }
      case 6:
        length = 3;
        text = `Float64Array.from([${[1, 2, 3].map(() => this.expression(1)).join(', ')}])`;
        arrays.push({ name, length, writable: true });
        arrays.pop();
        this.names.numbers.push(`${name}[1]`);
        return `const ${name} = ${text};`;
      default:
        text = `${source.name}.map((x, k) => ${this.withNumber('x', () => this.within('k', source.length, () => this.expression(2)))})`;
    }
    arrays.push({ name, length, writable: true });
    return `const ${name} = ${text};`;
  }

  private withNumber(name: string, make: () => string): string {
    this.names.numbers.push(name);
    const text = make();
    this.names.numbers.splice(this.names.numbers.lastIndexOf(name), 1);
    return text;
  }

  private within(name: string, below: number, make: () => string): string {
    this.names.counters.push({ name, below });
    const text = make();
    this.names.counters.pop();
    return text;
  }

  private elementAssignment(): string {
    const writable = this.names.arrays.filter((each) => each.writable);
    if (writable.length === 0 || this.chance(5)) {
      // The objective may write to its own argument.
      return `p[${this.index(4)}] ${this.one('=', '+=', '*=')} ${this.expression(2)};`;
    }
    const { name, length } = this.one(...writable);
    return `${name}[${this.index(length)}] ${this.one('=', '+=', '-=', '*=')} ${this.expression(2)};`;
  }

  private matrixStatement(): string {
    const writable = this.names.matrices.filter((each) => each.writable);
    if (writable.length === 0 || this.chance(40)) {
      const [rows, columns] = [1 + this.draw(3), 1 + this.draw(3)];
      const name = this.fresh('m');
      const entry = this.within('i', rows, () =>
        this.within('j', columns, () => this.expression(2)),
      );
      this.names.matrices.push({ name, rows, columns, writable: true });
      return `const ${name} = Array.from({ length: ${rows} }, (_, i) => Array.from({ length: ${columns} }, (_, j) => ${entry}));`;
    }
    const { name, rows, columns } = this.one(...writable);
    return `${name}[${this.index(rows)}][${this.index(columns)}] ${this.one('=', '+=', '-=')} ${this.expression(2)};`;
  }

  private record(): string {
    if (this.names.records.length > 0 && this.chance(50)) {
      const { name, fields } = this.one(...this.names.records);
      return `${name}.${this.one(...fields)} ${this.one('=', '+=', '*=')} ${this.expression(2)};`;
    }
    const name = this.fresh('o');
    const fields = ['u', 'v', 'w'].slice(0, 1 + this.draw(3));
    const text = fields.map((each) => `${each}: ${this.expression(2)}`).join(', ');
    this.names.records.push({ name, fields });
    this.names.numbers.push(...fields.map((each) => `${name}.${each}`));
    return `const ${name} = { ${text} };`;
  }

  private destructuring(): string {
    const { arrays, records } = this.names;
    const [a, b] = [this.fresh('d'), this.fresh('d')];
    if (records.length > 0 && this.chance(40)) {
      const { name, fields } = this.one(...records);
      const usual = this.expression(1);
      this.names.numbers.push(a, b);
      return `const { ${fields[0]}: ${a}, none: ${b} = ${usual} } = ${name};`;
    }
    const long = arrays.filter((each) => each.length >= 2);
    const { name, length } = this.one(...long);
    if (this.chance(30)) {
      const rest = this.fresh('a');
      this.names.numbers.push(a);
      arrays.push({ name: rest, length: length - 1, writable: true });
      return `const [${a}, ...${rest}] = ${name};`;
    }
    this.names.numbers.push(a, b);
    return `const [${a}, ${b}] = ${name};`;
  }

  private push(): string {
    const name = this.fresh('l');
    const count = 1 + this.draw(5);
    const body = this.within('k', count, () => {
      const value = this.expression(2);
      const filter = this.chance(40) ? `if (${this.test(1)}) ` : '';
      return `${filter}${name}.push(${value});`;
    });
    this.names.lists.push(name);
    const text = `const ${name} = [];\nfor (let k = 0; k < ${count}; k++) { ${body} }`;
    return this.chance(30) ? `${text}\n${name}[${name}.length] = ${this.expression(1)};` : text;
  }

  /** Arrays in another order, and what searches them. */
  private reordered(): string {
    const source = this.one(...this.names.arrays);
    const key = this.one('a - b', 'b - a', 'Math.abs(a) - Math.abs(b)', 'b * b - a * a');
    const name = this.fresh('a');
    const array = (text: string) => {
      this.names.arrays.push({ name, length: source.length, writable: true });
      return text;
    };
    const value = (text: string) => {
      this.names.numbers.push(name);
      return `const ${name} = ${text};`;
    };
    switch (this.draw(8)) {
      case 0:
        return array(`const ${name} = [...${source.name}].sort((a, b) => ${key});`);
      case 1:
        return array(`const ${name} = ${source.name}.slice();\n${name}.sort((a, b) => ${key});`);
      case 2:
        return array(`const ${name} = ${source.name}.slice().reverse();`);
      case 3:
        return value(
          `${source.name}.findIndex((x) => ${this.withNumber('x', () => this.test(1))})`,
        );
      case 4:
        return value(`${source.name}.at(${this.one('0', '-1', `-${source.length}`)})`);
      case 5: {
        const pairs = this.fresh('q');
        const pair = this.withNumber('x', () => `[x, ${this.expression(1)}]`);
        this.names.numbers.push(`${pairs}[0][1]`, `${pairs}[${source.length - 1}][0]`);
        const compare = this.one('([a], [b]) => a - b', '(a, b) => b[1] - a[1]');
        return `const ${pairs} = ${source.name}.map((x) => ${pair}).sort(${compare});`;
      }
      case 6: {
        const { records } = this.names;
        if (records.length === 0) return this.record();
        const of = this.one(...records);
        const values = this.one(
          `Object.values(${of.name}).reduce((s, x) => s * 0.5 + x, 1)`,
          `Object.keys(${of.name}).reduce((s, k) => s + ${of.name}[k] ** 2, 0)`,
          `Object.entries(${of.name}).map(([, x]) => x).reduce((s, x) => s - x, 1)`,
        );
        return value(values);
      }
      default: {
        // Another name for the same array: what is written by one is read by the other.
        const { writable, length } = source;
        this.names.arrays.push({ name, length, writable });
        return `const ${name} = ${source.name};`;
      }
    }
  }

  /** Rows that are put in place of others, or stand in two places. */
  private replacedRow(): string {
    const wide = this.names.matrices.filter((each) => each.writable);
    if (wide.length === 0) return this.matrixStatement();
    const { name, rows, columns } = this.one(...wide);
    const [to, from] = [this.index(rows), this.index(rows)];
    const fitting = this.names.arrays.filter(
      (each) => each.length === columns && each.name !== 'p',
    );
    switch (this.draw(4)) {
      case 0:
        return `${name}[${to}] = ${name}[${from}];`;
      case 1:
        if (fitting.length > 0) return `${name}[${to}] = ${this.one(...fitting).name};`;
        return `${name}[${to}] = ${name}[${from}].slice();`;
      case 2:
        return `[${name}[${to}], ${name}[${from}]] = [${name}[${from}], ${name}[${to}]];`;
      default:
        return `${name}[${to}] = ${name}[${from}].map((x) => ${this.withNumber('x', () => this.expression(2))});`;
    }
  }

  /** Objects in arrays: made, written to, sorted, known by two names. */
  private objectStatement(): string {
    const { objects, numbers } = this.names;
    const name = this.fresh('o');
    const made = (of: string, length: number) => {
      objects.push({ name, length });
      return of;
    };
    const fields = () => `{ u: ${this.expression(2)}, v: ${this.expression(1)} }`;
    if (objects.length === 0 || this.chance(35)) {
      const source = this.one(...this.names.arrays);
      const item = () => this.withNumber('x', fields);
      switch (this.draw(3)) {
        case 0:
          return made(`const ${name} = ${source.name}.map((x) => (${item()}));`, source.length);
        case 1: {
          const count = 1 + this.draw(4);
          const text = this.within('k', count, fields);
          return made(
            `const ${name} = [];\nfor (let k = 0; k < ${count}; k++) ${name}.push(${text});`,
            count,
          );
        }
        default: {
          const [a, b] = [this.fresh('e'), this.fresh('e')];
          const [first, second] = [fields(), fields()];
          numbers.push(`${a}.u`, `${b}.v`);
          return made(
            `const ${a} = ${first};\nconst ${b} = ${second};\nconst ${name} = [${a}, ${b}, ${a}];`,
            3,
          );
        }
      }
    }
    const { name: of, length } = this.one(...objects);
    const at = () => `${of}[${this.index(length)}]`;
    switch (this.draw(7)) {
      case 0:
      case 1:
        return `${at()}.${this.one('u', 'v')} ${this.one('=', '+=', '*=', '-=')} ${this.expression(2)};`;
      case 2:
        return `for (const item of ${of}) { item.u ${this.one('+=', '-=')} item.v * ${this.leaf()}; item.v *= 0.5; }`;
      case 3:
        return `${of}.sort((a, b) => ${this.one('a.u - b.u', 'b.v - a.v')});`;
      case 4: {
        const one = this.fresh('e');
        const text = `const ${one} = ${at()};\n${one}.v += ${this.expression(1)};`;
        numbers.push(`${one}.u`);
        return text;
      }
      case 5: {
        const sum = `const ${name} = ${of}.reduce((s, { u, v }) => s + u * v, ${this.leaf()});`;
        numbers.push(name);
        return sum;
      }
      default:
        return made(
          `const ${name} = ${of}.map((item) => ({ ...item, u: item.u + ${this.leaf()} }));`,
          length,
        );
    }
  }

  /** A list that is read in a loop before the text comes to its filling. */
  private recurrence(): string {
    const name = this.fresh('l');
    const count = 2 + this.draw(3);
    this.names.lists.push(name);
    const sum = this.within('k', count, () => this.expression(1));
    const value = this.within('k', count, () => this.expression(1));
    return `const ${name} = [];\nfor (let k = 0; k < ${count}; k++) { let sum = ${value}; for (let j = 0; j < k; j++) sum ${this.one('+=', '-=')} ${name}[j] * (${sum}); ${name}.push(sum / 2); }`;
  }

  private boolean(): string {
    const name = this.fresh('b');
    const text = `let ${name} = ${this.test(1)} ? !!(${this.test(0)}) : !(${this.test(1)});`;
    this.names.booleans.push(name);
    return text;
  }

  private callbacks(): string {
    const source = this.one(...this.names.arrays);
    const name = this.fresh('v');
    let text: string;
    const withItem = (make: () => string) =>
      this.withNumber('x', () => this.within('k', source.length, make));
    switch (this.draw(7)) {
      case 0:
        text = `let ${name} = 0;\n${this.one(`${source.name}.forEach((x, k) => {`, `for (const [k, x] of ${source.name}.entries()) {`)} ${name} += ${withItem(() => this.expression(2))}; }`;
        text += text.includes('.forEach') ? ');' : '';
        break;
      case 1:
        text = `let ${name} = ${source.name}.filter((x, k) => ${withItem(() => this.test(2))}).reduce((s, x) => s + x * x, ${this.expression(1)});`;
        break;
      case 2:
        text = `let ${name} = ${source.name}.some((x, k) => ${withItem(() => this.test(1))}) ? ${this.expression(1)} : ${this.expression(1)};`;
        break;
      case 3:
        text = `let ${name} = ${source.name}.every((x) => ${this.withNumber('x', () => this.test(1))}) ? 1 : ${this.expression(1)};`;
        break;
      case 4:
        text = `let ${name} = Math.${this.one('max', 'min')}(...${source.name});`;
        break;
      case 5:
        text = `let ${name} = ${source.name}.reduce((s, x) => ${this.one('s + x', 's * x', 'Math.max(s, x)', 's + Math.sin(x * s)', 'x - s', 's + x + 1')});`;
        break;
      default:
        text = `let ${name} = ${source.name}.${this.one('reduce', 'reduceRight')}((s, x, k) => s ${this.one('+', '-')} ${withItem(() => this.expression(2))}, ${this.expression(1)});`;
    }
    this.names.numbers.push(name);
    this.names.mutable.push(name);
    return text;
  }

  private condition(depth: number): string {
    const test = `if (${this.test(2)}) ${this.block(depth)}`;
    if (this.chance(40)) return test;
    if (this.chance(30))
      return `${test} else if (${this.test(1)}) ${this.block(depth)} else ${this.block(depth)}`;
    return `${test} else ${this.block(depth)}`;
  }

  private looping(label: string, make: () => string): string {
    this.loops.push(label);
    const text = make();
    this.loops.pop();
    return text;
  }

  private forLoop(depth: number): string {
    const name = this.fresh('i');
    const label = this.chance(20) ? this.fresh('loop') : '';
    const below = 1 + this.draw(4);
    const head = this.one(
      `let ${name} = 0; ${name} < ${below}; ${name}++`,
      `let ${name} = ${below - 1}; ${name} >= 0; ${name}--`,
      `let ${name} = 0; ${name} < ${below}; ${name} += 2`,
      `let ${name} = 0; ${name} <= ${below - 1}; ++${name}`,
      `let ${name} = 0, n${name} = ${below}; ${name} < n${name}; ${name}++`,
    );
    const body = this.within(name, below, () => this.looping(label, () => this.block(depth, 3)));
    return `${label ? `${label}: ` : ''}for (${head}) ${body}`;
  }

  private whileLoop(depth: number): string {
    const name = this.fresh('n');
    const body = this.looping('', () => this.block(depth, 2)).slice(1);
    // The counter comes first, so that `continue` cannot leave it out.
    const open = `{ ${name}++;`;
    const test = this.chance(50)
      ? `${name} < ${1 + this.draw(4)}`
      : `${name} < 4 && (${this.test(1)})`;
    if (this.chance(40)) return `let ${name} = 0;\ndo ${open}${body} while (${test});`;
    return `let ${name} = 0;\nwhile (${test}) ${open}${body}`;
  }

  private forOf(depth: number): string {
    const item = this.fresh('x');
    const source = this.one(
      'p',
      'labels',
      'ragged[step % 3]',
      ...this.names.arrays.map(({ name }) => name),
    );
    if (this.chance(25)) {
      const body = this.withNumber(`${item}.x`, () =>
        this.withNumber(`${item}.y[1]`, () => this.looping('', () => this.block(depth, 2))),
      );
      return `for (const ${item} of points) ${body}`;
    }
    const body = this.withNumber(item, () => this.looping('', () => this.block(depth, 2)));
    return `for (const ${item} of ${source}) ${body}`;
  }

  private switchStatement(depth: number): string {
    const value = this.chance(50) ? 'step % 3' : `Math.floor(Math.abs(${this.expression(1)})) % 3`;
    const arm = () => {
      this.loops.push('switch');
      const text = this.block(depth, 2);
      this.loops.pop();
      return text;
    };
    if (this.chance(40)) {
      const jump = () => this.one('', ' break;', '');
      const cases = this.one(
        ['case 0:', 'case 1:', 'default:'],
        ['default:', 'case 2:', 'case 0: case 1:'],
        ['case 1:', 'default:', 'case 0:'],
      );
      return `switch (${value}) {\n${cases.map((each) => `${each} ${arm()}${jump()}`).join('\n')}\n}`;
    }
    return `switch (${value}) {\ncase 0: ${arm()} break;\ncase 1: case 2: ${arm()} break;\ndefault: ${arm()}\n}`;
  }

  private functionDeclaration(depth: number): string {
    const name = this.fresh('g');
    const arity = 1 + this.draw(2);
    const parameters = ['q', 'r'].slice(0, arity);
    const { loops } = this;
    this.loops = [];
    this.inFunction++;
    const sizes = this.names.numbers.length;
    this.names.numbers.push(...parameters);
    let text: string;
    if (this.chance(50))
      text = `const ${name} = (${parameters.join(', ')}) => ${this.expression(3)};`;
    else {
      const body = this.block(depth, 3).slice(0, -1);
      text = `function ${name}(${parameters.join(', ')}) ${body}\nreturn ${this.expression(2)};\n}`;
    }
    this.names.numbers.length = sizes;
    this.inFunction--;
    this.loops = loops;
    this.names.functions.push({ name, arity });
    return text;
  }

  private jump(): string {
    const test = this.test(2);
    const open = this.loops.filter((each) => each !== 'switch');
    const inner = this.loops.at(-1);
    const choices = [`if (${test}) return ${this.expression(2)};`];
    if (open.length > 0) choices.push(`if (${test}) continue;`, `if (${test}) break;`);
    if (inner === 'switch') return `if (${test}) break;`;
    for (const label of open)
      if (label) choices.push(`if (${test}) ${this.one('break', 'continue')} ${label};`);
    return this.one(...choices);
  }

  private index(length: number): string {
    const fitting = this.names.counters.filter(({ below }) => below <= length);
    if (fitting.length > 0 && this.chance(60)) return this.one(...fitting).name;
    const { counters } = this.names;
    if (counters.length > 0 && this.chance(50))
      return `(${this.one(...counters).name} + ${this.draw(3)}) % ${length}`;
    return String(this.draw(length));
  }

  private test(depth: number): string {
    const [a, b] = [this.expression(depth - 1), this.expression(depth - 1)];
    switch (this.draw(9)) {
      case 7:
        if (this.names.booleans.length > 0) {
          return `${this.one('', '!')}${this.one(...this.names.booleans)}`;
        }
        return `even(${this.one('3', '4')}) !== ${this.one('true', 'flags.off')}`;
      case 8:
        return this.one("mode === 'mean'", "mode !== 'sum'", 'flags.on', `(flags.off || ${a} > 0)`);
      case 0:
        return `${a} > ${b} && ${this.expression(0)} < ${this.expression(0)}`;
      case 1:
        return `!(${a} >= ${b}) || ${this.expression(0)} === ${this.expression(0)}`;
      case 2:
        return `(step + ${this.draw(3)}) % 2 === 0`;
      case 3:
        return a;
      default:
        return `${a} ${this.one('<', '<=', '>', '>=', '!==')} ${b}`;
    }
  }

  private leaf(): string {
    const { numbers, counters, arrays, matrices } = this.names;
    const choices = [
      () => `p[${this.index(4)}]`,
      () => `p[${this.index(4)}]`,
      () => this.one('0', '1', '2', '0.5', '1.25', '3', '0.1'),
      () => `data[${this.index(3)}][${this.index(4)}]`,
      () =>
        this.one(
          'labels[step % 3]',
          'points[step % 2].x',
          'limits[1].least[step % 2]',
          'step',
          'random()',
          'Math.random()',
          'Math.PI',
        ),
    ];
    if (numbers.length > 0) {
      const read = () => this.one(...numbers);
      choices.push(read, read, read, () => this.one(...numbers.slice(-3)));
    }
    if (counters.length > 0) choices.push(() => this.one(...counters).name);
    if (arrays.length > 1) {
      choices.push(() => {
        const { name, length } = this.one(...arrays);
        return `${name}[${this.index(length)}]`;
      });
    }
    const { objects } = this.names;
    if (objects.length > 0) {
      choices.push(() => {
        const { name, length } = this.one(...objects);
        return `${name}[${this.index(length)}].${this.one('u', 'v')}`;
      });
    }
    if (matrices.length > 0) {
      choices.push(() => {
        const { name, rows, columns } = this.one(...matrices);
        return `${name}[${this.index(rows)}][${this.index(columns)}]`;
      });
    }
    return this.one(...choices)();
  }

  private expression(depth: number): string {
    if (depth <= 0 || this.chance(20)) return this.leaf();
    const sub = () => this.expression(depth - 1);
    switch (this.draw(12)) {
      case 0:
      case 1:
      case 2:
      case 3:
        return `(${sub()} ${this.one('+', '-', '*')} ${sub()})`;
      case 4:
        return `(${sub()} / ${this.one('2', '(1 + (' + sub() + ') ** 2)', sub())})`;
      case 5:
        return `Math.${this.one('sin', 'cos', 'tanh', 'atan', 'abs', 'cbrt', 'asinh', 'sign', 'expm1', 'fround')}(${sub()})`;
      case 6:
        return `Math.${this.one('exp(-Math.abs', 'sqrt(Math.abs', 'log1p(Math.abs', 'log(1 + Math.abs')}(${sub()}))`;
      case 7:
        return `(${sub()}) ** ${this.one('2', '3', '0', '4')}`;
      case 8:
        return `(${this.test(depth)} ? ${sub()} : ${sub()})`;
      case 9:
        return `Math.${this.one('max', 'min', 'hypot', 'atan2')}(${sub()}, ${sub()})`;
      case 10: {
        const { name, arity } = this.one(...this.names.functions);
        return `${name}(${Array.from({ length: arity }, sub).join(', ')})`;
      }
      default:
        return this.one(
          () => `-${this.leaf()}`,
          () => `(${sub()} || ${sub()})`,
          () => `clamp(${sub()}, -1, 1)`,
          () => `series(${this.leaf()}, ${this.draw(4)})`,
          () => `(${sub()} ?? 2)`,
          () => `tools.power(${this.leaf()}, ${1 + this.draw(3)})`,
          () => `Math.floor(${sub()})`,
          () => `(${sub()} % ${this.one('2', '1.5', this.leaf())})`,
          () => `Math.max(${this.leaf()}, ${this.leaf()}, ${this.leaf()})`,
        )();
    }
  }
}
