import assert from 'node:assert/strict';
import { parseArguments } from '../../../src/cli/arguments';
import { message } from '../../../src/messages';

const adam = { label: 'adam', optimizer: 'adam', dialect: null };
const keras = { label: 'adam@keras', optimizer: 'adam', dialect: 'keras' };

describe('the arguments of compare', () => {
  it('are read', () => {
    const args =
      'compare f.ts#g --optimizer adam,adam@keras --hyperparameters {"adam":{"lr":1}} --steps 20 --start [[1,2]] --seed 7 --to 1e-3,-2 --sweep lr=1:4:3 --seeds 5 --format csv --out x.csv';
    assert.deepEqual(parseArguments(args.split(' ')), {
      name: 'compare',
      target: 'f.ts#g',
      contenders: [adam, keras],
      flags: { hyperparameters: { adam: { lr: 1 } }, steps: 20, start: [[1, 2]], seed: 7 },
      task: {
        kind: 'race',
        losses: [1e-3, -2],
        sweep: { grid: { name: 'lr', values: [1, 2, 4] }, seeds: 5 },
      },
      format: 'csv',
      out: 'x.csv',
    });
  });

  it('may be all those that say how trace runs, but for the optimizer', () => {
    const args =
      'compare f.ts --optimizer adam --dialect keras --precision float32 --schedule step(2,0.5) --clip norm=1';
    const parsed = parseArguments([...args.split(' '), '--group', 'b lr=0.1']);
    assert.ok('task' in parsed);
    assert.deepEqual(parsed.flags, {
      ...{ dialect: 'keras', precision: 'float32', schedule: 'step(2,0.5)', clip: { norm: 1 } },
      groups: [{ leaf: 'b', hyperparameters: { lr: 0.1 } }],
    });
  });

  it('may leave out all but the optimizers', () => {
    const asked = { name: 'compare', target: 'f.ts', flags: {}, format: 'table', out: null };
    assert.deepEqual(parseArguments(['compare', 'f.ts', '--optimizer', 'adam']), {
      ...asked,
      contenders: [adam],
      task: { kind: 'race', losses: null, sweep: null },
    });
    assert.deepEqual(parseArguments(['compare', 'f.ts', '--diff', 'adam,adam@keras']), {
      ...asked,
      contenders: [adam, keras],
      task: { kind: 'difference', tolerance: 1e-9 },
    });
  });

  it('are refused by name', () => {
    const race = ['--optimizer', 'adam'];
    const diff = ['--diff', 'adam,adam@keras'];
    const table: [string[], ReturnType<typeof message>][] = [
      [[], message('commandLine.compare-what')],
      [['--optimizer', 'adam,'], message('compare.contender', [''])],
      [[...race, 'g.ts'], message('commandLine.too-many', ['g.ts'])],
      [[...race, '--to', '1,x'], message('commandLine.compare-to', ['1,x'])],
      [[...race, '--to='], message('commandLine.compare-to', [''])],
      [[...race, '--seeds', '2'], message('commandLine.compare-needs', ['--seeds', '--sweep'])],
      [[...race, '--sweep', 'lr'], message('compare.grid', ['lr', 100])],
      [
        [...race, '--tolerance', '1'],
        message('commandLine.compare-needs', ['--tolerance', '--diff']),
      ],
      ...['0', '1.5', '101', 'x'].map((seeds): [string[], ReturnType<typeof message>] => [
        [...race, '--sweep', 'lr=1:2:2', '--seeds', seeds],
        message('commandLine.compare-seeds', ['100', seeds]),
      ]),
      [[...race, ...diff], message('commandLine.compare-either', ['--diff', '--optimizer'])],
      [[...diff, '--to', '1'], message('commandLine.compare-either', ['--diff', '--to'])],
      [['--diff', 'adam'], message('commandLine.compare-two', ['1'])],
      ...['-1', '1', 'x', ''].map((tolerance): [string[], ReturnType<typeof message>] => [
        [...diff, `--tolerance=${tolerance}`],
        message('commandLine.compare-tolerance', [tolerance]),
      ]),
      [[...diff, '--format', 'csv'], message('commandLine.format', ['table, json', 'csv'])],
      [[...race, '--format', 'xml'], message('commandLine.format', ['table, json, csv', 'xml'])],
    ];
    for (const [args, problem] of table) {
      assert.deepEqual(parseArguments(['compare', 'f.ts', ...args]), { problem }, args.join(' '));
    }
    assert.deepEqual(parseArguments(['compare']), { problem: message('commandLine.no-file') });
    assert.deepEqual(parseArguments(['trace', 'f.ts', '--sweep', 'lr=1:2:2']), {
      problem: message('commandLine.unknown-option', ['--sweep']),
    });
  });
});
