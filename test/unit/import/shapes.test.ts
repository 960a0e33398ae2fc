import { strict as assert } from 'node:assert';
import { importText } from './support';

/** Values of one series of one coordinate at the steps asked for. */
function values(
  run: Awaited<ReturnType<typeof importText>>,
  series: string,
  index: number,
  steps: number[],
): number[] {
  assert.ok(run.imported, run.said.join('\n'));
  return steps.map((step) => run.imported!.trace.value(series, index, step));
}

describe('Shapes of logs', () => {
  it('reads a wide table: a step to a row, a column for each number', async () => {
    const run = await importText(
      'step,loss,theta[0],theta[1],exp_avg.w[0],m.w[1],v_b,grad[0]\n' +
        '1,3.5,-1.2,1,0.1,0.2,1e-9,7\n2,2.5,-1.1,0.9,0.3,0.4,2e-9,8\n',
    );
    assert.deepEqual(
      run.imported?.trace.header.leaves.map(({ name, shape }) => [name, shape]),
      [
        ['theta', [2]],
        ['w', [2]],
        ['b', []],
      ],
    );
    assert.deepEqual(values(run, 'loss', 0, [1, 2]), [3.5, 2.5]);
    assert.deepEqual(values(run, 'theta', 1, [1, 2]), [1, 0.9]);
    assert.deepEqual(values(run, 'm', 2, [1, 2]), [0.1, 0.3]);
    assert.deepEqual(values(run, 'm', 3, [1, 2]), [0.2, 0.4]);
    assert.deepEqual(values(run, 'v', 4, [1, 2]), [1e-9, 2e-9]);
    assert.deepEqual(values(run, 'grad', 0, [1, 2]), [7, 8]);
  });

  it('reads a long table: a number to a row', async () => {
    const rows = ['step,parameter,index,quantity,value'];
    for (const step of [1, 2]) {
      rows.push(`${step},,,loss,${10 / step}`);
      for (const quantity of ['param', 'grad', 'exp_avg', 'exp_avg_sq']) {
        rows.push(`${step},layer1.weight,"0,1",${quantity},${step + quantity.length}`);
        rows.push(`${step},layer1.weight,"1,0",${quantity},${-step}`);
        rows.push(`${step},layer1.bias,0,${quantity},${step * 0.1}`);
      }
    }
    const run = await importText(rows.join('\n'));
    assert.deepEqual(
      run.imported?.trace.header.leaves.map(({ name, shape }) => [name, shape]),
      [
        ['layer1.weight', [2, 2]],
        ['layer1.bias', [1]],
      ],
    );
    assert.deepEqual(values(run, 'loss', 0, [1, 2]), [10, 5]);
    assert.deepEqual(values(run, 'theta', 1, [1, 2]), [6, 7]);
    assert.deepEqual(values(run, 'v', 2, [1, 2]), [-1, -2]);
    assert.deepEqual(values(run, 'm', 0, [1, 2]), [NaN, NaN]);
    assert.deepEqual(values(run, 'm', 4, [1, 2]), [0.1, 0.2]);
  });

  it('reads a long table with a column for each quantity', async () => {
    const run = await importText(
      'step;layer;i;j;weight;exp_avg;loss\n1;fc;0;0;0,5;0,25;9\n1;fc;0;1;1,5;0,75;9\n2;fc;0;0;2;3;8\n2;fc;0;1;4;5;8\n',
    );
    assert.deepEqual(run.imported?.trace.header.leaves[0]?.shape, [1, 2]);
    assert.deepEqual(values(run, 'm', 1, [1, 2]), [0.75, 5]);
    assert.deepEqual(values(run, 'loss', 0, [1, 2]), [9, 8]);
  });

  it('reads lines of JSON with arrays, and words for what JSON has no numbers for', async () => {
    const run = await importText(
      '{"step":1,"loss":NaN,"m":{"w1":[[1,2],[3,4]],"b":0.5},"v":{"w1":[[1,1],[1,Infinity]],"b":2}}\n' +
        '{"step":2,"loss":1.5,"m":{"w1":[[5,6],[7,8]],"b":0.25},"v":{"w1":[[1,1],[1,1]],"b":null}}\n',
      { name: 'log.ndjson' },
    );
    assert.deepEqual(
      run.imported?.trace.header.leaves.map(({ shape }) => shape),
      [[2, 2], []],
    );
    assert.deepEqual(values(run, 'm', 3, [1, 2]), [4, 8]);
    assert.deepEqual(values(run, 'v', 3, [1, 2]), [Infinity, 1]);
    assert.deepEqual(values(run, 'v', 4, [1, 2]), [2, NaN]);
    assert.deepEqual(values(run, 'loss', 0, [1, 2]), [NaN, 1.5]);
  });

  it('takes columns that are named as coordinates alone for θ', async () => {
    const run = await importText('t,x,y,m_x,m_y,accuracy\n1,5,6,1,2,0.5\n2,7,8,3,4,0.75\n');
    assert.deepEqual(values(run, 'theta', 0, [1, 2]), [5, 7]);
    assert.deepEqual(values(run, 'theta', 1, [1, 2]), [6, 8]);
    assert.deepEqual(values(run, 'm', 1, [1, 2]), [2, 4]);
    assert.ok(run.said.includes('Not used: accuracy.'), run.said.join('\n'));
  });
});
