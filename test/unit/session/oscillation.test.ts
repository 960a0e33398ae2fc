import assert from 'node:assert/strict';
import { inEnglish } from '../../../src/messages';
import { oscillations, type Oscillation } from '../../../src/session/oscillation';
import { oscillationInWords } from '../../../src/session/oscillationInWords';
import { rosenbrock, runOf, type Known } from './handMade';

const absolute: Known = {
  name: 'absolute',
  start: [1],
  loss: ([x]) => Math.abs(x!),
  gradient: ([x]) => [Math.sign(x!)],
};
const bowl: Known = {
  name: 'bowl',
  start: [1],
  loss: ([x]) => x! ** 2 / 2,
  gradient: ([x]) => [x!],
};

/** A gradient with normal noise of variance 1, the same with every call of the test. */
function noisy(slope: (x: number) => number): Known {
  let seed = 12345;
  const uniform = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
  const normal = () =>
    Math.sqrt(-2 * Math.log(uniform() + 1e-12)) * Math.cos(2 * Math.PI * uniform());
  return {
    name: 'noisy',
    start: [0],
    loss: () => 0,
    gradient: ([x]) => [slope(x!) + normal()],
  };
}

function found(known: Known, lr: number, steps: number): Oscillation[] {
  return oscillations(runOf(known, { hyperparameters: { lr }, steps }).trace!);
}

function close(actual: number | null, expected: number, part: number): void {
  assert.ok(Math.abs(actual! - expected) <= part * expected, `${actual} is not about ${expected}`);
}

describe('oscillation', () => {
  it('of |x| under Adam’s default betas is a cycle of 0.96 lr that lasts', () => {
    const [only, ...others] = found(absolute, 0.01, 2000);
    assert.deepEqual(others, []);
    assert.ok(only);
    const { from, to, cause, trend } = only;
    assert.deepEqual({ to, cause, trend }, { to: 2000, cause: 'momentum', trend: 'sustained' });
    assert.ok(from > 60 && from < 160, String(from));
    close(only.amplitude, 0.96, 0.02);
    close(only.period, 12, 0.05);
  });

  it('has an amplitude in units of lr: a tenth of lr gives the same', () => {
    const [tenth] = found(absolute, 0.001, 3000);
    close(tenth!.amplitude, 0.96, 0.02);
    close(tenth!.period, 12, 0.05);
  });

  it('is one stretch in a long run, of which not every step is looked at', () => {
    const all = found(absolute, 0.01, 200_000);
    assert.equal(all.length, 1);
    assert.equal(all[0]!.to, 200_000);
    assert.ok(all[0]!.from < 1000, String(all[0]!.from));
    close(all[0]!.amplitude, 0.96, 0.02);
  });

  it('of x²/2 at lr 0.1 rings with 0.6 lr and dies out', () => {
    const [only, ...others] = found(bowl, 0.1, 1000);
    assert.deepEqual(others, []);
    assert.equal(only?.trend, 'damped');
    assert.equal(only.cause, 'momentum');
    close(only.amplitude, 0.6, 0.05);
    assert.ok(only.to < 300, String(only.to));
  });

  it('of rosenbrock at lr 0.3 stands at the edge of stability after its spike', () => {
    const all = found(rosenbrock, 0.3, 4000);
    for (const coordinate of [0, 1]) {
      const last = all.findLast((each) => each.coordinate === coordinate);
      assert.equal(last?.cause, 'edge-of-stability');
      assert.equal(last.to, 4000);
      assert.ok(last.from < 2000 && last.trend === 'sustained');
    }
  });

  it('of noise at a minimum is noise, without a period', () => {
    const all = found(
      noisy((x) => x),
      0.01,
      2000,
    );
    assert.equal(all.length, 1);
    assert.equal(all[0]!.cause, 'noise');
    assert.equal(all[0]!.period, null);
  });

  const silent: [string, Known, number][] = [
    ['smooth descent', rosenbrock, 0.001],
    ['smooth descent into a minimum', bowl, 0.001],
    ['a slope with noise of twice its size', noisy(() => 0.5), 0.01],
    ['a slope with noise of ten times its size', noisy(() => 0.1), 0.01],
  ];
  for (const [name, known, lr] of silent) {
    it(`is not seen in ${name}`, () => assert.deepEqual(found(known, lr, 3000), []));
  }

  it('is told in words, with what to try while it lasts', () => {
    const { trace } = runOf(absolute, { hyperparameters: { lr: 0.01 }, steps: 2000 });
    const said = oscillationInWords(trace!).map(inEnglish);
    assert.equal(said.length, 2);
    assert.match(
      said[0]!,
      /^x0 swings to and fro since step \d+: 0\.96 lr from valley to peak, every 12 steps, undiminished$/,
    );
    assert.equal(said[1], 'momentum carries it past the optimum: a falling lr (@schedule) ends it');
  });

  it('that is over is told with its end', () => {
    const { trace } = runOf(bowl, { hyperparameters: { lr: 0.1 }, steps: 1000 });
    assert.match(
      oscillationInWords(trace!).map(inEnglish).join('; '),
      /^x0 swung to and fro in steps \d+–\d+, dying out: 0\.6\d* lr from valley to peak, every \d+ steps; momentum carried it past the optimum$/,
    );
  });
});
