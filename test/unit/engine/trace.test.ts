import assert from 'node:assert/strict';
import { ObjectiveError } from '../../../src/autodiff/objectiveError';
import { runTrace } from '../../../src/engine/trace';
import { message } from '../../../src/messages';
import { make, oneLeaf } from '../optimizers/support';
import { job, program, Recorder, rosenbrock } from './fake';

// loss, θ (2), g (2), m (2), v (2)
const width = 9;

describe('runTrace', () => {
  it('declares every series, stored ones first in the order of the rows', () => {
    const output = new Recorder();
    runTrace(job({ hyperparameters: { lr: 0.1, weightDecay: 0.5 } }), rosenbrock(), output);
    assert.deepEqual(
      output.header.series.map(({ name, stored }) => [name, stored]),
      [
        ['loss', true],
        ['theta', true],
        ['grad', true],
        ['gradientUsed', true],
        ['m', true],
        ['v', true],
        ['mHat', false],
        ['vHat', false],
        ['biasCorrection', false],
        ['effectiveLearningRate', false],
        ['direction', false],
        ['lr', false],
        ['directionPart', false],
        ['rounding', false],
        ['update', false],
      ],
    );
    assert.deepEqual([...output.header.start], [-1.2, 1]);
    assert.equal(output.header.hyperparameters.beta2, 0.999);
    assert.equal(output.header.steps, 10);
  });

  it('writes loss and g at θ before the step, θ and the moments after it', () => {
    const output = new Recorder();
    const end = runTrace(job({ steps: 3 }), rosenbrock(), output);
    const rows = output.rowsOf(width);
    const first = rows[0]!;
    assert.ok(Math.abs(first[0]! - 24.2) < 1e-12);
    assert.ok(Math.abs(first[1]! - -1.1) < 1e-9 && Math.abs(first[2]! - 1.1) < 1e-9);
    assert.ok(Math.abs(first[3]! - -215.6) < 1e-9 && Math.abs(first[4]! - -88) < 1e-9);
    assert.ok(Math.abs(first[5]! - -21.56) < 1e-9);
    assert.equal(first[8], (1 - 0.999) * first[4]! * first[4]!);
    assert.equal(rows[1]![0], rosenbrock().value(Float64Array.from(first.slice(1, 3)), 2));
    assert.equal(end.state, 'done');
    assert.equal(end.step, 3);
    assert.equal(end.finalLoss, rosenbrock().value(Float64Array.from(rows[2]!.slice(1, 3)), 3));
    assert.equal(end.error, null);
  });

  it('gives the bits of the optimizer run by hand, over many blocks', () => {
    const steps = 20_000;
    const output = new Recorder();
    runTrace(job({ steps }), rosenbrock(), output);
    const rows = output.rowsOf(width);
    assert.equal(rows.length, steps);
    assert.deepEqual(
      output.frames.map((frame) => frame.firstStep),
      [1, 8193, 16385],
    );
    const optimizer = make('adam', { lr: 0.1 }, oneLeaf(2));
    const theta = Float64Array.of(-1.2, 1);
    let state = optimizer.init(theta);
    let next = optimizer.init(theta);
    const g = new Float64Array(2);
    for (let t = 1; t <= steps; t++) {
      rosenbrock().valueAndGradient(theta, t, g);
      optimizer.update(g, theta, t, state, next);
      theta[0]! += g[0]!;
      theta[1]! += g[1]!;
      [state, next] = [next, state];
      const row = rows[t - 1]!;
      if (row[1] !== theta[0] || row[2] !== theta[1] || row[7] !== state.v![0]) {
        assert.fail(`step ${t}: ${row.join(' ')}`);
      }
    }
  });

  it('writes into the memory that the output lends', () => {
    const blocks: Float64Array[] = [];
    const firsts: number[] = [];
    const output = Object.assign(new Recorder(), {
      block: (numbers: number) => {
        blocks.push(new Float64Array(numbers * 4));
        return blocks.at(-1)!;
      },
      rows: (firstStep: number, data: Float64Array) => {
        firsts.push(firstStep);
        assert.equal(data.buffer, blocks.at(-1)!.buffer);
      },
    });
    runTrace(job({ steps: 10 }), rosenbrock(), output);
    assert.deepEqual(firsts, [1, 5, 9]);
    assert.equal(blocks.length, 3);
    assert.ok(Math.abs(blocks[0]![0]! - 24.2) < 1e-12);
  });

  it('projects θ onto the bounds after each step', () => {
    const output = new Recorder();
    const rising = program({
      start: [0.85, 0.5],
      f: ([x, y]) => y! - 10 * x!,
      gradient: () => [-10, 1],
    });
    runTrace(job({ steps: 20, bounds: [0, 1] }), rising, output);
    const rows = output.rowsOf(width);
    assert.ok(Math.abs(rows[0]![1]! - 0.95) < 1e-9);
    assert.deepEqual(
      rows.slice(1).map((row) => row[1]),
      Array(19).fill(1),
    );
    assert.equal(rows[19]![2], 0);
  });

  it('with no steps gives the start and its loss alone', () => {
    const output = new Recorder();
    const end = runTrace(job({ steps: 0 }), rosenbrock(), output);
    assert.deepEqual(output.frames, []);
    assert.deepEqual([...output.header.start], [-1.2, 1]);
    assert.equal(end.state, 'done');
    assert.equal(end.step, 0);
    assert.ok(Math.abs(end.finalLoss! - 24.2) < 1e-12);
  });

  it('keeps a θ of -0 and, with lr = 0, stays and says so', () => {
    const output = new Recorder();
    const flat = program({ start: [-0], f: ([x]) => x! * x!, gradient: ([x]) => [2 * x!] });
    runTrace(job({ steps: 2, hyperparameters: { lr: 0 } }), flat, output);
    assert.ok(Object.is(output.header.start[0], -0));
    assert.ok(output.codes.includes('hyperparameter.lr-zero'));
    assert.deepEqual(
      output.rowsOf(5).map((row) => Math.abs(row[1]!)),
      [0, 0],
    );
  });

  it('ends as stopped, rows kept, when the watch says no', () => {
    // Evaluations: step 1, two checks of the start, steps 2, 3, 4.
    const output = new Recorder(5);
    const end = runTrace(job({ steps: 100 }), rosenbrock(), output);
    assert.equal(end.state, 'stopped');
    assert.equal(end.step, 3);
    assert.equal(end.finalLoss, null);
    assert.equal(output.rowsOf(width).length, 3);
    assert.deepEqual(output.watched, [0, 1, 1, 1, 2, 3]);
  });

  it('ends with what the objective says, rows kept', () => {
    const said = message('optimizer.unknown', ['a', 'b'], { file: 'f.ts', line: 3, column: 7 });
    const output = new Recorder();
    const failing = program({
      start: [1],
      f: (_, t) => {
        if (t === 7) throw new ObjectiveError(said);
        return 1;
      },
      gradient: () => [1],
    });
    const end = runTrace(job({ steps: 100 }), failing, output);
    assert.equal(end.state, 'user-error');
    assert.deepEqual(end.error, { message: said, step: 6 });
    assert.equal(end.step, 6);
    assert.equal(output.rowsOf(5).length, 6);
  });

  it('does not blame the objective for a failure of its own', () => {
    const broken = program({
      start: [1],
      f: () => {
        throw new TypeError('oops');
      },
      gradient: () => [1],
    });
    const end = runTrace(job(), broken, new Recorder());
    assert.equal(end.state, 'crashed');
    assert.deepEqual(end.error!.message.arguments, ['oops']);
  });

  it('refuses what it cannot run', () => {
    const cases: [Parameters<typeof job>[0], string][] = [
      [{ optimizer: 'nope' }, 'optimizer.unknown'],
      [{ hyperparameters: { lr: -1 } }, 'hyperparameter.range'],
      [{ hyperparameters: { beta1: 1 } }, 'hyperparameter.range'],
      [{ steps: -1 }, 'engine.steps'],
      [{ steps: 1.5 }, 'engine.steps'],
      [{ steps: NaN }, 'engine.steps'],
      [{ bounds: [1, -1] }, 'engine.bounds'],
    ];
    for (const [changes, code] of cases) {
      const end = runTrace(job(changes), rosenbrock(), new Recorder());
      assert.equal(end.state, 'user-error');
      assert.equal(end.error!.message.code, code);
      assert.equal(end.step, 0);
    }
  });
});
