import { itCompiles, itDeclines } from './cases';

describe('compiled lists: searched, shortened, under another name', () => {
  itCompiles({
    'a state that a list pushed anew takes the place of':
      'function f(p) { let h = [0.1, 0.2]; for (const x of [1, -1, 0.5]) { const next = []; for (let i = 0; i < 2; i++) next.push(Math.tanh(p[i] * x + h[0] * p[2] + h[1] * p[3])); h = next; } return h[0] * h[1]; }',
    'a state of an array filled with a number':
      'function f(p) { let h = new Array(3).fill(0); for (let t = 0; t < 3; t++) { const next = []; for (let i = 0; i < 3; i++) next.push(Math.sin(p[i]) + h[i] * h[(i + 1) % 3]); h = next; } return h.reduce((s, x) => s + x * x, 0); }',
    'a state whose length changes':
      'function f(p, { step }) { let h = [p[0]]; for (let t = 0; t < 3; t++) { const next = [p[t]]; for (const x of h) if (x > -1) next.push(x * p[3]); h = next; } return h.reduce((s, x) => s + x, 0) * h.length; }',
    'find, and what stands in where there is nothing':
      'function f(p) { const first = p.find((x) => x > 0.5) ?? p[0] ** 2; const last = p.findLast((x, i) => i < 3 && x < 0) ?? 7; return first * last + (p.find((x) => x === x) ?? 0); }',
    'indices that are looked for':
      'function f(p) { const a = [p[0], 2, p[1], 2]; return a.indexOf(2) + 10 * a.lastIndexOf(2) + 100 * a.indexOf(p[1]) + p[2] * a.findLastIndex((x) => x === 2) + a.indexOf(NaN); }',
    'includes takes NaN for NaN':
      'function f(p) { const a = p.map((x) => (x > 9 ? x : NaN)); return (a.includes(NaN) ? p[0] : p[1]) * (p.includes(0) ? 2 : 3) * (a.indexOf(NaN) === -1 ? p[2] : 1); }',
    'texts that are looked for':
      "const kinds = ['mean', 'sum']; function f(p) { return kinds.indexOf('sum') * p[0] + (kinds.includes('none') ? 1 : p[1] ** 2); }",
    'a stack':
      'function f(p) { const stack = []; for (const x of p) { stack.push(x); if (stack.length > 1) stack.push(stack.pop() * stack.pop() + x); } return stack.pop() ?? 0; }',
    'a queue':
      'function f(p) { const queue = [...p]; let s = 0; for (let i = 0; i < 6; i++) { const x = queue.shift() ?? p[0]; s += x * x * i; if (i < 3) queue.push(Math.sin(x)); } return s + queue.length; }',
    'elements that are pushed where others were taken away':
      'function f(p) { const list = [p[0], p[1]]; let s = 0; for (let i = 0; i < 4; i++) { s += list[1] ** 2; list.pop(); list.push(s * p[i]); } return s + list[1]; }',
    'pop where a condition says so':
      'function f(p) { const list = [p[0], p[1], p[2]]; p[3] > 0 && list.pop(); p[0] > 0 ? list.push(p[3] ** 2) : list.push(1); return list.reduce((s, x) => s + x * x, 0); }',
    'fill of a part, from behind too':
      'function f(p) { const a = p.map((x) => x * x); a.fill(p[0], 1, 3); a.fill(p[1] * p[2], -1); a.fill(9, 2, 2); const b = p.slice().fill(p[3], 1); return a.reduce((s, x, i) => s + x * (i + 1), 0) + b[0] * b[3]; }',
    'indices gone over':
      'function f(p) { let s = 0; for (const i of p.keys()) s += i * p[i] ** 2; for (const i of [...Array(3).keys()]) s += p[i + 1] * i; for (const x of p.values()) s += x; return s; }',
    'texts gone over, with a break of a switch within':
      "const words = ['add', 'twice', 'add']; function f(p) { let s = 0; for (const word of words) { switch (word) { case 'add': s += p[0] * p[1]; break; case 'twice': s *= 2; break; default: s = 0; } } return s; }",
    'a list that grows from a copy':
      'function f(p) { const a = [...p]; for (let i = 0; i < 3; i++) a.push(a[i] * a[a.length - 1]); return a.reduce((s, x) => s + x, 0); }',
  });

  itDeclines({
    'a list that grows under both names': [
      'function f(p) { const a = [p[0]]; let h = [1]; for (let i = 0; i < 3; i++) { h = a; a.push(h.length * p[1]); } return h.length * p[0]; }',
      /another name/,
    ],
    'a list that grows before it gets another name, again and again': [
      'function f(p) { const a = [p[0]]; let h = [1]; let s = 0; for (let i = 0; i < 3; i++) { s += h.length; a.push(p[1]); h = a; } return s * h.length * p[0]; }',
      /another name/,
    ],
    'a list that grows on after it has another name': [
      'function f(p) { let s = 0; let h = [1]; for (let i = 0; i < 3; i++) { const a = [p[0]]; h = a; a.push(2); s += h.length * p[1]; } return s; }',
      /another name/,
    ],
    'pop while a loop goes over it': [
      'function f(p) { const a = [p[0], p[1], p[2]]; let s = 0; for (const x of a) { s += x; a.pop(); } return s; }',
      /while a loop goes over it/,
    ],
    'a search from somewhere on': [
      'function f(p) { return p.indexOf(1, 2) * p[0]; }',
      /a search for such a value/,
    ],
  });
});
