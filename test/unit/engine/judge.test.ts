import assert from 'node:assert/strict';
import { runTrace } from '../../../src/engine/trace';
import { inEnglish, message } from '../../../src/messages';
import { job, program, Recorder } from './fake';

const slope = (loss: (t: number) => number, gradient: (t: number) => number[], start = [1, 1]) =>
  program({ start, f: (_, t) => loss(t), gradient: (_, t) => gradient(t) });

describe('the judgement of a run', () => {
  it('stops at a loss that is NaN at the start: step 0', () => {
    const output = new Recorder();
    const end = runTrace(
      job(),
      slope(
        () => NaN,
        () => [NaN, 1],
      ),
      output,
    );
    assert.equal(end.state, 'user-error');
    assert.equal(inEnglish(end.error!.message), 'The loss is NaN at step 0.');
    assert.equal(end.error!.step, 0);
    assert.equal(end.finalLoss, NaN);
    assert.deepEqual(output.frames, []);
  });

  it('stops at an infinite loss at step k and keeps k rows', () => {
    const output = new Recorder();
    const end = runTrace(
      job(),
      slope(
        (t) => (t === 5 ? -Infinity : 1),
        () => [1, 1],
      ),
      output,
    );
    assert.equal(inEnglish(end.error!.message), 'The loss is -Infinity at step 4.');
    assert.equal(end.step, 4);
    assert.equal(output.rowsOf(9).length, 4);
  });

  it('names the coordinate of a gradient that is not finite, after the loss', () => {
    const end = runTrace(
      job(),
      slope(
        () => 1,
        (t) => [1, t === 3 ? Infinity : 1],
      ),
      new Recorder(),
    );
    assert.equal(inEnglish(end.error!.message), 'The gradient of y is Infinity at step 2.');
    assert.equal(end.error!.step, 2);
    assert.equal(end.finalLoss, 1);
  });

  it('takes the place from the objective, and its remark along', () => {
    const place = { file: 'f.ts', line: 2, column: 11 };
    const remark = { code: 'gradient.not-a-number', arguments: ['Math.log(x)'], place };
    const output = new Recorder();
    const objective = program({
      start: [1],
      f: (_, t) => (t === 3 ? NaN : 1),
      gradient: () => [1],
      examine: (_, t) => (t === 3 ? [remark] : []),
    });
    const end = runTrace(job(), objective, output);
    assert.deepEqual(end.error!.message.place, place);
    assert.deepEqual(output.notes.at(-1), remark);
  });

  it('calls a coordinate frozen when v overflows, and goes on', () => {
    const output = new Recorder();
    const end = runTrace(
      job({ steps: 5 }),
      slope(
        () => 1,
        () => [1e157, 1],
      ),
      output,
    );
    assert.equal(end.state, 'done');
    assert.deepEqual(output.codes, ['engine.overflow']);
    assert.match(inEnglish(output.notes[0]!), /^v of x overflowed to Infinity in step 1/);
    const rows = output.rowsOf(9);
    assert.equal(rows[4]![7], Infinity);
    assert.equal(rows[4]![1], 1);
    assert.ok(Math.abs(rows[4]![2]! - 0.5) < 1e-6);
  });

  it('does not stall where the textbook order would', () => {
    const output = new Recorder();
    runTrace(
      job({ steps: 1 }),
      slope(
        () => 1,
        () => [1.3e154, 1],
      ),
      output,
    );
    assert.ok(Math.abs(output.rowsOf(9)[0]![1]! - 0.9) < 1e-9);
  });

  it('names θ where eps = 0 meets a gradient of 0', () => {
    const output = new Recorder();
    const hyperparameters = { lr: 0.1, eps: 0 };
    const end = runTrace(
      job({ hyperparameters }),
      slope(
        () => 1,
        () => [0, 1],
      ),
      output,
    );
    assert.equal(inEnglish(end.error!.message), 'θ of x became NaN in step 1.');
    assert.equal(end.step, 0);
    assert.ok(output.codes.includes('hyperparameter.eps-zero'));
  });

  it('does not take rounding the start to float32 for randomness', () => {
    const thirds = program({
      start: [1 / 3],
      f: ([x]) => x! * x!,
      gradient: ([x]) => [2 * x!],
    });
    const output = new Recorder();
    runTrace(job({ precision: 'float32', steps: 2 }), thirds, output);
    assert.deepEqual(output.codes, []);
    assert.equal(output.header.start[0], Math.fround(1 / 3));
  });

  it('says that an objective is not deterministic, with both values', () => {
    let calls = 0;
    const output = new Recorder();
    const counting = program({ start: [1], f: () => ++calls, gradient: () => [1] });
    runTrace(job({ steps: 2 }), counting, output);
    assert.deepEqual(output.notes, [
      { code: 'engine.non-deterministic', arguments: ['loss', '1', '2'] },
    ]);
  });

  it('compares the bits of the gradient too', () => {
    let calls = 0;
    const output = new Recorder();
    const counting = program({
      start: [1, 1],
      f: () => 1,
      gradient: () => [1, calls++ % 2 ? -0 : 0],
    });
    runTrace(job({ steps: 2 }), counting, output);
    assert.deepEqual(output.codes, ['engine.non-deterministic']);
    assert.equal(output.notes[0]!.arguments[0], 'g[1]');
  });

  it('says that the gradient is 0 everywhere, also without steps', () => {
    for (const steps of [0, 2]) {
      const output = new Recorder();
      const end = runTrace(
        job({ steps }),
        slope(
          () => 3,
          () => [0, -0],
        ),
        output,
      );
      assert.equal(end.state, 'done');
      assert.equal(end.finalLoss, 3);
      assert.deepEqual(output.codes, ['engine.zero-gradient']);
    }
  });

  it('passes the remarks of the start on, each once', () => {
    const remark = { code: 'objective.kink', arguments: ['Math.abs'] };
    const output = new Recorder();
    const objective = program({
      start: [1],
      f: (_, t) => (t === 2 ? NaN : 1),
      gradient: () => [1],
      examine: () => [remark],
    });
    runTrace(job(), objective, output);
    assert.deepEqual(output.notes, [remark]);
  });

  it('does not call a run done whose final loss is not finite', () => {
    const output = new Recorder();
    const leaving = program({
      start: [0.15],
      f: ([x]) => (x! < 0 ? Infinity : x!),
      gradient: () => [1],
    });
    const end = runTrace(job({ steps: 2 }), leaving, output);
    assert.equal(end.state, 'user-error');
    assert.equal(end.step, 2);
    assert.equal(end.finalLoss, Infinity);
    assert.equal(inEnglish(end.error!.message), 'The loss is Infinity at step 2.');
  });

  it('tells from which step on the gradient comes from a lower rung, at that step and once', () => {
    const output = new Recorder();
    const told: number[] = [];
    let step = 0;
    const lower = message('gradient.numerical-lost-from', [7]);
    const changing = Object.defineProperty(
      slope(
        () => 1,
        (t) => [(step = t), 1],
      ),
      'declined',
      { get: () => (step >= 7 ? lower : undefined) },
    );
    output.note = (said) => {
      told.push(step);
      output.notes.push(said);
    };
    runTrace(job({ steps: 10 }), changing, output);
    assert.deepEqual([output.notes, told], [[lower], [7]]);
  });
});
