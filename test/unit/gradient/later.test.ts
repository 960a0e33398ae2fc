import assert from 'node:assert/strict';
import { ObjectiveError, type Program } from '../../../src/autodiff/program';
import { programOf } from './support';

/** Numbers leave through memory that no rung sees into. */
const memory =
  'const view = new DataView(new ArrayBuffer(8));\n' +
  'const through = (x: number) => { view.setFloat64(0, x); return view.getFloat64(0); };\n';

/** Value, gradient and rung at each of some points. */
function walk(program: Program, points: [t: number, theta: number[]][]) {
  return points.map(([t, theta]) => {
    const gradient = new Float64Array(theta.length);
    const value = program.valueAndGradient(Float64Array.from(theta), t, gradient);
    return { value, gradient: [...gradient], rung: program.gradientSource };
  });
}

const isClose = (a: number, b: number) => assert.ok(Math.abs(a - b) < 1e-8, `${a}, not ${b}`);

describe('numbers that leave the tape later than at the start', () => {
  it('take the run to differences at that step, and the place is told', async () => {
    const text = `${memory}export const f = ([x, y] = [0.5, -2], { step }: { step: number }) =>\n  x * y + (step > 5 ? through(x) ** 2 : x ** 2);`;
    const program = await programOf(text);
    const theta = [0.5, -2];
    const [first, fifth, sixth, seventh] = walk(program, [
      [1, theta],
      [5, theta],
      [6, theta],
      [7, [1, 3]],
    ]);
    const exact = { value: -0.75, gradient: [-1, 0.5], rung: 'tape' };
    assert.deepEqual([first, fifth], [exact, exact]);
    assert.deepEqual([sixth!.value, sixth!.rung], [-0.75, 'numerical']);
    sixth!.gradient.forEach((g, i) => isClose(g, exact.gradient[i]!));
    seventh!.gradient.forEach((g, i) => isClose(g, [5, 1][i]!));
    const said = program.declined!;
    assert.deepEqual(
      [said.code, said.arguments, said.place?.line],
      ['gradient.numerical-lost-from', [6], 2],
    );
  });

  it('where the tape refuses what only then comes', async () => {
    const text =
      'export const f = (x = 3, { step }: { step: number }) => {\n  if (step < 4) return x ** 2;\n  const a = new Float64Array(new ArrayBuffer(8));\n  a[0] = x;\n  return a[0] ** 2; };';
    const program = await programOf(text);
    const [third, fourth] = walk(program, [
      [3, [3]],
      [4, [3]],
    ]);
    assert.deepEqual(third, { value: 9, gradient: [6], rung: 'tape' });
    assert.deepEqual([fourth!.value, fourth!.rung], [9, 'numerical']);
    isClose(fourth!.gradient[0]!, 6);
    const { code, arguments: args } = program.declined!;
    assert.deepEqual([code, args], ['gradient.numerical-memory-from', ['Float64Array', 4]]);
  });

  it('where the derivative only happened to be 0 at the start', async () => {
    const program = await programOf(`${memory}export const f = (x = 0) => through(x) ** 2 + x;`);
    const [first, second] = walk(program, [
      [1, [0]],
      [2, [-1]],
    ]);
    assert.deepEqual(first, { value: 0, gradient: [1], rung: 'tape' });
    assert.equal(second!.rung, 'numerical');
    isClose(second!.gradient[0]!, -1);
  });

  it('stay exact where built-in code only counts with them', async () => {
    const text =
      'export const f = (x = 2.5, { step }: { step: number }) => (step > 2 ? "ab".repeat(x).length : 0) + x * x;';
    const program = await programOf(text);
    const steps = walk(
      program,
      [1, 2, 3, 4, 5].map((t) => [t, [2.5]]),
    );
    for (const { gradient, rung } of steps) assert.deepEqual([gradient, rung], [[5], 'tape']);
  });

  it('of more than 200 coordinates end the run at that step', async () => {
    const text = `${memory}export const f = (x = new Array(201).fill(1), { step }: { step: number }) => x.reduce((s: number, each: number) => s + each ** 2, 0) + (step > 1 ? through(x[0]) : 0);`;
    const program = await programOf(text);
    const gradient = new Float64Array(201);
    assert.equal(program.valueAndGradient(program.start, 1, gradient), 201);
    assert.throws(
      () => program.valueAndGradient(program.start, 2, gradient),
      (error) => error instanceof ObjectiveError && error.said.code === 'gradient.too-many',
    );
  });

  it('do so again, at the same step, where the run is computed once more', async () => {
    const text = `${memory}export const f = (x = 1, { step }: { step: number }) => (step > 1 ? through(x) ** 2 : x);`;
    const at = (numericalFrom: number) =>
      programOf(text, { numericalFrom }).then((program) =>
        walk(program, [
          [2, [3]],
          [3, [3]],
        ]).map(({ rung }) => rung),
      );
    assert.deepEqual(await at(3), ['tape', 'numerical']);
    assert.deepEqual(await at(Infinity), ['tape', 'tape']);
  });
});
