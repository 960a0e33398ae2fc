import assert from 'node:assert/strict';
import { message } from '../../../src/messages';
import { baseSeries } from '../../../src/protocol/series';
import { RowThinner } from '../../../src/protocol/checkpoints';
import {
  csvText,
  exportCsv,
  exportJson,
  exportNdjson,
  type ExportedRun,
} from '../../../src/trace/export';
import { Trace } from '../../../src/trace/trace';
import { derivedM, frame, header, lossHeader, piecesOf, row, rowWidth } from './support';

const derivations = {
  [derivedM.name]: (read: { value: Trace['value'] }, index: number, step: number) =>
    2 * read.value('m', index, step),
};

function run(steps: number, changes: Partial<ExportedRun> = {}): ExportedRun {
  const trace = new Trace(header(), derivations);
  for (let step = 1; step <= steps; step++) trace.append(step, Float64Array.from(row(step)));
  return { trace, state: 'done', finalLoss: 0.125, error: null, source: 'Test 1', ...changes };
}

async function parsed(exported: ExportedRun): Promise<Record<string, unknown>> {
  return JSON.parse((await piecesOf(exportJson(exported))).join('')) as Record<string, unknown>;
}

describe('exportJson', () => {
  it('writes the header, then every series by steps', async () => {
    const { theta, update, ...rest } = await parsed(run(2));
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

  it('writes numbers so that they read back as the same bits', async () => {
    const numbers = [0.1 + 0.2, -0, 5e-324, 1.7976931348623157e308, 1e21, 1e-7, -1 / 3];
    const trace = new Trace(lossHeader(numbers.length), {});
    trace.append(1, Float64Array.from(numbers.flatMap((number) => [number, 0, 0])));
    const { loss } = await parsed({ ...run(0), trace, finalLoss: -0 });
    (loss as number[]).forEach((number, i) => assert.ok(Object.is(number, numbers[i])));
    assert.ok(
      (await piecesOf(exportJson({ ...run(0), finalLoss: -0 })))
        .join('')
        .includes('"finalLoss":-0,'),
    );
  });

  it('writes what is not finite as strings', async () => {
    const trace = new Trace(lossHeader(3), {});
    trace.append(1, Float64Array.of(NaN, 1, Infinity, Infinity, 1, 0, -Infinity, 1, NaN));
    const out = await parsed({ ...run(0), trace, finalLoss: NaN });
    assert.deepEqual(out.loss, ['NaN', 'Infinity', '-Infinity']);
    assert.deepEqual(out.grad, [['Infinity'], [0], ['NaN']]);
    assert.equal(out.finalLoss, 'NaN');
  });

  it('writes an error with its place, and only the steps that were completed', async () => {
    const place = { file: 'f.ts', line: 3, column: 9 };
    const said = { ...message('hyperparameter.lr-zero'), place };
    const out = await parsed(
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

  it('says the requested steps only where they differ', async () => {
    const trace = new Trace(header({ steps: 0 }), derivations);
    const out = await parsed({ ...run(0), trace });
    assert.equal('requestedSteps' in out, false);
    assert.deepEqual(out.theta, [[0.5, -0, 0.25]]);
    assert.deepEqual(out.loss, []);
  });

  it('keeps hostile names as text', async () => {
    const names = ['__proto__', '"],"x":[', '</script>\u2028'];
    const leaves = names.map((name, i) => {
      return { name, path: [i], length: 1, shape: [], coordinates: [name] };
    });
    const trace = new Trace(header({ leaves, series: [...baseSeries] }), {});
    const out = await parsed({ ...run(0), trace });
    assert.deepEqual(
      (out.leaves as { name: string }[]).map((leaf) => leaf.name),
      names,
    );
  });

  it('comes in pieces of bounded size, however wide a row and however many rows', async () => {
    const wide = 50_000;
    const coordinates = Array.from({ length: wide }, (_, i) => `x[${i}]`);
    const leaves = [{ name: 'x', path: [0], length: wide, shape: [wide], coordinates }];
    const start = new Float64Array(wide).fill(1 / 3);
    const trace = new Trace(header({ leaves, start, series: [...baseSeries] }), {});
    const [first, ...rest] = await piecesOf(exportJson({ ...run(0), trace }));
    assert.ok(first!.length > 4e5, 'the leaves themselves are one piece');
    assert.ok(rest.length > 12);
    for (const piece of rest) assert.ok(piece.length < (1 << 16) + 100);
  });
});

describe('exportCsv', () => {
  async function lines(trace: Trace): Promise<string[]> {
    return (await piecesOf(exportCsv(trace))).join('').split('\n');
  }

  it('writes a head and a row per step, the start first', async () => {
    const out = await lines(run(2).trace);
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

  it('writes NaN and infinities as words', async () => {
    const trace = new Trace(lossHeader(2), {});
    trace.append(1, Float64Array.of(NaN, 1, -Infinity));
    assert.equal((await lines(trace))[2], '1,NaN,1,-Infinity,0');
  });

  it('quotes what needs quoting and never starts a head cell with a formula', async () => {
    const leaves = ['=HYPERLINK("x")', '-1+1,2', '@a', 'a\nb'].map((name, i) => {
      return { name, path: [i], length: 1, shape: [], coordinates: [name] };
    });
    const start = new Float64Array(4);
    const trace = new Trace(header({ leaves, start, series: [...baseSeries] }), {});
    const head = (await piecesOf(exportCsv(trace))).join('');
    assert.ok(
      head.startsWith(
        'step,loss,"theta[=HYPERLINK(""x"")]","theta[-1+1,2]",theta[@a],"theta[a\nb]","grad[=',
      ),
    );
    assert.equal(/(^|[,\n])"?[=+@-]/.test(head.slice(0, head.indexOf('\n0,'))), false);
  });

  it('makes any text inert that would read as a formula', () => {
    for (const text of ['=1+1', '+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1']) {
      assert.match(csvText(text), /^"?'/, JSON.stringify(text));
    }
    assert.equal(csvText('w[0]'), 'w[0]');
  });
});

describe('exportNdjson', () => {
  const objects = async (trace: Trace, exporting = {}) =>
    (await piecesOf(exportNdjson(trace, exporting)))
      .join('')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  it('writes an object per step, the start first, without what is not there', async () => {
    const [start, first, second, ...rest] = await objects(run(2).trace);
    assert.deepEqual(start, { step: 0, theta: [0.5, -0, 0.25] });
    assert.deepEqual(first!.loss, 1);
    assert.deepEqual(second, {
      ...{ step: 2, loss: 2, theta: [2.01, 2.02, 2.03], grad: [2.04, 2.05, 2.06] },
      ...{ m: [2.07, 2.08, 2.09], ratio: [2.1, 2.11], twiceM: [4.14, 4.16, 4.18] },
      update: [2.01 - 1.01, 2.02 - 1.02, 2.03 - 1.03],
    });
    assert.deepEqual(rest, []);
  });

  it('writes what is not finite as strings', async () => {
    const trace = new Trace(lossHeader(1), {});
    trace.append(1, Float64Array.of(NaN, 1, -Infinity));
    const [, first] = await objects(trace);
    assert.deepEqual([first!.loss, first!.grad], ['NaN', ['-Infinity']]);
  });
});

describe('the exporters of a run with checkpoints', () => {
  const [steps, every] = [40, 10];

  function sparse(): Trace {
    const given = header({ steps, checkpoints: { every } });
    const trace = new Trace(given, derivations);
    const { data, full } = new RowThinner(given.series, given.leaves, every).thin(
      1,
      frame(1, steps),
    );
    trace.append(1, data, full);
    return trace;
  }

  it('leave out what nobody computes again', async () => {
    const csv = (await piecesOf(exportCsv(sparse()))).join('').split('\n');
    assert.match(csv[6]!, /^5,5,,,,,,,,,,5\.1,5\.11,,,,,,$/);
    assert.match(csv[11]!, /^10,10,10\.01,/);
    const json = JSON.parse(
      (await piecesOf(exportJson({ ...run(0), trace: sparse() }))).join(''),
    ) as Record<string, unknown[]>;
    assert.deepEqual(json.m![4], [null, null, null]);
    assert.deepEqual(json.m![9], [10.07, 10.08, 10.09]);
  });

  it('write the same as of a whole run where somebody does', async () => {
    const whole = new Trace(header({ steps }), derivations);
    whole.append(1, frame(1, steps));
    for (const write of [exportCsv, exportNdjson]) {
      const trace = sparse();
      let asked = 0;
      const bring = (from: number, to: number) => {
        asked += to - from + 1;
        const first = Math.max(1, from - 1);
        trace.keep(first, frame(first, to));
        return Promise.resolve();
      };
      let done = 0;
      const progress = (by: number) => (done += by);
      const [a, b] = [
        await piecesOf(write(trace, { bring, progress })),
        await piecesOf(write(whole)),
      ];
      assert.equal(a.join(''), b.join(''));
      assert.deepEqual([asked, done], [steps + 1, steps + 1]);
    }
  });
});
