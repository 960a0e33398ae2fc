import assert from 'node:assert/strict';
import { inEnglish } from '../../../../src/messages';
import type { Short } from '../bundle';
import { agrees, compiled, onLadder } from './support';

interface Case {
  f: string;
  start?: string;
  parameters?: Short[];
  context?: number;
  gradient?: number[];
}

/** What must be compiled, with the gradient at the start where it is easy. */
const covered: Record<string, Case> = {
  'numbers as parameters': {
    f: 'function f(x = 1, y = 2) { return x * x * y - y / x; }',
    start: '[1, 2]',
    parameters: ['x', 'y'],
    gradient: [6, 0],
  },
  'objects and matrices as parameters': {
    f: 'const f = ({ w, b: { c } }) => w[1][0] * c + w.reduce((s, [a, b]) => s + a * b, 0);',
    start: '[{ w: [[1, 2], [3, 4]], b: { c: 5 } }]',
    gradient: [2, 1, 4 + 5, 3, 3],
  },
  'labels, break and continue': {
    f: `function f(p) {
      let s = 0;
      outer: for (let i = 0; i < 3; i++) {
        for (let j = 0; j < 3; j++) {
          if (j === 2) continue outer;
          if (i === 2) break outer;
          s += p[i] * p[j];
        }
      }
      return s;
    }`,
    gradient: [6, 6, 0],
  },
  'early returns in loops': {
    f: 'function first(p) { for (const x of p) { if (x > 1.5) return x * x; } return 0; } const f = (p) => first(p);',
    gradient: [0, 4, 0],
  },
  'do and while on active numbers': {
    f: 'function f([x]) { let y = x * 8; do { y /= 2; } while (y > 3); while (y < 100) y *= y + 1; return y; }',
  },
  'switch with several labels': {
    f: 'function f([x, y]) { switch (Math.round(y)) { case 1: return x; case 2: case 3: { const z = x * y; return z * z; } default: return 0; } }',
    gradient: [8, 4, 0],
  },
  'recursion whose depth is known': {
    f: 'const power = (x, n) => (n === 0 ? 1 : x * power(x, n - 1)); const f = ([x, y]) => power(x, 5) + y;',
    gradient: [5, 1, 0],
  },
  'closures over variables that change': {
    f: 'function f(p) { let s = 0, n = 0; const add = (x) => { n++; s += n * x * x; }; p.forEach(add); add(2); return s; }',
    gradient: [2, 8, 18],
  },
  'arrays that are written over, row by row': {
    f: `function f(p) {
      let row = [p[0], p[1], p[2]];
      for (let k = 0; k < 3; k++) {
        const next = row.map((x, i) => Math.tanh(x) * row[(i + 1) % 3]);
        row = next;
      }
      return row[0] + row[1] * row[2];
    }`,
  },
  'arrays that grow': {
    f: 'function f(p) { const out = []; for (let i = 0; i < 100; i++) { if (i % 3 !== 0) out.push(p[i % 3] * i); } out[out.length] = p[0]; return out.reduce((s, x) => s + x * x, 0); }',
  },
  'dynamic programming in a matrix': {
    f: `function f(p) {
      const best = Array.from({ length: 4 }, () => new Array(4).fill(0));
      for (let i = 1; i < 4; i++) {
        for (let j = 1; j < 4; j++) {
          const cost = (p[i - 1] - p[j - 1] * 0.5) ** 2;
          best[i][j] = cost + Math.min(best[i - 1][j], best[i][j - 1], best[i - 1][j - 1]);
        }
      }
      return best[3][3];
    }`,
  },
  'softmax by max and sum': {
    f: `const softmax = (z) => { const m = Math.max(...z); const e = z.map((x) => Math.exp(x - m)); const s = e.reduce((a, b) => a + b, 0); return e.map((x) => x / s); };
    const f = (p) => -Math.log(softmax(p)[1]);`,
  },
  'its own argument, written to': {
    f: 'function f(p) { for (let i = 1; i < p.length; i++) p[i] += p[i - 1] ** 2; return p[p.length - 1]; }',
  },
  'records in data, rows of different lengths': {
    f: 'const data = [{ x: 1, y: [2, 3] }, { x: 4, y: [5, 6] }], rows = [[1], [2, 3]]; function f(p) { let s = 0; for (const { x, y } of data) s += p[0] * x + p[1] * y[1]; for (const row of rows) for (const r of row) s += p[2] * r * r; return s; }',
    gradient: [5, 9, 14],
  },
  Float64Array: {
    f: 'function f(p) { const a = new Float64Array(3); for (let i = 0; i < 3; i++) a[i] = p[i] * i; return a.reduce((s, x) => s + x * x, 0); }',
    gradient: [0, 4, 24],
  },
  'an objective in a class, helpers in an object': {
    f: 'const tools = { square(x) { return x * x; }, k: 3 }; class Model { static loss([x, y]) { return tools.square(x) * tools.k + y; } }\nconst f = Model.loss;',
    gradient: [6, 1, 0],
  },
  'an array filled anew in every iteration': {
    f: 'function f([x, y]) { const a = new Array(3); let s = 0; for (let k = 1; k < 4; k++) { a.fill(k * x); s += a[0] ** 2 * y; } return s * s; }',
  },
  'rows that are exchanged': {
    f: 'function f(p) { const m = [[p[0], p[1]], [p[1], p[2]], [p[2], p[0]]]; for (let k = 0; k < 3; k++) { const row = m[k]; m[k] = m[(k + 1) % 3].map((x) => x * x); m[(k + 2) % 3] = row; } return m[0][0] * m[1][1] + m[2][0]; }',
  },
  'a small array whose elements a callback changes': {
    f: 'function f([x, y]) { const t = [x, y, x * y]; t.forEach((each, i) => { if (i < 2) t[i + 1] += each * each; }); return t[2]; }',
  },
  'the context': {
    f: 'function f([x], { step, random }) { return x * step + random() * x * x + Math.random(); }',
    start: '[[1, 2, 3], undefined]',
    parameters: ['p', null],
    context: 1,
  },
};

