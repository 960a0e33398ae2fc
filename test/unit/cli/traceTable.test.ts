import assert from 'node:assert/strict';
import { traceTable } from '../../../src/cli/traceTable';
import { formatNumber } from '../../../src/protocol/number';
import { traced } from '../engine/large';

describe('the last step as a table', () => {
  it('has the statistics of each leaf of a large model, and no coordinate', () => {
    const trace = traced([150, 1, 90]);
    const lines = traceTable(trace).split('\n');
    const number = (series: string, leaf: number) =>
      formatNumber(trace.value(series, leaf, trace.length), 3);
    assert.ok(lines[0]!.startsWith(`step 5  loss ${number('loss', 0)}`), lines[0]);
    assert.equal(lines[2], `w0: 150 coordinates, ‖Δθ‖/‖θ‖ ${number('update.ratio', 0)}`);
    assert.deepEqual(lines[3]!.trim().split(/\s\s+/), [
      ...['norm', '0 %', '5 %', '25 %', '50 %', '75 %', '95 %', '100 %'],
    ]);
    const gradient = lines.slice(2).filter((line) => line.startsWith('g '));
    assert.equal(gradient.length, 3);
    assert.deepEqual(gradient[2]!.split(/\s+/), [
      'g',
      ...['norm', 'q0', 'q5', 'q25', 'q50', 'q75', 'q95', 'q100'].map((kind) =>
        number(`grad.${kind}`, 2),
      ),
    ]);
    assert.equal(lines.length, 2 + 3 * 8 + 2 + 1);
    assert.ok(!lines.some((line) => line.includes('w0[')));
  });

  it('has the quantities of each coordinate of a small one', () => {
    const trace = traced([2, 3]);
    const lines = traceTable(trace).split('\n');
    assert.deepEqual(lines[2]!.trim().split(/\s\s+/).slice(0, 4), ['θ', 'g', 'm', 'v']);
    assert.equal(lines.length, 2 + 1 + 5 + 1);
    const cells = lines[7]!.split(/\s+/);
    assert.equal(cells[0], 'w1[2]');
    assert.equal(cells[1], formatNumber(trace.value('theta', 4, trace.length), 3));
  });
});
