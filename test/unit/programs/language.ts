/** Programs that use the language widely, each a TypeScript file with one exported objective. */
export const language: Record<string, string> = {
  'linked list': `class Node { constructor(public readonly value: number, public next: Node | null = null) {}
  *[Symbol.iterator](): Generator<number> { let n: Node | null = this; while (n) { yield n.value; n = n.next; } } }
export function list(xs = [1, 2, 3, 4]) {
  let head: Node | null = null;
  for (let i = xs.length - 1; i >= 0; i--) head = new Node(xs[i]!, head);
  let s = 0, k = 1;
  for (const v of head!) s += v ** k++ / 10;
  return s;
}`,
  labels: `export function lab(a = [0.5, 1.5, 2.5]) {
  let s = 0;
  rows: for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      if (j > i) continue rows;
      if (s > 30) break rows;
      s += a[i]! * a[j]!;
    }
    blk: { if (i === 1) break blk; s *= 1.1; }
  }
  return s;
}`,
  'try, catch and finally': `export function tf(x = 0.7, y = 1.3) {
  let n = 0;
  const f = (v: number) => { try { if (v > 1) throw { code: v * 2 }; return v; } catch ({ code }: any) { return code * x; } finally { n += v; } };
  return f(x) + f(y) * n;
}`,
  'finally with its own way': `export function fo(x = 2) {
  const g = () => { try { return x * x; } finally { x *= 3; } };
  const h = () => { for (;;) { try { return 5; } finally { break; } } return x; };
  return g() + h() + x;
}`,
  'destructuring with defaults': `export function d({ a: { b = 2, ...others } = { b: 3, c: 1.5, d: 0.5 }, e: [f, , g = 4] = [1, 9, 2] }: any = {}) {
  const { c, d } = others;
  return b * f + c * g ** 2 + d;
}`,
  'optional chaining': `interface O { a?: { b?: number[] }; f?: (x: number) => number }
export function oc(x = 1.5, y = -0.5) {
  const o: O = { a: { b: [x, y] }, f: (v) => v * x };
  const p: O = {};
  return (o.a?.b?.[0] ?? 3) * (p.a?.b?.[0] ?? y) + (o.f?.(y) ?? 1) + (p.f?.(y) ?? x * x);
}`,
  'tagged templates': `const poly = (s: TemplateStringsArray, ...v: number[]) => v.reduce((acc, x, i) => acc + x * (i + 1) * s[i]!.length, 0);
export const tg = (x = 1.2, y = 3.4) => poly\`abc\${x * y}de\${x}f\` + poly\`\${y}\`;`,
  sorting: `interface R { k: number; w: number }
export function ss(p = [0.3, 0.1, 0.2]) {
  const rs: R[] = p.map((k, i) => ({ k, w: i + 1 }));
  rs.sort((a, b) => a.k - b.k || a.w - b.w);
  const nums = [...p, 10, 9].sort();
  const byStr = p.map(String).sort().map(Number);
  return rs.reduce((s, r, i) => s + r.k * r.w * (i + 1), 0) + nums[0]! * nums[1]! + byStr.length;
}`,
  generators: `function* take<T>(n: number, it: Iterable<T>) { let i = 0; for (const v of it) { if (i++ >= n) return; yield v; } }
function* powers(x: number): Generator<number> { let p = 1; while (true) { yield p; p *= x; } }
function* both(x: number) { yield* take(3, powers(x)); const r: number = yield* (function* () { yield x; return x * 7; })(); yield r; }
export const ge = (x = 0.9) => { let s = 0; for (const v of take(20, powers(x))) s += v; for (const v of both(x)) s += v * v; return s; };`,
  'getters, setters and private fields': `abstract class Shape { static count = 0; abstract get area(): number; get doubled() { Shape.count++; return this.area * 2; } }
class Circle extends Shape { #r: number; constructor(r: number) { super(); this.#r = r; } get area() { return Math.PI * this.#r ** 2; } static { Shape.count = 0; } }
class Rect extends Shape { constructor(private w: number, private h: number) { super(); } get area() { return this.w * this.h; } set width(v: number) { this.w = v; } }
export function shapes(r = 1.2, w = 2, h = 3) { const rect = new Rect(w, h); rect.width = w * r; return [new Circle(r), rect].reduce((s, x) => s + x.doubled, 0); }`,
  bigint: `export function bi(x = 1.5) {
  let f = 1n, s = 0;
  for (let n = 1n; n <= 10n; n++) { f *= n; s += x ** Number(n) / Number(f); }
  return s + Number(BigInt.asUintN(8, 300n)) * x;
}`,
  enums: `enum Kind { Linear, Quadratic = 4, Cubic }
const enum Flag { A = 1 << 0, B = 1 << 1, AB = A | B }
enum Name { A = 'a', B = 'b' }
export function en(x = 1.5) {
  const by: Record<Kind, (v: number) => number> = { [Kind.Linear]: (v) => v, [Kind.Quadratic]: (v) => v * v, [Kind.Cubic]: (v) => v ** 3 };
  return Object.values(by).reduce((s, f) => s + f(x), 0) + Flag.AB * x + Kind[4]!.length * x + Name.B.length;
}`,
  'satisfies, as and assertions': `const cfg = { a: 1.5, b: [2, 3] } satisfies Record<string, number | number[]>;
type Fn<T extends number = number> = (x: T) => T;
const id = <T,>(x: T): T => x;
function over(a: number): number; function over(a: string): string; function over(a: any): any { return a; }
export function sat(x: number = 1.5 as number, y = <number>2): number {
  const f: Fn = (v) => v * cfg.a; let z!: number; z = y!;
  return id<number>(f(x)) + over(z) * (cfg.b[0] as number) + (x satisfies number) + x!;
}`,
  overloads: `class P { x: number; declare y: number; constructor(x: number); constructor(x: number, y?: number) { this.x = x; (this as any).y = y ?? x * 2; } get(this: P): number { return this.x * this.y; } }
export const ov = (a = 1.5) => new P(a).get();`,
  'iterators by hand': `class Range { constructor(private n: number) {} [Symbol.iterator]() { let i = 0; const n = this.n; return { next: () => i < n ? { value: i++, done: false as const } : { value: undefined, done: true as const }, return() { i = 99; return { value: undefined, done: true as const }; } }; } }
export function ip(x = 1.5) { let s = 0; for (const i of new Range(6)) { if (i === 4) break; s += x ** i; } const [a, b] = new Range(3) as any; return s + Math.max(...(new Range(3) as any)) * x + a + b * x; }`,
  'Reflect and defineProperty': `export function rf(x = 2, y = 3) { const o: any = {}; Reflect.set(o, 'a', x); Object.defineProperty(o, 'b', { get: () => y * x, enumerable: true }); return Reflect.get(o, 'a') * o.b + Object.keys(o).length + Object.entries(o).reduce((s, [, v]) => s + (v as number), 0) + Reflect.apply(Math.max, null, [x, y]) + Math.max.apply(null, [x, y]) + Math.pow.call(Math, x, y); }`,
  'bind, call and apply': `function scaled(this: { k: number }, x: number, y: number) { return this.k * x * y; }
export function bc(x = 2, y = 3) { return scaled.bind({ k: x })(x, y) + scaled.call({ k: y }, x, y) + scaled.apply({ k: 1 }, [x, y]) + [x, y].map(Math.sqrt).reduce((a, b) => a + b) + [1, 2].map((v) => v * x)[1]!; }`,
  arguments: `export function ar(x = 2, y = 3) { function va(..._: number[]) { return Array.prototype.slice.call(arguments).reduce((a: number, b: number) => a + b * b, 0) + arguments.length; } return va(x, y, x * y); }`,
  hoisting: `export function ho(x = 2) { var r = g(x); { var r = r * 2; } if (true) { var z = r; } return h(z) + y0(); function g(v: number) { return v * v; } function h(v: number) { return v + x; } function y0() { return typeof q === 'undefined' ? x : 0; var q; } }`,
  'closures in loops': `export function cl(p = [1, 2, 3]) { const fs: (() => number)[] = []; for (let i = 0; i < p.length; i++) { const k = p[i]!; fs.push(() => k * i * p[0]!); } const gs = []; for (var j = 0; j < 3; j++) gs.push(() => j); return fs.reduce((s, f) => s + f() ** 2, 0) + gs[0]!() * p[1]!; }`,
  symbols: `const K = Symbol('k');
export function sy(x = 2) { const o = { [K]: x * x, [Symbol.toPrimitive]: (h: string) => h === 'number' ? x * 3 : 'str' }; return o[K] + +(o as any) * 2; }`,
  Proxy: `export function px(x = 2, y = 3) { const v = new Proxy([x, y], { get: (t: any, k) => k === 'sum' ? t[0] + t[1] : k === 'length' ? 2 : t[k] }) as any; return v.sum * v[0] + v.length; }`,
  WeakMap: `export function wm(x = 2, y = 3) { const cache = new WeakMap<object, number>(); const a = {}, b = {}; cache.set(a, x * y); cache.set(b, x); return cache.get(a)! * cache.get(b)! + Number(cache.has({})); }`,
  'spread and rest of objects': `export function os({ a, b } = { a: 1.5, b: 2.5 }) { const base = { a, c: a * b }; const o = { ...base, b, ['k' + 1]: a * 3, get g() { return this.c + this.b; }, m() { return this.a ** 2; } }; const { k1, ...rest } = o as any; const p = Object.assign({}, rest, { a: b }); const fr = Object.fromEntries(Object.entries(p).filter(([k]) => k !== 'm')); return k1 + rest.g + o.m() + p.a * p.c + (fr.g as number) + structuredClone({ a, arr: [b] }).arr[0]! * a; }`,
  'recursive types': `type Tree = number | Tree[];
const fold = (t: Tree, d = 1): number => Array.isArray(t) ? t.reduce<number>((s, c) => s + fold(c, d + 1), 0) : t ** d;
export function tr(x = 0.5, y = 1.5) { return fold([x, [y, [x * y, 2]], [[[y]]]]); }`,
  'tables built at the top level': `const table: number[] = []; for (let i = 0; i < 5; i++) table.push(i * i); let acc = 1; { acc += 2; } const m = new Map(table.map((v, i) => [\`k\${i}\`, v])); if (acc > 2) m.set('extra', 7); try { m.set('t', 1); } catch {} 
export const mt = (x = 1.5) => { let s = 0; for (const [k, v] of m) s += v * x ** k.length; return s + acc * x; };`,
  'typed arrays': `export function tsx(p = [0.5, 1.5, 2.5]) {
  const idx = new Uint8Array([2, 0, 1]), w = new Float64Array(3), m = new Float64Array([1, 2, 3]); const i32 = Int32Array.from([1, 2, 3]);
  idx.forEach((k, i) => { w[i] = p[k]! * m[i]!; }); w.fill(p[0]! * 2, 2); w.copyWithin(0, 1, 2);
  return w.reduce((s, v, i) => s + v * v * i32[i]!, 0) + w.length + new Float64Array(w).reduce((a, b) => a + b);
}`,
  'comma operators and var': `export function co(x = 2, y = 3) { let a = (x++, y--, x * y); for (let i = 0, j = 3; i < j; i++, j--) a += x * i - y * j; var b = a, a2 = a = b * 0.5; return a + a2 + void 0! === undefined ? 1 : a + a2; }`,
  unicode: `export function πϑ({ α, β̂, 変数 } = { α: 0.5, β̂: 1.5, 変数: 2 }) { const ℓ = α * β̂; return ℓ ** 2 + 変数 * α; }`,
  'arguments in strict mode': `export function s2(x = 2) { function g(a) { a = 7; return arguments[0]; } return x * g(3); }`,
  'no semicolons': `let acc = 0
const list = [1, 2]
;[3, 4].forEach((v) => list.push(v))
acc += 1
export const asi = (x = 2) => {
  let y = x
  const z = y
  ;(() => { y = y * z })()
  return y + list.length + acc
}`,
  template: `const rows = \`1 2
3 4
5 6\`.split('\\n').map((l) => l.split(' ').map(Number));
export const tp = (x = 2) => rows.reduce((s, [a, b]) => s + a! * x ** b!, 0);`,
  'immediately called functions': `const helper = (() => { const k = 3; return { f: (x: number) => x * k }; })();
export const ii = (x = 2) => helper.f(x) ** 2;`,
  'classes that need each other': `class A { b?: B; v = 2; static make(x: number) { const a = new A(); a.b = new B(x); return a; } }
class B { constructor(x: number) { this.x = x; } x: number; get sq() { return this.x ** 2; } }
export const mc = (x = 1.5) => A.make(x).b!.sq * A.make(x).v;`,
  generics: `type Num<T> = T extends number ? T : never;
function mapObj<K extends string, V, W>(o: Record<K, V>, f: (v: V, k: K) => W): Record<K, W> { const r = {} as Record<K, W>; for (const k in o) r[k] = f(o[k], k); return r; }
const ident = <T extends number>(x: T) => x;
export const gn = (x: Num<number> = 1.5) => Object.values(mapObj({ a: x, b: 2 * x }, (v) => ident(v) ** 2)).reduce((a, b) => a + b);`,
  abstract: `abstract class Base { abstract f(x: number): number; protected readonly k: number = 2; run(x: number) { return this.f(x) * this.k; } }
class D extends Base { override f(x: number) { return x * x; } private static readonly q = 3; static get Q() { return D.q; } declare foo: string; }
export const ab = (x = 1.5) => new D().run(x) * D.Q;`,
  'parameter properties': `class P { z = 1; constructor(public readonly x: number, private y?: number, protected w = 3) { this.z += x; } get s() { return this.x * this.w + (this.y ?? 1) + this.z; } }
export const pp = (x = 2) => new P(x).s * new P(x, 4, x).s;`,
  'parameter properties behind super': `class A { constructor(protected a: number) {} }
class B extends A {
  private q = 2;
  constructor(readonly b: number, c: number) {
    const d = c * 2;
    super(d)
    this.q *= this.b
  }
  get v() { return this.a * this.b * this.q; }
}
export const pp = (x = 2) => new B(x, 3).v;`,
  'labelled blocks': `export const lb = (x = 2) => { let r = x; a: { b: { if (x > 1) break a; r *= 3; } r += 1; } c: for (const i of [1, 2, 3]) { for (;;) { if (i === 2) continue c; r *= i; break; } } return r; };`,
  'switch with fall through': `export const sws = (x = 2) => { let s = 0; for (const op of ['add', 'mul', 'neg', 'other']) switch (op) { case 'add': s += x; break; case 'mul': s *= x; case 'neg': s = -s; break; default: { const x = 10; s += x; } } return s; };`,
  'closures over two counters': `export const cil = (x = 2) => { const fs = []; for (let i = 0, y = x; i < 3; i++, y *= x) fs.push(() => y * i); return fs.reduce((s, f) => s + f(), 0); };`,
  'in, for in and delete': `export const io = ({ a, b } = { a: 1, b: 2 }) => { const o: any = { a, [\`k\${1}\`]: b }; let s = 0; for (const k in o) if ('a' in o && Object.hasOwn(o, k)) s += o[k]; delete o.a; return s * ('a' in o ? 9 : b); };`,
  'properties of functions': `function f0(x: number) { return x * f0.k; } f0.k = 3;
export const fp = (x = 2) => f0(x) * x;`,
  'a mixed array': `export const mx = (p = [1, [2, 3], { k: 4 }] as any) => p[0] * p[1][0] + p[1][1] * p[2].k;`,
  'nested parameters': `export const ne = ({ l1: { W, b }, l2 = [1, 2] } = { l1: { W: [[1, 2], [3, 4]], b: [0.1, 0.2] }, l2: [0.5, 1] }) => W.reduce((s, r, i) => s + r.reduce((t, w) => t + w * w, 0) * b[i]!, 0) + l2[0]! * l2[1]!;`,
  'defaults of earlier parameters': `export const dpp = (x = 2, y = x * 3, { z } = { z: x + y }) => x * y * z;`,
  'accessors at the top level': `const state = { _k: 2, get k() { return this._k; }, set k(v) { this._k = v * 2; } };
state.k = 3;
export const gs = (x = 2) => x * state.k;`,
  'keywords as properties': `export const kp = ({ if: a, class: b, new: c } = { if: 1, class: 2, new: 3 }) => a * b + c * c;`,
};
