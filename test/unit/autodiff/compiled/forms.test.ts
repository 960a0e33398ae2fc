import { itCompiles, itDeclines } from './cases';

describe('compiled chains, functions in data, typed arrays of constants', () => {
  itCompiles({
    'optional chains of what is there and what is not':
      'const none = undefined, deep = { a: { b: 3 } }, nil = null; function f(p) { const o = { u: p[0] }; return (o?.u ?? 9) + (none?.u.v.w ?? p[1]) * (deep?.a?.b ?? 1) + (nil?.[p[2]] ?? p[2] ** 2); }',
    'optional calls':
      'const tools = { square: (x) => x * x }; function f(p) { const g = (x, h) => h?.(x) ?? x; return g(p[0]) + g(p[1], (x) => x ** 3) + tools?.square(p[2]) + (tools.none?.(p[3]) ?? p[3]); }',
    'settings spread over others, of which some are none':
      'const usual = { rate: 2, decay: 0.5 }; const f = (p) => { const loss = (w, given) => { const { rate, decay } = { ...usual, ...given }; return rate * w * w + decay * w; }; return loss(p[0]) + loss(p[1], { rate: p[2] }); };',
    'functions called by a known index and by a known name':
      "const bends = [Math.tanh, (x) => x * x, cube]; function cube(x) { return x ** 3; } const shapes = { bowl: (x) => x * x, hill(x) { return Math.exp(-x * x); } }; const name = 'hill'; function f(p) { return bends[0](p[0]) + bends[1](p[1]) * bends[2](p[2]) + shapes[name](p[3]) + shapes['bowl'](p[0]); }",
    'functions called by an index that only running tells':
      'const bends = [Math.tanh, (x) => x * x, (x) => x ** 3]; function f(p, { step }) { let s = 0; for (let i = 0; i < 3; i++) s += bends[(i + step) % 3](p[i]); return s; }',
    'functions in objects in arrays':
      'const layers = [{ act: Math.tanh, size: 2 }, { act: (x) => Math.max(0, x), size: 1 }]; function f(p) { let h = p[0]; for (const { act, size } of layers) h = act(h * size + p[1]); return h; }',
    'a name that other code writes to, as a parameter':
      'function even(n) { return n === 0 ? true : odd(n - 1); } function odd(n) { return n === 0 ? false : even(n - 1); } function f(p) { let s = 0; for (let n = 0; n < 3; n++) s += even(4) ? p[n] ** 2 : 1; return s; }',
    'constants in typed arrays':
      'const order = Int32Array.of(3, 0, 2), mask = new Uint8Array([1, 0, 1, 1]), w = Float32Array.of(0.5, 0.1); function f(p) { let s = 0; for (const i of order) s += p[i] ** 2 * (i + 1); mask.forEach((m, i) => { if (m) s += p[i]; }); return s * w[1] + order.indexOf(2) + mask.reduce((a, b) => a + b, 0) * p[order[1]]; }',
    'properties gone over by name':
      'function f(p) { const o = { u: p[0], v: p[1] * p[2] }; let s = 0; for (const key in o) { o[key] *= 2; s += o[key] ** 2; } return s; }',
    'cases that call functions, in their order':
      'function f(p) { let asked = 0; const is = (x) => { asked++; return x; }; let s = 0; for (let i = 0; i < 4; i++) { switch (i) { case is(0): s += p[0]; case is(1): s += p[1] ** 2; break; case is(2): s *= p[2]; break; default: s -= p[3]; } } return s * asked; }',
    'cases of one group, of which the second is asked if it is not the first':
      'function f(p) { let asked = 0; const is = (x) => { asked++; return x; }; let s = 0; for (let i = 0; i < 4; i++) { switch (i) { case is(0): case is(1): s += p[i] ** 2; break; case is(2): s *= p[2]; break; default: s -= p[3]; } } return s * asked; }',
    'cases on texts':
      "const mode = 'sum'; function f(p, { step }) { const of = (kind, x) => { switch (kind) { case 'mean': return x / 4; case 'sum': return x; default: throw new Error(kind); } }; return of(mode, p[0] ** 2) + of('mean', p[1] * step); }",
    'closures that keep a number':
      'function f(p) { const counter = (kept) => (x) => (kept += x * x); const [a, b] = [counter(p[0]), counter(1)]; a(p[1]); b(p[2]); return a(2) * b(p[3]); }',
  });

  itDeclines({
    'functions that were moved since': [
      'const bends = [(x) => x, (x) => x * x]; bends.reverse(); function f(p) { return bends[0](p[0]); }',
      /the value of bends/,
    ],
    'a function that was put in place of another': [
      'const tools = { half: (x) => x / 2 }; Object.assign(tools, { half: (x) => x * x }); function f(p) { return tools.half(p[0]); }',
      /the value of tools/,
    ],
    'what rounds what is written to it': [
      'function f(p) { const a = new Int32Array(2); a[0] = 1.5; return p[0] * a[0]; }',
      /Int32Array/,
    ],
    'a typed array that a method makes': [
      'const order = Int32Array.of(1, 2); function f(p) { return p[0] * order.map((x) => x / 2)[0]; }',
      /the method map/,
    ],
  });
});
