import assert from 'node:assert/strict';
import { ObjectiveError } from '../../../src/autodiff/objectiveError';
import { programOf } from './support';

/** Numbers leave through memory that no rung sees into. */
const memory =
  'const view = new DataView(new ArrayBuffer(8));\n' +
  'const through = (x: number) => { view.setFloat64(0, x); return view.getFloat64(0); };\n';

async function gradientOf(text: string, t = 1) {
  const program = await programOf(text);
  const gradient = new Float64Array(program.start.length);
  const value = program.valueAndGradient(program.start, t, gradient);
  return { program, value, gradient: [...gradient] };
}

describe('the numerical rung', () => {
  it('row 51: takes over where built-in code hides a number, and says where', async () => {
    const text = `${memory}export const f = ([x, y] = [0.5, -2]) => through(x * y) ** 2 + Math.exp(x) * y;`;
    const { program, value, gradient } = await gradientOf(text);
    assert.equal(program.gradientSource, 'numerical');
    assert.equal(value, 1 + Math.exp(0.5) * -2);
    const exact = [2 * 0.5 * 4 - 2 * Math.exp(0.5), 2 * 0.25 * -2 + Math.exp(0.5)];
    exact.forEach((g, i) => assert.ok(Math.abs(g - gradient[i]!) < 1e-8, `${g} ${gradient[i]}`));
    const said = program.declined;
    assert.deepEqual([said?.code, said?.place?.line], ['gradient.numerical-lost', 2]);
  });

  it('takes over where the tape refuses, in the function or at the top level', async () => {
    for (const text of [
      'export const f = (x = 3) => { const a = new Float64Array(new ArrayBuffer(8)); a[0] = x; return a[0] ** 2; };',
      'const a = new Float64Array(new ArrayBuffer(8));\nexport const f = (x = 3) => { a[0] = x; return a[0] ** 2; };',
      'const a = new Float64Array([1, 2]); const bytes = a.buffer.byteLength;\nexport const f = (x = 3) => x ** 2 * bytes / 16;',
    ]) {
      const { program, value, gradient } = await gradientOf(text);
      assert.deepEqual([program.gradientSource, value], ['numerical', 9]);
      assert.equal(program.declined?.code, 'gradient.numerical-memory');
      assert.deepEqual(program.declined?.arguments, ['Float64Array']);
      assert.ok(Math.abs(gradient[0]! - 6) < 1e-8);
    }
  });

  it('takes over where a whole number is read back from a text', async () => {
    const text = 'export const f = (x = 1) => parseFloat(String(3 * x)) ** 2;';
    const { program, gradient } = await gradientOf(text);
    assert.equal(program.gradientSource, 'numerical');
    assert.ok(Math.abs(gradient[0]! - 18) < 1e-7);
  });

  it('prints what one evaluation prints, once', async () => {
    const lines: string[] = [];
    const print = (_: string, line: string) => void lines.push(line);
    const hidden = 'parseFloat(String(x)) ** 2';
    const text = `console.log('top'); export const f = (x = 1.5) => { console.log('in'); return ${hidden}; };`;
    const program = await programOf(text, { console: print });
    assert.equal(program.gradientSource, 'numerical');
    const before = lines.filter((line) => line === 'in').length;
    program.valueAndGradient(program.start, 1, new Float64Array(1));
    program.valueAndGradient(program.start, 2, new Float64Array(1));
    assert.deepEqual([before, lines.filter((line) => line === 'in').length], [1, 2]);
  });

  it('leaves exact what only counts with a number', async () => {
    for (const code of [
      'Array.from({ length: x }).length + x * x',
      'new Map([[String(x), 1]]).size + x * x',
      '"ab".repeat(x).length + x * x',
      'new Int32Array([x])[0]! + x * x',
    ]) {
      const { program, gradient } = await gradientOf(`export const f = (x = 2.5) => ${code};`);
      assert.notEqual(program.gradientSource, 'numerical', code);
      assert.deepEqual([code, ...gradient], [code, 5]);
    }
  });

  it('leaves an error of the user an error of the user', async () => {
    const text = `${memory}export const f = (x = 1) => { if (x > 0) throw new RangeError('no'); return through(x); };`;
    const program = await programOf(text);
    assert.notEqual(program.gradientSource, 'numerical');
    assert.throws(
      () => program.valueAndGradient(program.start, 1, new Float64Array(1)),
      (error) => error instanceof ObjectiveError && error.said.arguments[1] === 'no',
    );
  });

  it('replays random numbers at every evaluation, and its own bits', async () => {
    const text = `${memory}export const f = (x = 1, { random }: { random(): number }) => through((x - random()) ** 2) * Math.random();`;
    const first = await gradientOf(text, 7);
    const second = await gradientOf(text, 7);
    assert.equal(first.program.gradientSource, 'numerical');
    assert.deepEqual([first.value, first.gradient], [second.value, second.gradient]);
    assert.equal(first.program.value(first.program.start, 7), first.value);
    const other = await gradientOf(text, 8);
    assert.notEqual(first.value, other.value);
  });

  it('row 55: is for 200 coordinates and no more', async () => {
    const text = (n: number) =>
      `${memory}export const f = (w = new Array(${n}).fill(0.5)) => w.reduce((s, x) => s + through(x) ** 2, 0);`;
    const { program, gradient } = await gradientOf(text(200));
    assert.equal(program.gradientSource, 'numerical');
    for (const g of gradient) assert.ok(Math.abs(g - 1) < 1e-7);
    await assert.rejects(
      programOf(text(201)),
      (error) =>
        error instanceof ObjectiveError &&
        error.said.code === 'gradient.too-many' &&
        error.said.place?.line === 2 &&
        error.said.arguments.join() === '201,200',
    );
  });

  it('keeps the watch before each evaluation', async () => {
    let watched = 0;
    const text = `${memory}export const f = (x = 1, y = 2) => through(x * y);`;
    const program = await programOf(text, { again: () => void watched++ });
    watched = 0;
    program.valueAndGradient(program.start, 1, new Float64Array(2));
    assert.ok(watched >= 8, String(watched));
  });
});
