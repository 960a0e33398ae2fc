import assert from 'node:assert/strict';
import { goAbreast } from '../../../../src/autodiff/compiled/abreast';
import { Builder } from '../../../../src/autodiff/compiled/builder';
import { everyStatement } from '../../../../src/autodiff/compiled/ir';
import { Memory, type Variable } from '../../../../src/autodiff/compiled/variables';
import { agrees, compiled } from './support';

/** The steps of all loops, in the order of the text. */
function steps(build: (b: Builder) => void): number[] {
  const b = new Builder();
  build(b);
  goAbreast(b.top);
  return [...everyStatement(b.top)].flatMap((s) => (s.kind === 'for' ? [s.step] : []));
}

/** `for (i < rows) { z = 0; for (j < columns) z += data[i * columns + j]; inRow(z) }` */
function nest(
  b: Builder,
  rows: number,
  columns: number,
  inRow: (z: Variable, i: Variable) => void,
) {
  const memory = new Memory('data');
  b.each(rows, (i) => {
    const z = b.variable('number', true);
    b.set(z, 0);
    b.each(columns, (j) => {
      const value = b.load({ memory, base: b.times(i, columns), index: j }, 'number');
      b.emit({ kind: 'accumulate', variable: z, sign: '+', value });
    });
    inRow(z, i);
  });
}

describe('iterations abreast', () => {
  it('four of an outer loop, with what is left over, and two at once of the innermost', () => {
    const adding = (b: Builder, rows: number) => {
      const sum = b.variable('number', true);
      nest(b, rows, 10, (z) => {
        b.emit({ kind: 'accumulate', variable: sum, sign: '+', value: b.read(z) });
      });
    };
    assert.deepEqual(
      steps((b) => adding(b, 8)),
      [4, 2],
    );
    assert.deepEqual(
      steps((b) => adding(b, 9)),
      [4, 2, 1, 1],
    );
    assert.deepEqual(
      steps((b) => adding(b, 3)),
      [3, 2],
    );
  });

  it('a loop of up to four iterations is written out', () => {
    assert.deepEqual(
      steps((b) => nest(b, 8, 4, () => undefined)),
      [4],
    );
  });

  it('not where iterations write to what they read, or to one place in two ways', () => {
    const memory = new Memory('arena');
    const asItIs = [1, 2];
    const orders: Record<string, (b: Builder, sum: Variable, z: Variable, i: Variable) => void> = {
      'a variable that is set': (b, sum, z) => b.set(sum, b.read(z)),
      'a sum that is read': (b, sum, z) => {
        b.emit({ kind: 'accumulate', variable: sum, sign: '+', value: b.read(z) });
        b.define('exp', b.read(sum));
      },
      'an element that is read': (b, _sum, z, i) => {
        b.load({ memory, base: 0, index: i }, 'number');
        b.emit({ kind: 'store', address: { memory, base: 0, index: i }, value: z, isFirst: true });
      },
      'two writes to one array': (b, _sum, z, i) => {
        for (const base of [0, 1]) {
          const address = { memory, base, index: i };
          b.emit({ kind: 'store', address, value: b.read(z), isFirst: true });
        }
      },
      'random numbers': (b) => b.define('contextRandom'),
    };
    for (const [name, inRow] of Object.entries(orders)) {
      const found = steps((b) => {
        const sum = b.variable('number', true);
        nest(b, 8, 10, (z, i) => inRow(b, sum, z, i));
      });
      assert.deepEqual(found, asItIs, name);
    }
  });

  const data = 'const data = Array.from({ length: 40 }, (_, k) => Math.sin(k * k + 1));';
  const objectives: Record<string, (rows: number, columns: number) => string> = {
    'rows into a sum': (n, m) =>
      `${data} function f(p) { let s = 0; for (let i = 0; i < ${n}; i++) { let z = p[i % 3]; for (let j = 0; j < ${m}; j++) { z += p[j] * data[i * ${m} + j]; } s += Math.tanh(z) * data[i]; s -= z * z; } return s; }`,
    'a product of matrices': (n, m) =>
      `${data} function f(p) { const c = Array.from({ length: ${n} }, () => new Array(${m}).fill(0)); for (let i = 0; i < ${n}; i++) { for (let j = 0; j < ${m}; j++) { let s = 0; for (let k = 0; k < 6; k++) { s += data[i + k] * p[k] * p[j]; } c[i][j] = s; } } return c.flat().reduce((a, x) => a + x * x, 0); }`,
    'rows as long as θ says': (n, m) =>
      `${data} function f(p) { const rows = data.filter((x) => x < p[0] + ${n / 5}); const columns = data.filter((x) => x > p[1] - ${m / 5}); let s = 0; for (let i = 0; i < rows.length; i++) { let z = 0; for (let j = 0; j < columns.length; j++) { z += columns[j] * p[j % 6] + rows[i]; } s += Math.sin(z); } return s; }`,
    'a state that goes from row to row': (n, m) =>
      `${data} function f(p) { let h = p[0]; let s = 0; for (let i = 0; i < ${n}; i++) { let z = h; for (let j = 0; j < ${m}; j++) { z += p[j] * data[i * ${m} + j]; } h = Math.tanh(z); s += h; } return s; }`,
    'a sum over all elements': (n, m) =>
      `${data} function f(p) { let s = p[1]; for (let i = 0; i < ${n}; i++) { for (let j = 0; j < ${m}; j++) { s += p[j] * data[i * ${m} + j]; } s -= p[0]; } return s * s; }`,
    'an array of each row, under a condition': (n, m) =>
      `${data} function f(p) { let s = 0; for (let i = 0; i < ${n}; i++) { const row = []; for (let j = 0; j < ${m}; j++) { row.push(p[j] * data[i + j]); } if (data[i] > 0) { s += row.reduce((a, x) => a + x, p[0]); } } return s * s; }`,
    'neighbours in a chain': (n) =>
      `function f(p) { let s = 0; const x = p.concat(p).slice(0, ${n + 1}); for (let i = 0; i + 1 < x.length; i++) { s += 100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2; } for (let i = 0; i < ${n % 6}; i++) { s += p[i + 1 > 5 ? 0 : i + 1] * p[i]; } return s; }`,
  };
  for (const [name, write] of Object.entries(objectives)) {
    it(`${name}: value and gradient as on the tape, for every number of rows and columns`, () => {
      for (let rows = 1; rows <= 9; rows++) {
        for (const columns of [1, 2, 3, 4, 5, 6]) {
          if (rows * columns > 40) continue;
          const program = compiled(write(rows, columns), '[[0.5, -1, 2, 0.25, -0.75, 1.5]]');
          agrees(program);
          assert.equal(program.fallbacks, 0, `${rows} × ${columns}`);
        }
      }
    });
  }
});
