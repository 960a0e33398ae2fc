import assert from 'node:assert/strict';
import { message } from '../../../src/messages';
import { baseSeries } from '../../../src/protocol/series';
import { exportCsv, exportJson, type ExportedRun } from '../../../src/trace/export';
import { Trace } from '../../../src/trace/trace';
import { derivedM, header, lossHeader, row, rowWidth } from './support';

const derivations = {
  [derivedM.name]: (read: { value: Trace['value'] }, index: number, step: number) =>
    2 * read.value('m', index, step),
};

function run(steps: number, changes: Partial<ExportedRun> = {}): ExportedRun {
  const trace = new Trace(header(), derivations);
  for (let step = 1; step <= steps; step++) trace.append(step, Float64Array.from(row(step)));
  return { trace, state: 'done', finalLoss: 0.125, error: null, source: 'Test 1', ...changes };
}

function parsed(exported: ExportedRun): Record<string, unknown> {
  return JSON.parse([...exportJson(exported)].join('')) as Record<string, unknown>;
}

describe('exportJson', () => {
  it('writes the header, then every series by steps', () => {
    const { theta, update, ...rest } = parsed(run(2));
    assert.deepEqual(rest, {
      optimizer: 'adam',
      hyperparameters: { lr: 0.5, amsgrad: false },
      ...{ dialect: 'pytorch', precision: 'float64', schedule: '' },
      ...{ clip: { value: null, norm: null }, groups: [] },
      objective: 'f',
      leaves: [
        { name: 'w', length: 2, shape: [2], coordinates: ['w[0]', 'w[1]'] },
        { name: 'b', length: 1, shape: [], coordinates: ['b'] },
      ],
      steps: 2,
      requestedSteps: 1000,
      source: 'Test 1',
      gradientSource: 'tape',
      state: 'done',
      seed: 7,
      finalLoss: 0.125,
      error: null,
      loss: [1, 2],
      grad: [
        [1.04, 1.05, 1.06],
        [2.04, 2.05, 2.06],
      ],
      m: [
        [1.07, 1.08, 1.09],
        [2.07, 2.08, 2.09],
      ],
      ratio: [
        [1.1, 1.11],
        [2.1, 2.11],
      ],
      twiceM: [
        [2.14, 2.16, 2.18],
        [4.14, 4.16, 4.18],
      ],
    });
    assert.deepEqual(theta, [
      [0.5, -0, 0.25],
      [1.01, 1.02, 1.03],
      [2.01, 2.02, 2.03],
    ]);
    assert.deepEqual((update as number[][])[1], [2.01 - 1.01, 2.02 - 1.02, 2.03 - 1.03]);
  });

  it('writes numbers so that they read back as the same bits', () => {
    const numbers = [0.1 + 0.2, -0, 5e-324, 1.7976931348623157e308, 1e21, 1e-7, -1 / 3];
    const trace = new Trace(lossHeader(numbers.length), {});
    trace.append(1, Float64Array.from(numbers.flatMap((number) => [number, 0, 0])));
    const { loss } = parsed({ ...run(0), trace, finalLoss: -0 });
    (loss as number[]).forEach((number, i) => assert.ok(Object.is(number, numbers[i])));
    assert.ok([...exportJson({ ...run(0), finalLoss: -0 })].join('').includes('"finalLoss":-0,'));
  });

  it('writes what is not finite as strings', () => {
    const trace = new Trace(lossHeader(3), {});
    trace.append(1, Float64Array.of(NaN, 1, Infinity, Infinity, 1, 0, -Infinity, 1, NaN));
    const out = parsed({ ...run(0), trace, finalLoss: NaN });
    assert.deepEqual(out.loss, ['NaN', 'Infinity', '-Infinity']);
    assert.deepEqual(out.grad, [['Infinity'], [0], ['NaN']]);
    assert.equal(out.finalLoss, 'NaN');
  });

  it('writes an error with its place, and only the steps that were completed', () => {
    const place = { file: 'f.ts', line: 3, column: 9 };
    const said = { ...message('hyperparameter.lr-zero'), place };
    const out = parsed(
      run(1, { state: 'user-error', finalLoss: null, error: { message: said, step: 1 } }),
    );
    assert.equal(out.state, 'user-error');
    assert.equal(out.steps, 1);
    assert.equal(out.finalLoss, null);
    assert.deepEqual(out.error, {
      message: 'lr is 0: θ will not move.',
      file: 'f.ts',
      line: 3,
      column: 9,
      step: 1,
    });
  });

  it('says the requested steps only where they differ', () => {
    const trace = new Trace(header({ steps: 0 }), derivations);
    const out = parsed({ ...run(0), trace });
    assert.equal('requestedSteps' in out, false);
    assert.deepEqual(out.theta, [[0.5, -0, 0.25]]);
    assert.deepEqual(out.loss, []);
  });

  it('keeps hostile names as text', () => {
    const names = ['__proto__', '"],"x":[', '</script>\u2028'];
    const leaves = names.map((name, i) => {
      return { name, path: [i], length: 1, shape: [], coordinates: [name] };
    });
    const trace = new Trace(header({ leaves, series: [...baseSeries] }), {});
    const out = parsed({ ...run(0), trace });
    assert.deepEqual(
      (out.leaves as { name: string }[]).map((leaf) => leaf.name),
      names,
    );
  });

  it('comes in pieces of bounded size, however wide a row and however many rows', () => {
    const wide = 50_000;
    const coordinates = Array.from({ length: wide }, (_, i) => `x[${i}]`);
    const leaves = [{ name: 'x', path: [0], length: wide, shape: [wide], coordinates }];
    const start = new Float64Array(wide).fill(1 / 3);
    const trace = new Trace(header({ leaves, start, series: [...baseSeries] }), {});
    const [first, ...rest] = [...exportJson({ ...run(0), trace })];
    assert.ok(first!.length > 4e5, 'the leaves themselves are one piece');
    assert.ok(rest.length > 12);
    for (const piece of rest) assert.ok(piece.length < (1 << 16) + 100);
  });
});

