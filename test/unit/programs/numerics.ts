/** Numerical programs, each a TypeScript file with one exported objective. */
export const numerics: Record<string, string> = {
  'softmax and cross entropy': `const data: [number[], number][] = [[[1, 2], 0], [[-1, 0.5], 1], [[0.3, -2], 2], [[1.5, 1.5], 0]];
function softmax(z: readonly number[]): number[] {
  const top = Math.max(...z);
  const e = z.map(v => Math.exp(v - top));
  const total = e.reduce((a, b) => a + b);
  return e.map(v => v / total);
}
export function xent({ W, b }: { W: number[][]; b: number[] } = { W: [[0.1, -0.2], [0.3, 0.4], [-0.5, 0.6]], b: [0, 0.1, -0.1] }) {
  let loss = 0;
  for (const [x, label] of data) {
    const logits = W.map((row, k) => row.reduce((s, w, j) => s + w * x[j]!, b[k]!));
    loss -= Math.log(softmax(logits)[label]!);
  }
  return loss / data.length;
}`,
  'Cholesky decomposition': `export const nll = (L = [[2, 0, 0], [0.5, 1.5, 0], [0.1, -0.3, 1.1]]) => {
  const n = L.length;
  const A = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => {
    let s = i === j ? 1 : 0; for (let k = 0; k < n; k++) s += L[i]![k]! * L[j]![k]!; return s; }));
  const C: number[][] = Array.from({ length: n }, () => new Array(n).fill(0));
  for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) {
    let s = A[i]![j]!;
    for (let k = 0; k < j; k++) s -= C[i]![k]! * C[j]![k]!;
    C[i]![j] = i === j ? Math.sqrt(s) : s / C[j]![j]!;
  }
  let logdet = 0; for (let i = 0; i < n; i++) logdet += 2 * Math.log(C[i]![i]!);
  return logdet + C.flat().reduce((a, b) => a + b * b, 0);
};`,
  'Runge-Kutta': `type Vec = [number, number];
const add = (a: Vec, b: Vec, s: number): Vec => [a[0] + s * b[0], a[1] + s * b[1]];
export function pendulum(omega = 1.1, damping = 0.2, theta0 = 0.7) {
  const f = ([q, p]: Vec): Vec => [p, -(omega ** 2) * Math.sin(q) - damping * p];
  let y: Vec = [theta0, 0]; const h = 0.05;
  for (let i = 0; i < 40; ++i) {
    const k1 = f(y), k2 = f(add(y, k1, h / 2)), k3 = f(add(y, k2, h / 2)), k4 = f(add(y, k3, h));
    y = y.map((v, j) => v + (h / 6) * (k1[j]! + 2 * k2[j]! + 2 * k3[j]! + k4[j]!)) as Vec;
  }
  return (y[0] - 0.2) ** 2 + y[1] ** 2;
}`,
  'soft dynamic time warping': `// soft dynamic time warping
const ref = [0, 1, 3, 2, 0];
const softmin = (...v: number[]) => { const m = Math.min(...v); return m - Math.log(v.reduce((s, x) => s + Math.exp(m - x), 0)); };
export function dtw(x = [0.1, 0.8, 2, 2.5]) {
  const R: number[][] = []; 
  for (let i = 0; i <= x.length; i++) { R[i] = []; for (let j = 0; j <= ref.length; j++) R[i]![j] = i === 0 && j === 0 ? 0 : Infinity; }
  for (let i = 1; i <= x.length; i++) for (let j = 1; j <= ref.length; j++) {
    const d = (x[i - 1]! - ref[j - 1]!) ** 2;
    const prev = [R[i - 1]![j]!, R[i]![j - 1]!, R[i - 1]![j - 1]!].filter(Number.isFinite);
    R[i]![j] = d + softmin(...prev);
  }
  return R.at(-1)!.at(-1)!;
}`,
  'k-means': `const pts = [[0, 0], [0.1, 0.2], [3, 3], [3.2, 2.9], [6, 0], [6.1, 0.3]];
export function kmeans(centres = [[0.5, 0.5], [2.5, 3.5], [5, 1]]) {
  const groups = new Map<number, number[]>();
  for (const p of pts) {
    const ds = centres.map((c) => Math.hypot(...c.map((v, i) => v - p[i]!)));
    let best = 0;
    ds.forEach((d, i) => { if (d < ds[best]!) best = i; });
    groups.set(best, [...(groups.get(best) ?? []), ds[best]!]);
  }
  return [...groups.values()].flatMap((g) => g.map((d) => d * d)).reduce((a, b) => a + b, 0);
}`,
  'Fourier transform': `function fft(re: number[], im: number[]): [number[], number[]] { const n = re.length; if (n === 1) return [re, im]; const [er, ei] = fft(re.filter((_, i) => i % 2 === 0), im.filter((_, i) => !(i & 1))); const [or, oi] = fft(re.filter((_, i) => i & 1), im.filter((_, i) => i % 2)); const R = Array(n), I = Array(n); for (let k = 0; k < n / 2; k++) { const c = Math.cos(-2 * Math.PI * k / n), s = Math.sin(-2 * Math.PI * k / n); const tr = c * or[k]! - s * oi[k]!, ti = c * oi[k]! + s * or[k]!; R[k] = er[k]! + tr; I[k] = ei[k]! + ti; R[k + n / 2] = er[k]! - tr; I[k + n / 2] = ei[k]! - ti; } return [R, I]; }
export function spec(x = [1, 0.5, -0.3, 2, 0, 1, -1, 0.2]) { const [R, I] = fft(x, x.map(() => 0)); return R.reduce((s, r, k) => s + (r * r + I[k]! ** 2) * k, 0); }`,
  'Gaussian elimination': `const A0 = [[4, 1, 2], [1, 3, 0], [2, 0, 5]];
export function solve(b = [1, 2, 3], s = 0.1) { const M = A0.map((r, i) => [...r.map((v, j) => v + (i === j ? s : 0)), b[i]!]); const n = 3; for (let c = 0; c < n; c++) { let piv = c; for (let r = c + 1; r < n; r++) if (Math.abs(M[r]![c]!) > Math.abs(M[piv]![c]!)) piv = r; [M[c], M[piv]] = [M[piv]!, M[c]!]; for (let r = c + 1; r < n; r++) { const f = M[r]![c]! / M[c]![c]!; for (let k = c; k <= n; k++) M[r]![k]! -= f * M[c]![k]!; } } const x = new Array<number>(n); for (let i = n - 1; i >= 0; i--) { x[i] = M[i]![n]!; for (let k = i + 1; k < n; k++) x[i]! -= M[i]![k]! * x[k]!; x[i]! /= M[i]![i]!; } return x.reduce((s, v) => s + v * v, 0); }`,
  'Newton iteration': `export function implicit(a = 2, b = 0.3) { let x = a; for (let i = 0; i < 30; i++) { const f = x * x - a + b * x, df = 2 * x + b; const step = f / df; x -= step; if (Math.abs(step) < 1e-13) break; } return (x - 1) ** 2; }`,
  LSTM: `const sig = (x: number) => 1 / (1 + Math.exp(-x));
const seq = [0.1, 0.5, -0.2, 0.9];
export function lstm({ wf, wi, wo, wc } = { wf: [0.1, 0.2, 0.3], wi: [0.2, -0.1, 0], wo: [0.3, 0.1, -0.2], wc: [0.5, 0.4, 0.1] }) { let h = 0, c = 0, loss = 0; const aff = ([a, b, d]: number[], x: number) => a! * x + b! * h + d!; for (let t = 0; t + 1 < seq.length; t++) { const x = seq[t]!; const f = sig(aff(wf, x)), i = sig(aff(wi, x)), o = sig(aff(wo, x)); c = f * c + i * Math.tanh(aff(wc, x)); h = o * Math.tanh(c); loss += (h - seq[t + 1]!) ** 2; } return loss; }`,
  convolution: `const img = [[1, 2, 0, 1], [0, 1, 3, 1], [2, 1, 0, 0], [1, 0, 1, 2]];
export function conv(k = [[0.1, 0.2], [-0.1, 0.4]], bias = 0.05) { const out: number[][] = []; for (let y = 0; y < 3; y++) { const row: number[] = []; for (let x = 0; x < 3; x++) { let s = bias; k.forEach((kr, dy) => kr.forEach((w, dx) => { s += w * img[y + dy]![x + dx]!; })); row.push(Math.max(0, s)); } out.push(row); } const pooled = out.map((r) => Math.max(...r)); return pooled.reduce((a, b) => a + b * b, 0) / pooled.length; }`,
  "Simpson's rule": `export const area = (a = 0.5, b = 2) => { const n = 50; let s = 0; for (let i = 0; i <= n; i++) { const x = a + (b - a) * i / n; const w = i === 0 || i === n ? 1 : i % 2 ? 4 : 2; s += w * Math.exp(-x * x); } return s * (b - a) / (3 * n); };`,
  'complex numbers': `class C { constructor(readonly re: number, readonly im = 0) {} add(o: C) { return new C(this.re + o.re, this.im + o.im); } mul(o: C) { return new C(this.re * o.re - this.im * o.im, this.re * o.im + this.im * o.re); } get abs2() { return this.re ** 2 + this.im ** 2; } static exp(z: C) { const r = Math.exp(z.re); return new C(r * Math.cos(z.im), r * Math.sin(z.im)); } }
export function cx([a, b] = [0.3, -0.7]) { let z = new C(a, b); for (let i = 0; i < 5; i++) z = z.mul(z).add(new C(a, b)); return z.abs2 + C.exp(z).abs2; }`,
  'a class of matrices': `class Matrix { private readonly d: Float64Array; constructor(readonly r: number, readonly c: number, d?: ArrayLike<number>) { this.d = d ? Float64Array.from(d) : new Float64Array(r * c); } at(i: number, j: number) { return this.d[i * this.c + j]!; } set(i: number, j: number, v: number) { this.d[i * this.c + j] = v; return this; } mul(o: Matrix) { const out = new Matrix(this.r, o.c); for (let i = 0; i < this.r; i++) for (let j = 0; j < o.c; j++) for (let k = 0; k < this.c; k++) out.d[i * o.c + j]! += this.at(i, k) * o.at(k, j); return out; } get T() { const t = new Matrix(this.c, this.r); for (let i = 0; i < this.r; i++) for (let j = 0; j < this.c; j++) t.set(j, i, this.at(i, j)); return t; } get trace() { let s = 0; for (let i = 0; i < this.r; i++) s += this.at(i, i); return s; } }
export function mc(a = [1, 2, 3, 4, 5, 6]) { const A = new Matrix(2, 3, a); return A.mul(A.T).trace + A.T.mul(A).at(0, 2); }`,
  'log of a sum of exponentials': `export const lse = (z = [1000, 1001, 999.5]) => { const m = z.reduce((a, b) => (a > b ? a : b), -Infinity); return m + Math.log(z.map((v) => Math.exp(v - m)).reduce((a, b) => a + b, 0)); };`,
  'all of Math': `export function m([x, y] = [0.4, 0.9]) {
  return Math.hypot(x, y, 2) + Math.atan2(y, x) + Math.log1p(x) + Math.expm1(y) + Math.cbrt(x) + Math.log2(y + 1) + Math.log10(x + 2)
    + Math.sinh(x) + Math.cosh(y) + Math.tanh(x * y) + Math.asinh(x) + Math.acosh(y + 1) + Math.atanh(x) + Math.asin(x) + Math.acos(y) + Math.atan(x)
    + Math.abs(x - y) + Math.max(x, y, 0.1) + Math.min(x, y) + Math.pow(x, y) + Math.pow(2, x) + x ** 3 + Math.sqrt(x) + Math.exp(-y) + Math.tan(x) + Math.sin(x) * Math.cos(y)
    + Math.hypot(x) + Math.max(x) + Math.E * x + Math.PI * y + Math.SQRT2 * x + Math.LN2 * x + Math.LOG2E * y;
}`,
  'powers and compound assignment': `export function ex(x = 1.7, y = 2.2) { let a = x; a **= y; a %= 3; a /= 2; a -= -x; let b = 2 ** x ** 0.5; const c = (-x) ** 2; const d = x % y, e = -7.5 % x; return a + b + c + d + e + (x ** -1) + (1 / x ** 2) + 1e300 * 1e-300 * x; }`,
  'memoised recursion': `export function fibish(x = 1.01) { const memo = new Map<number, number>(); const f = (n: number): number => { if (n < 2) return x ** n; const hit = memo.get(n); if (hit !== undefined) return hit; const v = f(n - 1) * 0.6 + f(n - 2) * x * 0.3; memo.set(n, v); return v; }; return f(30); }`,
  'linear regression': `const N = 200; const xs = Array.from({ length: N }, (_, i) => Math.sin(i)), ys = xs.map((x, i) => 2 * x - 1 + 0.1 * Math.cos(i * 7));
export const lin = ([w, b] = [0, 0]) => { let s = 0; xs.forEach((x, i) => { s += (w * x + b - ys[i]!) ** 2; }); return s / N; };`,
};
