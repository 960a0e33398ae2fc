import assert from 'node:assert/strict';
import { derivationsOf } from '../../../src/optimizers/derivations';
import { reading } from '../../../src/optimizers/formula/tools';
import { registry } from '../../../src/optimizers/registry';
import { Trace } from '../../../src/trace/trace';
import { traceOf, type Slope } from './run';

const slope: Slope = {
  start: [1.5, -0.25, 3e-5],
  leaves: [
    { name: 'a', length: 2 },
    { name: 'b', length: 1 },
  ],
  gradient: ([x = 0, y = 0, z = 0], t) => [3 * x + Math.sin(t), y ** 3 - 0.1, 1e-3 * z + 0.5],
};

describe('derived series that are read without making code', () => {
  for (const { name, dialects, inner } of registry) {
    for (const precision of ['float64', 'float32']) {
      it(`of ${name} in ${precision} have the same bits`, () => {
        for (const dialect of dialects) {
          const hyperparameters = { [inner ? 'inner.weightDecay' : 'weightDecay']: 0.1 };
          const given = { optimizer: name, dialect, precision, hyperparameters, clip: { norm: 1 } };
          const bounds: [number, number] = [-1, 1];
          const trace = traceOf(given, slope, 12, bounds);
          const { header } = trace;
          const read = new Trace(header, derivationsOf(header, header.leaves, bounds, reading));
          const rows = new Float64Array(12 * trace.rowWidth);
          trace.readRows(1, rows);
          read.append(1, rows);
          let derived = 0;
          for (const { name: series, stored } of trace.series) {
            derived += Number(!stored);
            for (let step = 0; step <= 12; step++) {
              for (let index = 0; index < 3; index++) {
                const [one, other] = [trace, read].map((each) => each.value(series, index, step));
                assert.ok(Object.is(one, other), `${dialect} ${series} ${index} at ${step}`);
              }
            }
          }
          assert.ok(derived >= 3, `${derived} derived series`);
        }
      });
    }
  }

  it('make no code, and take no step', () => {
    const real = globalThis.Function;
    const trace = traceOf({ optimizer: 'adam' }, slope, 3);
    const { header } = trace;
    const refused = () => {
      throw new EvalError('no code');
    };
    globalThis.Function = refused as unknown as FunctionConstructor;
    try {
      const derivations = derivationsOf(header, header.leaves, null, reading);
      assert.ok(Number.isFinite(derivations.effectiveLearningRate!(trace, 0, 2)));
    } finally {
      globalThis.Function = real;
    }
  });
});
