import assert from 'node:assert/strict';
import { analysed } from './helpers';

const inviting = [
  'export function rosenbrock([x, y] = [-1.2, 1]) { return (1 - x) ** 2 + 100 * (y - x ** 2) ** 2; }',
  'const f = (x = 5) => x * x;',
  'const f = (x = 5): number => (x - 1) ** 2 as number;',
  'const f = (x = 0, y = 0) => (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2;',
  'const f = (x = -1.2, y = 1, { step }) => -Math.cos(x) * Math.exp(-y) + step;',
  'const f = (x = [1, 2, 3]) => x.reduce((s, xi) => s + xi ** 2, 0);',
  'const f = (x = [1, 2]) => { let s = 0; for (const xi of x) s += xi * xi; return s / x.length; };',
  'const f = (x = [1, 2]) => { let s = 0; for (let i = 0; i < 2; i++) { const r = x[i]! - 1; s = s + r * r; } return s; };',
  'const xs = [1]; const f = ({ w, b } = { w: 0.5, b: 0 }) => { let l = 0; for (const x of xs) { const e = w * x + b - 2; l += e ** 2; } return l / xs.length; };',
  'const f = ({ w = [0, 0], b = 0 } = {}) => w[0] * w[1] + b;',
  'const f = (w = Array(3).fill(0)) => w[0] * w[1] + w[2];',
  'const f = (w = Array.from({ length: 3 }, () => 1)) => Math.abs(w[0]) + w[1];',
  'const f = (w = new Float64Array(3)) => w[0] / w[1] + 1;',
  'const start = [1, 2]; const f = ([x, y] = start) => x * y + 1;',
  'class M { static f(x = 3) { const l = Math.log(x) * 2; return l; } }',
  'const f = (x = Math.PI / 2) => x > 0 ? Math.sin(x) : -Math.sin(x);',
  'const f = (x = [3]) => Math.sqrt(x[0]);',
];

const ordinary = [
  'const delay = (ms = 100) => new Promise((r) => setTimeout(r, ms));',
  'const delay = (ms = 100) => { const until = Date.now() + ms; while (Date.now() < until); return until; };',
  'function retry(times = 3) { for (let i = 0; i < times; i++) attempt(i * i); return times; } const attempt = (n) => n;',
  'const clamp = (x = 0, lo = 0, hi = 1) => Math.min(hi, Math.max(lo, x));',
  'const offset = (page = 1, size = 20) => (page - 1) * size;',
  'const pages = (total = 0, size = 20) => Math.ceil(total / size);',
  'const add = (a = 0, b = 0) => a + b;',
  'const square = (x) => x * x;',
  'const area = (w = 1, h = 1) => w * h;',
  'const radians = (deg = 0) => deg * Math.PI / 180;',
  'const fahrenheit = (c = 20) => c * 9 / 5 + 32;',
  'const lerp = (a = 0, b = 1, t = 0.5) => a + (b - a) * t;',
  'const backoff = (attempt = 1, base = 100) => base * 2 ** attempt;',
  'const backoff = (attempt = 1, base = 100) => base * Math.pow(2, attempt);',
  'const compound = (principal = 1000, rate = 0.05, years = 10) => principal * (1 + rate) ** years;',
  'const randomInt = (min = 0, max = 10) => Math.floor(Math.random() * (max - min)) + min;',
  'const random = (min = 0, max = 1) => min + Math.random() * (max - min);',
  'function fib(n = 10) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }',
  'function factorial(n = 5) { let r = 1; for (let i = 2; i <= n; i++) r *= i; return r; }',
  'function squares(n = 10) { let s = 0; for (let i = 0; i < n; i++) s += i ** 2; return s; }',
  'const distance = (x = 0, y = 0) => Math.hypot(x, y);',
  'const length = (x = 0, y = 0) => Math.sqrt(x * x + y * y);',
  'const round = (value = 0, digits = 2) => Math.round(value * 10 ** digits) / 10 ** digits;',
  'const hash = (seed = 5381) => (seed * seed) >>> 0;',
  'const lcg = (seed = 1) => (seed * 1103515245 + 12345) % 2147483648;',
  'const id = (n = 8) => "x" + n * n;',
  'const label = (n = 1) => `${n * n} items`;',
  'const greet = (name = "you") => "hi " + name;',
  'const toggle = (on = true) => !on;',
  'const sum = (xs = []) => xs.reduce((a, b) => a + b * b, 0);',
  'const mean = (xs = [1, 2]) => xs.reduce((a, b) => a + b, 0) / xs.length;',
  'const scale = (x, k = 2) => x * k * k;',
  'const options = ({ timeout = 100, retries = 3 } = {}) => timeout * retries;',
  'const options = ({ timeout = 100, name = "a" } = {}) => timeout ** 2;',
  'const next = (n = 1) => n + 1;',
  'const half = (n = 1) => n / 2;',
  'const date = (now = Date.now()) => now ** 2;',
  'const load = (config = read()) => config.a * config.a; const read = () => ({ a: 1 });',
  'const log = (x = 2) => { console.log(x ** 2); };',
  'const list = (x = 2) => [x ** 2];',
  'const object = (x = 2) => ({ y: x ** 2 });',
  'const made = (x = 2) => { const g = (y) => y ** 2; return g; };',
  'const compare = (a = 1, b = 2) => a ** 2 < b ** 2;',
  'const early = (x = 2) => { if (x < 0) return null; return x ** 2; };',
  'const async = async (x = 2) => x ** 2;',
  'const impure = (x = 2) => window.scale * x ** 2;',
  'const none = () => 3 ** 2;',
  'const context = ({ step }) => step ** 2;',
];

describe('the lens rule', () => {
  for (const text of inviting) {
    it(`lights up: ${text}`, () => assert.equal(analysed(text).objectives.at(-1)!.inviting, true));
  }
  for (const text of ordinary) {
    it(`stays dark: ${text}`, () => {
      assert.deepEqual(
        analysed(text).objectives.filter((o) => o.inviting),
        [],
      );
    });
  }
});