describe('the compiled language', () => {
  for (const [name, { f, start, parameters, context, gradient }] of Object.entries(covered)) {
    it(name, () => {
      const program = compiled(f, start ?? '[[1, 2, 3]]', parameters, context);
      assert.equal(program.gradientSource, 'compiled');
      const found = agrees(program, program.start, 3);
      if (gradient) assert.deepEqual(found, gradient);
      for (const shift of [-0.75, 0.3, 2]) {
        agrees(
          program,
          program.start.map((x, i) => x + shift * (i + 1)),
          2,
        );
      }
      assert.ok(program.fallbacks <= 1, `${program.fallbacks} times on the tape`);
    });
  }

  it('memory grows with what a program asks for', () => {
    const program = compiled(
      'function f([x, n]) { const all = []; let s = x; for (let i = 0; i < 20000; i++) { all.push(Math.sin(s)); s = s * 0.5 + all[all.length - 1]; } return s + all.length; }',
      '[[0.5, 1]]',
    );
    agrees(program);
    assert.equal(program.fallbacks, 0);
  });
});

describe('what stays on the tape', () => {
  const declined: Record<string, [f: string, what: RegExp, line: number]> = {
    try: ['function f(p) {\n  try { return p[0]; } catch { return 0; }\n}', /a try statement/, 2],
    classes: [
      'class V { constructor(x) { this.x = x; } }\nfunction f(p) {\n  return new V(p[0]).x;\n}',
      /V/,
      3,
    ],
    'state outside': ['let n = 0;\nfunction f(p) {\n  n++;\n  return p[0] * n;\n}', /n, which/, 3],
    'writes to data': [
      'const d = [1];\nfunction f(p) {\n  d[0] += 1;\n  return p[0] * d[0];\n}',
      /data/,
      3,
    ],
    'a copy of what is written to': [
      'function f(p) { const a = { u: p[0] }; let b = { u: 1 }, s = 0;\n  for (let i = 0; i < 2; i++) { a.u += 1; s += b.u;\n    b = a; }\n  return s; }',
      /copied/,
      3,
    ],
    'data that a variable may come to be': [
      'const d = [1, 2, 3];\nfunction f(p) { let h = p.map((x) => x), s = 0; for (let i = 0; i < 2; i++) { h[0] += 1; s += h[0]; h = d; } return s; }',
      /data/,
      2,
    ],
    'the console': ['function f(p) {\n  console.log(p);\n  return p[0];\n}', /console/, 2],
    'recursion on θ': [
      'const g = (x) => (x < 1 ? x : g(x / 2));\nfunction f(p) { return g(p[0]); }',
      /recursion/,
      1,
    ],
  };
  for (const [name, [f, what, line]] of Object.entries(declined)) {
    it(name, () => {
      const program = onLadder(f, '[[1, 2, 3]]');
      assert.equal(program.gradientSource, 'tape');
      const said = program.declined!;
      assert.match(String(said.arguments[0]), what);
      assert.equal(said.place?.line, line);
      assert.match(
        inEnglish(said),
        /^The gradient is exact, but by the tape: .* is not compiled so far\.$/,
      );
    });
  }

  it('built-ins that the file changes', () => {
    const program = onLadder('Math.sin = (x) => 2 * x;\nconst f = ([x]) => Math.sin(x);', '[[1]]');
    assert.equal(program.gradientSource, 'tape');
    assert.equal(program.value(program.start, 1), 2);
  });
});
