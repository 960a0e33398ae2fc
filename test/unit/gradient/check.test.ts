import assert from 'node:assert/strict';
import { runJob } from '../../../src/engine/job';
import { inEnglish } from '../../../src/messages';
import { checkVerdict, type CheckVerdict } from '../../../src/session/gradient/verdict';
import { checkGradient, type GradientCheck } from '../../../src/session/gradient/check';
import { bundleOf } from './support';
import { inProcessEngine } from '../session/inProcessEngine';

const limits = { memory: 768, evaluationTime: 5000 };

/** Checks `f` of a text in the real engine. */
async function checked(
  text: string,
  { points = 3, seed = 0, bounds = null as [number, number] | null } = {},
): Promise<GradientCheck & { verdict: CheckVerdict }> {
  const bundle = await bundleOf(text);
  const objective = { key: 'f', name: 'f', file: 'a.ts' };
  const request = { objective, bundle, seed, start: null, bounds, limits, points };
  const check = await checkGradient(inProcessEngine, 1, request, new AbortController().signal);
  return { ...check, verdict: checkVerdict(check) };
}

const verdicts = ({ points }: GradientCheck) => points.map((point) => point.verdicts.join());

describe('a gradient check', () => {
  it('agrees at the start and at points around it, the same for the same seed', async () => {
    const text = 'export const f = ([x, y] = [-1.2, 1]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2;';
    const [first, again, other] = await Promise.all([
      checked(text, { points: 10 }),
      checked(text, { points: 10 }),
      checked(text, { points: 10, seed: 1 }),
    ]);
    assert.equal(first.verdict.kind, 'agrees');
    assert.deepEqual(
      first.points.map(({ point }) => point),
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    );
    assert.deepEqual([...first.points[0]!.theta], [-1.2, 1]);
    assert.deepEqual([...first.points[0]!.exact], [-215.59999999999997, -87.99999999999999]);
    assert.deepEqual(first.points, again.points);
    assert.notDeepEqual(first.points[1]!.theta, other.points[1]!.theta);
    for (const { theta, exact, numerical, loss } of first.points) {
      const [x, y] = theta as unknown as [number, number];
      assert.ok(Math.abs(x + 1.2) <= 0.6 && Math.abs(y - 1) <= 0.5, `${x}, ${y}`);
      assert.equal(loss, (1 - x) ** 2 + 100 * (y - x * x) ** 2);
      exact.forEach((g, i) => assert.ok(Math.abs(g - numerical[i]!) <= 1e-6 * (1 + Math.abs(g))));
    }
  });

  it('row 52: says what fails, worst first, with both numbers', async () => {
    // The text of a number carries it past the tape; whole numbers are taken for keys.
    const text =
      'const seen = new Map<string, number>();\n' +
      'export const f = (x = 0.3712345678912, y = 2) => { const k = `${Math.floor(x * 1e12)}`; seen.set(k, 1); return Number(k) / 1e12 * 3 + y; };';
    const { verdict } = await checked(text, { points: 0 });
    const [worst, other] = verdict.rows;
    assert.deepEqual(
      [verdict.kind, worst!.coordinate, worst!.verdict, other!.coordinate, other!.verdict],
      ['fails', 'x', 'fails', 'y', 'agrees'],
    );
    assert.equal(worst!.exact, 0);
    assert.ok(Math.abs(worst!.numerical - 3) < 0.01, String(worst!.numerical));
  });

  it('takes kinks for kinks', async () => {
    for (const [code, expected] of [
      ['Math.max(0, x)', 'kink'],
      ['Math.abs(x)', 'kink'],
      ['Math.sqrt(x)', 'kink'],
      ['Math.sqrt(Math.abs(x))', 'kink'],
      ['Math.max(0, x) ** 2', 'agrees'],
      ['x < 0 ? 2 * x : 2 * x + x * x', 'agrees'],
      ['1e12 + (x + 1) ** 2', 'unclear'],
      ['Math.sin(1e9 * x)', 'unclear'],
    ] as const) {
      const check = await checked(`export const f = (x = 0) => ${code};`, { points: 0 });
      assert.deepEqual([code, ...verdicts(check)], [code, expected]);
    }
  });

  it('tells where piecewise-constant operations lose the gradient', async () => {
    const { verdict } = await checked('export const f = (x = 0.3) => Math.floor(3 * x) + x * x;');
    const lost = verdict.remarks.find(({ code }) => code === 'gradient.lost');
    assert.deepEqual([lost?.arguments, lost?.place?.column], [['Math.floor(3 * x)'], 31]);
    assert.equal(verdict.kind, 'agrees');
  });

  it('gives all evaluations at a point the same random numbers', async () => {
    const text =
      'export const f = (x = 1, { random }: { random(): number }) => (x - random()) ** 2 * Math.random();';
    const check = await checked(text);
    assert.deepEqual(verdicts(check), ['agrees', 'agrees', 'agrees', 'agrees']);
    assert.equal(new Set(check.points.map(({ loss }) => loss)).size, 4);
  });

  it('stays within bounds, and comes closer where the loss has no value', async () => {
    const bounded = await checked('export const f = (x = 1) => x * x;', { bounds: [0.9, 1.1] });
    for (const { theta } of bounded.points) assert.ok(theta[0]! >= 0.9 && theta[0]! <= 1.1);
    const log = await checked('export const f = (x = 0.1) => x * Math.log(x);', { points: 10 });
    assert.equal(log.points.length, 11);
    for (const { theta } of log.points) assert.ok(theta[0]! > 0);
    const edge = await checked('export const f = (x = 0) => Math.sqrt(-x * x);', { points: 2 });
    assert.deepEqual(
      edge.notes.filter(({ code }) => code === 'check.skipped').map((said) => said.arguments),
      [[1], [2]],
    );
  });

  it('compares 200 of more coordinates, drawn anew at each point', async () => {
    const text =
      'export const f = (w = new Array(300).fill(0.5)) => w.reduce((s, x) => s + x * x, 0);';
    const { points, verdict } = await checked(text, { points: 1 });
    assert.deepEqual(
      points.map(({ coordinates }) => coordinates.length),
      [200, 200],
    );
    assert.notDeepEqual(points[0]!.coordinates, points[1]!.coordinates);
    assert.ok(verdict.remarks.some(({ code }) => code === 'check.sampled'));
    assert.equal(verdict.kind, 'agrees');
  });

  it('ends with the error of a start that fails, and keeps what it had when it is stopped', async () => {
    const thrown = await checked(
      'export const f = (x = 1) => { if (x === 1) throw new Error("no"); return x; };',
    );
    assert.equal(thrown.verdict.kind, 'broken');
    assert.equal(inEnglish(thrown.verdict.said), 'Error: no');

    const bundle = await bundleOf('export const f = (x = 1) => x * x;');
    let left = 30;
    const kept: number[] = [];
    const nothing = () => undefined;
    const job = { run: 1, token: '', bundle, seed: 0, start: null, limits, bounds: null };
    const end = runJob(
      { ...job, type: 'check', points: 11 },
      {
        ...{ ready: nothing, rows: nothing, note: nothing, landscape: nothing, print: nothing },
        ...{ sharpness: nothing, checking: nothing },
        evaluating: () => left-- > 0,
        checked: ({ point }) => kept.push(point),
      },
    );
    assert.equal(end.state, 'stopped');
    assert.ok(kept.length > 0 && kept.length < 11, kept.join());
  });

  it('fails where compiled code and tape part, and where the loss contradicts the gradient', () => {
    const lists = { theta: [1, 2], exact: [1, 2], numerical: [1, 2], uncertainty: [0, 0] };
    const point = (tape: number[], exact: number[], verdict: 'agrees' | 'fails') => ({
      ...{ point: 0, loss: 1, coordinates: [0, 1] },
      theta: Float64Array.from(lists.theta),
      exact: Float64Array.from(exact),
      tape: Float64Array.from(tape),
      numerical: Float64Array.from(lists.numerical),
      uncertainty: Float64Array.from(lists.uncertainty),
      verdicts: ['agrees' as const, verdict],
    });
    const leaf = { name: 'w', path: ['w'], length: 2, shape: [2], coordinates: ['w[0]', 'w[1]'] };
    const check = (points: GradientCheck['points']): GradientCheck => ({
      request: {} as GradientCheck['request'],
      ...{ state: 'done', notes: [], error: null, isolated: true, points },
      header: { gradientSource: 'compiled', leaves: [leaf], points: 1 },
    });
    const parted = checkVerdict(check([point([NaN, 2.5], [1, 2], 'agrees')]));
    assert.equal(parted.kind, 'fails');
    assert.equal(
      inEnglish(parted.said),
      'Compiled code and tape differ in 1 derivatives; worst: by w[1] at point 0, 2 and 2.5.',
    );
    const wrong = checkVerdict(check([point([NaN, NaN], [1, 3], 'fails')]));
    assert.equal(
      inEnglish(wrong.said),
      'The gradient fails: 1 of 2 derivatives are not those of the loss. Worst: by w[1] at point 0 (0 is the start) it says 3, central differences say 2.',
    );
  });
});