describe('exportCsv', () => {
  function lines(trace: Trace): string[] {
    return [...exportCsv(trace)].join('').split('\n');
  }

  it('writes a head and a row per step, the start first', () => {
    const out = lines(run(2).trace);
    assert.equal(
      out[0],
      'step,loss,theta[w[0]],theta[w[1]],theta[b],grad[w[0]],grad[w[1]],grad[b],' +
        'm[w[0]],m[w[1]],m[b],ratio[w],ratio[b],twiceM[w[0]],twiceM[w[1]],twiceM[b],' +
        'update[w[0]],update[w[1]],update[b]',
    );
    assert.equal(out[1], `0,,0.5,-0,0.25${','.repeat(14)}`);
    assert.ok(
      out[3]!.startsWith('2,2,2.01,2.02,2.03,2.04,2.05,2.06,2.07,2.08,2.09,2.1,2.11,4.14,'),
    );
    assert.equal(out.length, 5);
    assert.equal(out[4], '');
    for (const line of out.slice(0, 4)) assert.equal(line.split(',').length, 1 + rowWidth + 6);
  });

  it('writes NaN and infinities as words', () => {
    const trace = new Trace(lossHeader(2), {});
    trace.append(1, Float64Array.of(NaN, 1, -Infinity));
    assert.equal(lines(trace)[2], '1,NaN,1,-Infinity,0');
  });

  it('quotes what needs quoting and never starts a head cell with a formula', () => {
    const leaves = ['=HYPERLINK("x")', '-1+1,2', '@a', 'a\nb'].map((name, i) => {
      return { name, path: [i], length: 1, shape: [], coordinates: [name] };
    });
    const start = new Float64Array(4);
    const trace = new Trace(header({ leaves, start, series: [...baseSeries] }), {});
    const head = [...exportCsv(trace)].join('');
    assert.ok(
      head.startsWith(
        'step,loss,"theta[=HYPERLINK(""x"")]","theta[-1+1,2]",theta[@a],"theta[a\nb]","grad[=',
      ),
    );
    assert.equal(/(^|[,\n])"?[=+@-]/.test(head.slice(0, head.indexOf('\n0,'))), false);
  });
});
