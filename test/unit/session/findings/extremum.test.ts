import assert from 'node:assert/strict';
import type { Extremum } from '../../../../src/protocol/extremum';
import { nextExtremum } from '../../../../src/session/findings/extremum';
import type { Trace } from '../../../../src/trace/trace';
import { rosenbrock, runOf } from '../handMade';

/** A trace of one series, the loss, from step 1 on. */
function traceOf(losses: readonly number[]): Trace {
  return {
    ...{ series: [{ name: 'loss', per: 'run' }], header: {}, length: losses.length, origin: 0 },
    value: (_: string, __: number, step: number) => losses[step - 1] ?? NaN,
  } as never;
}

function search(trace: Trace, from: number, direction: 1 | -1, size = false): Extremum {
  const pieces = nextExtremum(trace, { series: 'loss', index: 0, from, direction, size });
  for (;;) {
    const { done, value } = pieces.next();
    if (done) return value;
  }
}

const found = (losses: readonly number[], from: number, direction: 1 | -1, size = false) => {
  const { step, kind } = search(traceOf(losses), from, direction, size);
  return step === null ? kind : `${kind} ${step}`;
};

describe('the next extremum', () => {
  const waves = [3, 2, 1, 2, 5, 4, 4, 6, 6, 6, 1];

  it('is a step whose neighbours are both above or both below it', () => {
    assert.equal(found(waves, 1, 1), 'minimum 3');
    assert.equal(found(waves, 3, 1), 'maximum 5');
    assert.equal(found(waves, 11, -1), 'maximum 8');
    assert.equal(found(waves, 5, -1), 'minimum 3');
  });

  it('of a level stretch is its first step, either way', () => {
    assert.equal(found(waves, 5, 1), 'minimum 6');
    assert.equal(found(waves, 8, -1), 'minimum 6');
    assert.equal(found(waves, 6, 1), 'maximum 8');
  });

  it('is none at the ends', () => {
    assert.equal(found(waves, 8, 1), 'none');
    assert.equal(found(waves, 3, -1), 'none');
    assert.equal(found([1], 0, 1), 'none');
    assert.equal(found([], 0, 1), 'none');
  });

  it('leaves out steps without a value', () => {
    assert.equal(found([3, NaN, 1, Infinity, NaN, 2, NaN], 1, 1), 'minimum 3');
    assert.equal(found([3, NaN, 1, NaN, 2, NaN], 6, -1), 'minimum 3');
  });

  it('of a chart of sizes is one of the size', () => {
    assert.equal(found([-3, -1, 0.5, 2, 4], 1, 1, true), 'minimum 3');
    assert.equal(found([-3, -1, 0.5, 2, 4], 1, 1), 'none');
  });

  it('is found in pieces, each of so many steps at most', () => {
    const losses = Array.from({ length: 100_001 }, (_, i) => Math.abs(i - 70_000));
    const question = { series: 'loss', index: 0, from: 1, direction: 1, size: false } as const;
    const pieces = nextExtremum(traceOf(losses), question);
    let count = 0;
    while (!pieces.next().done) count++;
    assert.equal(count, 3);
    assert.equal(found(losses, 1, 1), 'minimum 70001');
  });

  it('goes through all of a run and back, through the same steps', () => {
    const { trace } = runOf(rosenbrock, { hyperparameters: { lr: 0.1 }, steps: 3000 });
    const forward: number[] = [];
    for (let step = 0; ;) {
      const next = search(trace!, step, 1);
      if (next.step === null) break;
      forward.push((step = next.step));
    }
    const back: number[] = [];
    for (let step = 3000; ;) {
      const next = search(trace!, step, -1);
      if (next.step === null) break;
      back.push((step = next.step));
    }
    const at = (step: number) => trace!.value('loss', 0, step);
    // The next step whose loss is another one.
    const other = (step: number) => {
      let next = step + 1;
      while (next < 3000 && at(next) === at(step)) next++;
      return next;
    };
    const expected = Array.from({ length: 2998 }, (_, i) => i + 2).filter(
      (step) => (at(step) - at(step - 1)) * (at(other(step)) - at(step)) < 0,
    );
    assert.ok(expected.length > 20, String(expected.length));
    assert.deepEqual(forward, expected);
    assert.deepEqual(back.reverse(), expected);
  });

  it('is not told of coordinates whose rows were not kept', () => {
    const { trace } = runOf(rosenbrock, { steps: 10 });
    const sparse = {
      series: trace!.series,
      header: { ...trace!.header, checkpoints: { every: 5 } },
    };
    const ask = { series: 'm', index: 0, from: 1, direction: 1, size: false } as const;
    const { value } = nextExtremum(sparse as never, ask).next();
    assert.deepEqual(value, { step: null, kind: 'unknown' });
  });
});
