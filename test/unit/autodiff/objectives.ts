import type { Short } from './bundle';

/** One way to write an objective: the code of `f` and of its start. */
export interface Style {
  name: string;
  f: string;
  start: string;
  parameters?: Short[];
  /** Index of the context. */
  context?: number;
  /** The gradient at the start, where it is easy. */
  gradient?: number[];
}

const xy: Short[] = [['x', 'y']];

/** JavaScript as people write it; each must have the value of plain JavaScript and a gradient. */
export const styles: Style[] = [
  {
    name: 'number parameters',
    f: 'function f(x = 1, y = 2) { return x * x * y - y / x; }',
    start: '[1, 2]',
    parameters: ['x', 'y'],
    gradient: [6, 0],
  },
  {
    name: 'arrow in a const',
    f: 'const f = ([x, y]) => (x - 3) ** 2 + x * y',
    start: '[[1, 2]]',
    parameters: xy,
    gradient: [-2, 1],
  },
  {
    name: 'for loop',
    f: 'function f(p) { let s = 0; for (let i = 0; i < p.length; i++) s += i * p[i] * p[i]; return s; }',
    start: '[[1, 2, 3]]',
    gradient: [0, 4, 12],
  },
  {
    name: 'while and break with a label',
    f: `function f(p) {
      let s = 0, i = 0;
      outer: while (true) {
        for (let j = 0; j < 3; j++) { if (i + j > 4) break outer; if (j === 1) continue; s += p[i % p.length] * (j + 1); }
        i++;
      }
      return s * s;
    }`,
    start: '[[0.5, 1.5]]',
  },
  {
    name: 'do while on an active number',
    f: 'function f(x = 7.3) { let y = x, n = 0; do { y = y / 2; n++; } while (y > 1); return y * n; }',
    start: '[7.3]',
    parameters: ['x'],
    gradient: [3 / 8],
  },
  {
    name: 'switch by value',
    f: 'function f([x, y]) { switch (x) { case y: return x; case 2: return x * y; default: return 0 * x; } }',
    start: '[[2, 3]]',
    parameters: xy,
    gradient: [3, 2],
  },
  {
    name: 'switch with fall through',
    f: 'function f(x = 2) { let s = 0; switch (Math.round(x)) { case 1: s += x; case 2: s += x * x; case 3: s += x ** 3; break; default: s = 9 * x; } return s; }',
    start: '[2.25]',
    parameters: ['x'],
  },
  {
    name: 'reduce',
    f: 'const f = (p) => p.reduce((s, x, i) => s + (i + 1) * x ** 2, 0)',
    start: '[[1, 2, 3]]',
    gradient: [2, 8, 18],
  },
  {
    name: 'map, filter, sort',
    f: 'const f = (p) => { const [a, b] = p.map((x) => x * x).filter((x) => x > 1).sort((a, b) => a - b); return a * 10 + b; }',
    start: '[[3, 0.5, -2]]',
    gradient: [6, 0, -40],
  },
  {
    name: 'filter and some by truth of an active number',
    f: 'function f(p) { let s = p.filter((x) => x).length * p[0]; if (p.some((x) => x - 1)) s += p[1]; if (p.every((x) => x)) s += 100; return s; }',
    start: '[[2, 0, 1]]',
    gradient: [2, 1, 0],
  },
  {
    name: 'indexOf and includes by value',
    f: 'function f(p) { const q = p.map((x) => x * 2); return p[0] * q.indexOf(6) + (q.includes(p[1] * 2) ? p[1] : 0) + q.lastIndexOf(2) * p[2]; }',
    start: '[[1, 3, 1]]',
    gradient: [1, 1, 2],
  },
  {
    name: 'forEach with a closure',
    f: 'function f(p) { let s = 0; const add = (x) => { s += x * x; }; p.forEach(add); return s; }',
    start: '[[1, -2]]',
    gradient: [2, -4],
  },
  {
    name: 'closure factory',
    f: 'const make = (k) => (x) => k * x * x; function f(x = 3, k = 2) { return make(k)(x); }',
    start: '[3, 2]',
    parameters: ['x', 'k'],
    gradient: [12, 9],
  },
  {
    name: 'recursion',
    f: 'function power(x, n) { return n === 0 ? 1 : x * power(x, n - 1); } function f(x = 1.1) { return power(x, 10); }',
    start: '[1.1]',
    parameters: ['x'],
  },
  {
    name: 'mutual recursion',
    f: 'const even = (x, n) => (n <= 0 ? x : odd(x * x, n - 1)), odd = (x, n) => (n <= 0 ? 1 : even(x + 1, n - 1)); const f = (x = 0.4) => even(x, 4)',
    start: '[0.4]',
    parameters: ['x'],
  },
  {
    name: 'recursion through a product',
    f: 'function t(x, n) { return n === 0 ? x : t(x * 0.9, n - 1) * x + t(x + 0.1, n - 1) * 0.5; } const f = (x = 0.7) => t(x, 5) + x * t(x, 2)',
    start: '[0.7]',
    parameters: ['x'],
  },
  {
    name: 'class with fields, getters and static',
    f: `class V { #n = 0; constructor(x, y) { this.x = x; this.y = y; } get norm2() { this.#n++; return this.x * this.x + this.y * this.y; } plus(o) { return new V(this.x + o.x, this.y + o.y); } static of(a) { return new V(a, a * 2); } get count() { return this.#n; } }
    function f([x, y]) { const v = new V(x, y).plus(V.of(x)); return v.norm2 + v.count * y; }`,
    start: '[[1, 2]]',
    parameters: xy,
  },
  {
    name: 'inheritance and super',
    f: 'class A { g(x) { return x * x; } } class B extends A { g(x) { return super.g(x) * x + 1; } } const f = (x = 2) => new B().g(x)',
    start: '[2]',
    parameters: ['x'],
    gradient: [12],
  },
  {
    name: 'a user valueOf that gives an active number',
    f: 'class M { constructor(v) { this.v = v; } valueOf() { return this.v * 2; } } const f = (x = 3) => new M(x) * new M(x) + +new M(x)',
    start: '[3]',
    parameters: ['x'],
    gradient: [26],
  },
  {
    name: 'getter and setter with side effects',
    f: `function f([x, y]) { let log = 0; const o = { _v: x, get v() { log++; return this._v; }, set v(w) { log += 10; this._v = w; } }; o.v *= y; const old = o.v++; return o.v * log + old; }`,
    start: '[[2, 3]]',
    parameters: xy,
  },
  {
    name: 'generator',
    f: 'function* squares(p) { for (const x of p) { const got = yield x * x; if (got) return; } } function f(p) { let s = 0; for (const q of squares(p)) s += q; return s; }',
    start: '[[1, 2, 3]]',
    gradient: [2, 4, 6],
  },
  {
    name: 'interleaved generators with compound assignment',
    f: `function* g(o, p) { for (const x of p) o.a[o.i++] += yield x; }
    function f([x, y]) { const o = { a: [x, y, x], i: 0 }, q = g(o, [x, y, x]), r = g(o, [y, y, y]); q.next(); r.next(); q.next(x * 2); r.next(y * 3); q.next(x); return o.a[0] * o.a[1] + o.a[2]; }`,
    start: '[[1, 2]]',
    parameters: xy,
  },
  {
    name: 'matrices',
    f: `function f({ A, x }) { let s = 0; for (let i = 0; i < A.length; i++) { let r = 0; for (let j = 0; j < x.length; j++) r += A[i][j] * x[j]; s += r * r; } return s; }`,
    start: '[{ A: [[1, 2], [3, 4]], x: [0.5, -1] }]',
    parameters: [{ A: 'A', x: 'x' }],
  },
  {
    name: 'matrix product written into a scratch matrix',
    f: 'function f(A) { const n = A.length, C = A.map((r) => r.map(() => 0)); for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) for (let k = 0; k < n; k++) C[i][j] += A[i][k] * A[k][j]; return C.flat().reduce((a, b) => a + b) + C[0][1] * C[1][0]; }',
    start: '[[[1, 2], [3, 4]]]',
    parameters: ['A'],
  },
  {
    name: 'Float64Array parameter',
    f: 'function f(p) { let s = 0; for (const x of p) s += x * x; p = p.map((x) => x * 3); return s + p[1] + p.subarray(1)[0]; }',
    start: '[Float64Array.of(1, 2)]',
    gradient: [2, 10],
  },
  {
    name: 'Float64Array scratch',
    f: 'function f(p) { const a = new Float64Array(4); a[0] = p[0]; a.set([p[1] * p[0]], 1); a[2] = undefined; a.subarray(3)[0] = p[1]; let s = a.slice(0, 2).reduce((x, y) => x + y, 0); for (let i = 0; i < a.length; i++) if (!Number.isNaN(a[i])) s += a[i] * i; a.fill(p[0], 1, 2); return s + a[1]; }',
    start: '[[1.5, 2]]',
  },
  {
    name: 'Float32Array rounds',
    f: 'function f(p) { const a = new Float32Array(p); a[1] += 0.1; return a[0] * a[1] + a.at(-1); }',
    start: '[[0.1, 0.7]]',
    gradient: [0.8, 1.1],
  },
  {
    name: 'destructuring with defaults and rest',
    f: 'function f(p) { const [a, b = 10, ...rest] = p, { length, 0: first = 3, z = a * b } = p; let u, v; [u, v] = [b, a]; return a * z + first + rest.reduce((s, x) => s + x * length, 0) + u / v; }',
    start: '[[2, 3, 4, 5]]',
  },
  {
    name: 'destructuring into members',
    f: 'function f([x, y]) { const o = {}; [o.a, o["b"]] = [x * 2, y]; ({ p: o.c = x * y } = {}); return o.a * o.b + o.c; }',
    start: '[[2, 3]]',
    parameters: xy,
    gradient: [9, 6],
  },
  {
    name: 'spread and default parameters',
    f: 'const g = (a, b = a * 2, ...c) => a + b + c.length; const f = (p) => g(...p.slice(0, 1)) + g(...p, ...p) + Math.max(...p)',
    start: '[[1, 5]]',
  },
  {
    name: 'ternaries and logical operators',
    f: 'function f([x, y]) { const a = x && y, b = x || y, c = null ?? x, d = x > 0 && y > 0 ? a * b : 0; return d + c + (y || 7) * (x - 1 || 5) + (x > 3 && y); }',
    start: '[[1, 2]]',
    parameters: xy,
    gradient: [3, 6],
  },
  {
    name: 'logical assignment',
    f: 'function f([x, y]) { let a = x - 1, b = y, c; a ||= y * 2; b &&= b * x; c ??= x; const o = { n: 0, m: y }; o.n ||= x; o["m"] &&= o.m * 3; return a * b + c * o.n + o.m; }',
    start: '[[1, 2]]',
    parameters: xy,
    gradient: [10, 11],
  },
  {
    name: 'compound assignment evaluates once',
    f: `function f(p) { const log = []; const at = (i) => (log.push(i), i); const o = () => (log.push('o'), p); o()[at(0)] += at(1) * p[1]; o()[at(1)] *= 2; p[at(0)] **= 2; const s = log.join(); return p[0] * p[1] + s.length; }`,
    start: '[[1.5, 2]]',
  },
  {
    name: 'reads the left side before the right',
    f: 'function f([x, y]) { let a = x; const g = () => { a = a * 10; return y; }; a += g(); const o = { v: x }; o.v -= (o.v = 5, y); const q = [x, y]; let i = 0; q[i++] += q[i++] * i; return a + o.v * y + q[0] * q[1] + i; }',
    start: '[[1, 2]]',
    parameters: xy,
  },
  {
    name: '++ and -- on variables and members',
    f: 'function f([x, y]) { let a = x; const b = a++ * y, c = --a; const o = { k: y, m: [[x]] }; const d = o.k++, e = ++o.k; o.m[0][0]++; const g = o.m[0][0]--; ++o.m[0][0]; return a * b + c * d + e * g + o.m[0][0] + (x++, x--); }',
    start: '[[1.5, 2]]',
    parameters: xy,
  },
  {
    name: 'no semicolons',
    f: `function f(p) {
      let s = p[0]
      p[0]++
      const q = [[p[1]]]
      q[0][0] += s
      ++q[0][0]
      s && (s += q[0][0])
      if (s > 0) q[0][0]++
      else q[0][0] -= s
      typeof s
      return s * q[0][0]
    }`,
    start: '[[1.5, 2]]',
  },
  {
    name: 'string building and number methods',
    f: 'function f([x, y]) { const s = `${x}|${y.toFixed(2)}` + x + "," + [x, y].join() + JSON.stringify({ x, a: [y] }) + x.toString() + String(y) + y.toPrecision(3); return x * s.length + y; }',
    start: '[[1.25, 2]]',
    parameters: xy,
    gradient: [47, 1],
  },
  {
    name: 'typeof, instanceof, Array.isArray, Number.*',
    f: 'function f([x, y]) { let s = 0; if (typeof x === "number") s += x; if (typeof missing === "undefined") s += y; if (!(x instanceof Object)) s += x; if (Number.isFinite(x) && !isNaN(y) && Number(x) === x && !Number.isInteger(y)) s += x * y; if (Array.isArray([x]) && !Array.isArray(x)) s *= 2; if (Object.is(x, 1.5)) s += Number(y) + parseFloat(x); return s; }',
    start: '[[1.5, 2.5]]',
    parameters: xy,
    gradient: [10, 6],
  },
  {
    name: 'bigint, booleans and null keep their arithmetic',
    f: 'function f([x, y]) { const n = 2n ** 10n + 1n; let k = 5n; k++; k += 2n; return x * Number(n) + (true + 1) * y + null * x + +(k > 3n) + Number(k); }',
    start: '[[1, 2]]',
    parameters: xy,
    gradient: [1025, 2],
  },
  {
    name: 'a copy by way of JSON',
    f: 'function f({ a, b }) { const q = JSON.parse(JSON.stringify({ a, b, k: 3, ["__proto__"]: b.c })); q.a[0] *= 2; return q.a[0] * q.a[1] + a[0] * q.b.c + q.k + q["__proto__"]; }',
    start: '[{ a: [1.5, 2], b: { c: -0.5 } }]',
    parameters: [{ a: 'a', b: 'b' }],
    gradient: [3.5, 3, 2.5],
  },
  {
    name: 'copies by way of JSON, of values and with -0 and NaN',
    f: 'const copy = (x) => JSON.parse(JSON.stringify(x)); const f = ([x, y]) => copy(x * 3) + 1 / copy({ n: NaN, z: -y, x: [x] }).x[0] + copy(-y * 0) + (copy(NaN * x) ?? y);',
    start: '[[0.5, 2]]',
    parameters: xy,
    gradient: [-1, 1],
  },
  {
    name: 'Map, Set and objects as tables',
    f: 'function f([x, y]) { const m = new Map([["a", x], [2, y]]), s = new Set([x, y, x]); m.set("a", m.get("a") * 2); const memo = new Map(); memo.set(x, y); let r = memo.get(x) ?? 0; for (const v of s) r += v * s.size; for (const [k, v] of m) r += v * String(k).length; const o = { a: x }; for (const k in o) r += o[k]; return r + Object.values(o)[0] * Object.entries(o).length; }',
    start: '[[1, 2]]',
    parameters: xy,
    gradient: [6, 4],
  },
  {
    name: 'try, catch, finally, throw',
    f: 'function f([x, y]) { let s = 0; try { if (x > 0) throw { v: x * y }; s = 1; } catch ({ v }) { s += v; } finally { s += y; } try { null.x; } catch { s *= 2; } return s; }',
    start: '[[2, 3]]',
    parameters: xy,
    gradient: [6, 6],
  },
  {
    name: 'comma, void, in, delete, conditional chains',
    f: 'function f([x, y]) { const o = { x, y }; delete o.x; let a = (0, x * y), b = void 0 ?? y; return ("x" in o ? 1 : a) + (o.y > 1 ? (b > 5 ? 1 : b * 2) : 0); }',
    start: '[[2, 3]]',
    parameters: xy,
    gradient: [3, 4],
  },
  {
    name: 'optional chaining',
    f: 'function f({ a, b }) { const o = { g: (x) => x * a, l: [a, b] }; return o?.g?.(b) + (o.none?.deep.er ?? b) + o?.l?.filter((x) => x - 1).length * a + (b?.toFixed(1)).length; }',
    start: '[{ a: 1, b: 3 }]',
    parameters: [{ a: 'a', b: 'b' }],
    gradient: [4, 2],
  },
  {
    name: 'remainder and bit operations',
    f: 'function f([x, y]) { return x % 3 + (x * y) % y + 7.5 % y + ((x * 4) | 0) + ((y * 2) >>> 1) * x + ~~x; }',
    start: '[[4.3, 2.6]]',
    parameters: xy,
  },
  {
    name: 'Math.random and the context',
    f: 'function f([x, y], { step, random }) { const u = random(), v = Math.random(); return x * u + y * v + step * x * y; }',
    start: '[[1, 2], undefined]',
    parameters: [['x', 'y'], null],
    context: 1,
  },
  {
    name: 'module state built by a loop',
    f: 'const data = []; for (let i = 0; i < 5; i++) data.push([i, 2 * i + 1]); const mean = data.reduce((s, [, y]) => s + y, 0) / data.length; function f([w, b]) { return data.reduce((s, [x, y]) => s + (w * x + b - y) ** 2, 0) / data.length + mean * w; }',
    start: '[[0, 0]]',
    parameters: [['w', 'b']],
  },
  {
    name: 'names of built-ins taken by the user',
    f: 'const Map = (x) => x * 2; function Number(x) { return x + 1; } const Math = { sin: (x) => x * x }; function f(x = 3) { return Map(x) + Number(x) + Math.sin(x); }',
    start: '[3]',
    parameters: ['x'],
    gradient: [9],
  },
  {
    name: 'a solver of the user named find, in strict code',
    f: '"use strict"; const solver = { find(g, x) { for (let i = 0; i < 20; i++) x = x - g(x) / (2 * x); return x; } }; function f(a = 2) { return solver.find((x) => x * x - a, 1); }',
    start: '[2]',
    parameters: ['a'],
    gradient: [1 / (2 * Math.SQRT2)],
  },
  {
    name: 'loop closures keep their own variable',
    f: 'function f(p) { const fs = []; for (let i = 0; i < p.length; i++) fs.push(() => p[i] * i); let s = 0; for (const g of fs) s += g() ** 2; return s; }',
    start: '[[1, 2, 3]]',
    gradient: [0, 4, 24],
  },
  {
    name: 'structuredClone and slices leave the original',
    f: 'function f(p) { const q = structuredClone({ p, n: [p[0]] }); q.p[0] = 100; const r = [...p]; r[1] *= 2; return p[0] * p[1] + r[1] + q.n[0]; }',
    start: '[[3, 4]]',
    gradient: [5, 5],
  },
  {
    name: 'tagged templates, symbols, iterators of the user',
    f: 'const tag = (s, ...v) => v.reduce((a, b) => a * b); const it = (p) => ({ *[Symbol.iterator]() { yield* p; } }); function f(p) { let s = tag`${p[0]} and ${p[1]}`; for (const x of it(p)) s += x; return Math.max(...it(p)) * s; }',
    start: '[[2, 3]]',
    gradient: [12, 20],
  },
];
