import assert from 'node:assert/strict';
import { Summary, summaryLength } from '../../../../src/engine/statistics/summary';
import { registry } from '../../../../src/optimizers/registry';
import type { TraceJob } from '../../../../src/protocol/engine';
import { seriesWidth } from '../../../../src/protocol/run';
import { percents, statisticName, updateRatio } from '../../../../src/protocol/statistics';
import type { Trace } from '../../../../src/trace/trace';
import { spec } from '../../optimizers/support';
import { traced } from '../large';

/** The statistics of one quantity of one leaf out of the values that the trace tells. */
function expected(trace: Trace, of: string, nth: number, step: number): number[] {
  const { leaves } = trace.header;
  const first = leaves.slice(0, nth).reduce((sum, { length }) => sum + length, 0);
  const { length } = leaves[nth]!;
  const summary = new Summary(length);
  for (let i = 0; i < length; i++) summary.values[i] = trace.value(of, first + i, step);
  const target = new Float64Array(summaryLength);
  summary.write(length, target, 0, 1);
  return [...target];
}

function checkAll(trace: Trace): void {
  const { series, leaves } = trace.header;
  const quantities = new Set(series.flatMap(({ statistic }) => statistic?.of ?? []));
  for (let step = 1; step <= trace.length; step++) {
    for (const nth of leaves.keys()) {
      for (const of of quantities) {
        const told = (['norm', ...percents] as const).map((kind) =>
          trace.value(statisticName(of, kind), nth, step),
        );
        assert.deepEqual(told, expected(trace, of, nth, step), `${of} of leaf ${nth} at ${step}`);
      }
      const [update, theta] = ['update', 'theta'].map(
        (of) => expected(trace, of, nth, step)[0]!,
      ) as [number, number];
      assert.equal(trace.value(updateRatio, nth, step), update / theta);
    }
  }
}

describe('statistics of leaves', () => {
  const lengths = [150, 1, 90];

  it('are there for every optimizer, of the same bits as what is read later', () => {
    for (const { name, dialects } of registry) {
      const trace = traced(lengths, spec({ optimizer: name, dialect: dialects[0]! }));
      const of = new Set(trace.header.series.flatMap(({ statistic }) => statistic?.of ?? []));
      for (const each of ['theta', 'grad', 'update']) assert.ok(of.has(each), `${name} ${each}`);
      checkAll(trace);
    }
  });

  it('are so under clipping, groups, decay, float32 and bounds', () => {
    const h = { lr: 0.1, weightDecay: 0.01 };
    const groups = [{ leaf: 'w1', hyperparameters: { lr: 0.5, eps: 1e-3 } }];
    const all: Partial<TraceJob>[] = [
      spec({ hyperparameters: h, clip: { value: null, norm: 1 } }),
      spec({ optimizer: 'adamw', hyperparameters: h, groups }),
      spec({ hyperparameters: h, precision: 'float32' }),
      { ...spec({ hyperparameters: { lr: 0.1, amsgrad: true } }), bounds: [-0.5, 0.5] },
    ];
    for (const changes of all) checkAll(traced(lengths, changes));
  });

  it('stand in the rows as the header declares, before what is evaluated beside the loss', () => {
    const trace = traced(lengths, {});
    const stored = trace.header.series.filter((series) => series.stored);
    const width = stored.reduce((sum, each) => sum + seriesWidth(each, trace.header.leaves), 0);
    assert.equal(trace.rowWidth, width);
    assert.equal(stored.filter(({ statistic }) => statistic).length, 6 * summaryLength + 1);
    assert.equal(width, 1 + 4 * 241 + (6 * summaryLength + 1) * 3);
  });

  it('say of Adam which quantities they are of, and of SGD that it has no moments', () => {
    const of = (trace: Trace) => [
      ...new Set(trace.header.series.flatMap(({ statistic }) => statistic?.of ?? [])),
    ];
    assert.deepEqual(of(traced(lengths, {})), [
      ...['theta', 'grad', 'm', 'v', 'effectiveLearningRate', 'update'],
    ]);
    assert.deepEqual(of(traced(lengths, spec({ optimizer: 'sgd' }))), [
      ...['theta', 'grad', 'effectiveLearningRate', 'update'],
    ]);
  });

  it('are not there where θ can be read as it is', () => {
    const trace = traced([100, 100], {});
    assert.equal(trace.rowWidth, 1 + 4 * 200);
    assert.ok(trace.header.series.every(({ statistic }) => statistic === undefined));
    assert.notEqual(traced([100, 101], {}).rowWidth, 1 + 4 * 201);
  });
});
