import assert from 'node:assert/strict';
import { ran } from './helpers';

/** TypeScript of a body, its value, and (where it matters) what is left of it. */
const table: [string, unknown, string?][] = [
  [
    'return (x as number) + (x satisfies number);',
    2,
    'return (x          ) + (x                 );',
  ],
  ['return x as unknown as number', 1],
  ['return ((x) as number)!', 1, 'return ((x)          ) '],
  ['return <number>x + <number>(2);', 3, 'return         x +         (2);'],
  ['const g = (a?: number, ...b: number[]): number => b.length; return g(1, 2, 3);', 2],
  [
    'const g = (a: number):\n number => a; return g(4);',
    4,
    'const g = (a          \n      ) => a; return g(4);',
  ],
  ['const g = (): { a: number,\n b: number } => ({ a: 1, b: 2 }); return g().b;', 2],
  ['function id<T extends number = number>(a: T): T { return a } return id<number>(5);', 5],
  ['const id = <T,>(a: T) => a; return id<number>(6);', 6],
  ['const make = () => { return <T,\n>(a: T) => a }; return make()(7);', 7],
  ['return new Map<string, number>([["a", 1]]).get("a")!;', 1],
  ['let y!: number; y = 3; return y;', 3, 'let y         ; y = 3; return y;'],
  ['let y: number | undefined\n[x].forEach(() => { y = 2 })\nreturn y', 2],
  ['const y = x as number\n;[1].length\nreturn y', 1],
  ['let y = x as number\n+ 3\nreturn y', 4],
  ['const y = x!\n;(() => 1)()\nreturn y', 1],
  ['type T = number; interface I { a: T } const i: I = { a: 2 }; return i.a;', 2],
  ['const a = 1\ntype T = number\n;(a)\nreturn a', 1],
  ['enum E { A, B = 5, C, D = B | 2 } return E.C + E.D;', 13],
  ['enum E { A,\n B } return E.B === 1 && E[0] === "A" ? 1 : 0;', 1],
  ['const enum E { S = "s", N = -1 } return E.N + E.S.length;', 0],
  [
    'class A { private readonly k: number = 2; public get(this: A): number { return this.k } } return new A().get();',
    2,
  ],
  [
    'class A { constructor(public readonly a: number, b = 2, private c: number = b * 3) {\nthis.c += 1 }\nget s() { return this.a + this.c } } return new A(x).s;',
    8,
    'class A { constructor(                a        , b = 2,         c         = b * 3) {this.a=a;this.c=c;\nthis.c += 1 }\nget s() { return this.a + this.c } } return new A(x).s;',
  ],
  [
    'class A { constructor(protected a: number) {} }\nclass B extends A { q = 10; constructor(readonly b: number) {\nsuper(b * 2)\nthis.q += this.b } get s() { return this.a + this.b + this.q } } return new B(x).s;',
    14,
  ],
  [
    'abstract class A<T> { abstract a(): T; declare z: number; k?: number; b() { return this.a() } } class B extends A<number> implements I { override a() { return 3 } } interface I { b(): number } return new B().b();',
    3,
  ],
  [
    'class A { static #n: number = 4; static m(): number { return A.#n } [key: string]: unknown } return A.m();',
    4,
  ],
  ['class A { a(x: number): void; a(x: string): void; a() { return 1 } } return new A().a();', 1],
  [
    'function g(a: string): void; function g(a: number): number; function g(a: any) { return a } return g(9);',
    9,
  ],
  ['const { a, b }: { a: number; b?: number } = { a: 3 }; return a;', 3],
  ['const [a]: [number, ...string[]] = [3]; return a;', 3],
  ['try { throw 1 } catch (e: unknown) { return e as number }', 1],
  ['for (const a of [1, 2] as const) { if (a === 2) return a }', 2],
  ['function g(this: void, a: number) { return a } return g(3);', 3],
  ['function g(this: void) { return 4 } return g();', 4],
  [
    'const o = { m<T>(a: T): T { return a }, get p(): number { return 2 } }; return o.m<number>(1) + o.p;',
    3,
  ],
  ['function check(a: unknown): asserts a is number {} check(x); return x;', 1],
  ['const f2 = ((a: number) => a) satisfies (a: number) => number; return f2(2);', 2],
  ['const t = `${x as number}`; return t.length;', 1],
  ['return ((a: number, b = 2 as number) => a + b)(1);', 3],
  ['let a: typeof x = 3, b: number; b = 2; return a + b;', 5],
  ['const s = "😀"; const a = s.length as number; return a;', 2],
];

describe('types stripped', () => {
  for (const [body, value, left] of table) {
    it(JSON.stringify(body), async () => {
      const head = 'export const f = (x = 1) => {';
      const { code, objective } = await ran(`${head}${body}};`);
      assert.equal(objective(1), value);
      const lines = `${head}${body}};`.split('\n');
      const stripped = code.split('\n');
      for (const [index, line] of lines.entries()) {
        const { length } = stripped[index]!;
        // Enums grow; nothing else moves a column.
        if (!/enum|constructor/.test(body)) assert.equal(length, line.length, stripped[index]);
      }
      if (left) assert.ok(code.startsWith(`       const f = (x = 1) => {${left}};`), code);
    });
  }

  it('keeps positions of whatever line ends', async () => {
    const text =
      'type T = 1;\r\nconst s: string = "é😀";\rexport const f = (x: number = 1) => s.length * x;\n';
    const { code, objective } = await ran(text);
    const end = 'export const f = '.length;
    assert.equal(
      code.slice(0, text.length),
      `;          \r\nconst s         = "é😀";\r${' '.repeat(7)}const f = (x         = 1) => s.length * x;\n`,
    );
    assert.equal(end, 17);
    assert.equal(objective(2), 6);
  });
});
