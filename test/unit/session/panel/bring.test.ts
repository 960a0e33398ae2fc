import assert from 'node:assert/strict';
import { RowThinner } from '../../../../src/protocol/checkpoints';
import type { TraceQuestion } from '../../../../src/session/panel/answers';
import { neededFor } from '../../../../src/session/panel/bring';
import { Trace } from '../../../../src/trace/trace';
import { frame, header } from '../../trace/support';

function traceOf(every?: number): Trace {
  const trace = new Trace(header({ steps: 100, ...(every && { checkpoints: { every } }) }), {});
  const rows = frame(1, 100);
  if (!every) trace.append(1, rows);
  else {
    const { data, full } = new RowThinner(header().series, header().leaves, every).thin(1, rows);
    trace.append(1, data, full);
  }
  return trace;
}

const values = (step: number): TraceQuestion => {
  return { type: 'askValues', run: 1, step, coordinates: [0] };
};
const lines = (from: number, to: number, series = 'theta'): TraceQuestion => {
  return { type: 'ask', run: 1, request: 1, from, to, buckets: 20, lines: [{ series, index: 0 }] };
};

describe('the rows that an answer needs', () => {
  it('are there where every row is kept', () => {
    for (const ask of [values(37), lines(30, 40)]) assert.equal(neededFor(traceOf(), ask), null);
  });

  it('are those of the step and the one before it, at no checkpoint', () => {
    const trace = traceOf(10);
    assert.deepEqual(neededFor(trace, values(37)), { from: 37, to: 37, key: 'askValues' });
    // Of step 39 its own row is there, but θ before it is not.
    assert.deepEqual(neededFor(trace, values(39))?.from, 39);
    for (const step of [0, 40, 100]) assert.equal(neededFor(trace, values(step)), null);
    trace.keep(36, frame(36, 37));
    assert.equal(neededFor(trace, values(37)), null);
  });

  it('are those of a window in which every step has a point, of coordinates alone', () => {
    const trace = traceOf(10);
    assert.deepEqual(neededFor(trace, lines(0, 30)), { from: 1, to: 30, key: 'ask' });
    assert.equal(neededFor(trace, lines(0, 100)), null);
    assert.equal(neededFor(trace, lines(0, 30, 'loss')), null);
    assert.equal(neededFor(trace, lines(0, 30, 'ratio')), null);
    assert.equal(neededFor(trace, { type: 'askPath', run: 1, plane: [0, 1] }), null);
    Object.defineProperty(trace, 'replayRoom', { value: 20 });
    assert.equal(neededFor(trace, lines(0, 30)), null);
  });

  it('are all up to the step where v is taken apart', () => {
    const ask: TraceQuestion = { type: 'askUnrolled', run: 1, coordinate: 0, step: 42 };
    assert.deepEqual(neededFor(traceOf(10), ask), { from: 1, to: 42, key: 'askUnrolled' });
  });
});
