import assert from 'node:assert/strict';
import { message } from '../../../src/messages';
import { parseArguments } from '../../../src/cli/arguments';

describe('parseArguments', () => {
  it('reads every option of trace', () => {
    const args =
      'trace f.ts#g --optimizer amsgrad --hyperparameters {"lr":0.1} --dialect keras --precision float32 --steps 20 --start [[1,2]] --seed 7 --sharpness every=10 --format csv --out x.csv';
    assert.deepEqual(parseArguments(args.split(' ')), {
      name: 'trace',
      target: 'f.ts#g',
      flags: {
        optimizer: 'amsgrad',
        hyperparameters: { lr: 0.1 },
        ...{ dialect: 'keras', precision: 'float32' },
        steps: 20,
        start: [[1, 2]],
        seed: 7,
      },
      sharpness: { every: 10 },
      fork: null,
      format: 'csv',
      out: 'x.csv',
      save: null,
    });
  });

  it('leaves out what was not said', () => {
    assert.deepEqual(parseArguments(['trace', 'f.ts']), {
      name: 'trace',
      target: 'f.ts',
      flags: {},
      sharpness: null,
      fork: null,
      format: null,
      out: null,
      save: null,
    });
    assert.deepEqual(parseArguments(['optimizers']), { name: 'optimizers', format: 'table' });
  });

  it('takes options in any place, with = or a space, the last one counting', () => {
    const parsed = parseArguments(['--steps=5', 'trace', '--steps', '6', 'f.ts', '--format=json']);
    assert.ok('flags' in parsed);
    assert.deepEqual(parsed.flags, { steps: 6 });
  });

  it('reads a schedule, limits in two ways, and every group', () => {
    const flagsOf = (...args: string[]) => {
      const parsed = parseArguments(['trace', 'f.ts', ...args]);
      assert.ok('flags' in parsed);
      return parsed.flags;
    };
    assert.deepEqual(flagsOf('--schedule', 'warmup(100) cosine(900)'), {
      schedule: 'warmup(100) cosine(900)',
    });
    const limits = { norm: 1, value: 0.5 };
    assert.deepEqual(flagsOf('--clip', 'norm=1,value=0.5'), { clip: limits });
    assert.deepEqual(flagsOf('--clip', '{"norm":1,"value":0.5}'), { clip: limits });
    assert.deepEqual(flagsOf('--group', 'b lr=0.1', '--group=[x, y] lr=1 weightDecay=0'), {
      groups: [
        { leaf: 'b', hyperparameters: { lr: 0.1 } },
        { leaf: '[x, y]', hyperparameters: { lr: 1, weightDecay: 0 } },
      ],
    });
  });

  it('hands numbers on as they were said, so that what is wrong can be shown', () => {
    for (const [text, value] of [
      ['-1', -1],
      ['1.5', 1.5],
      ['1e3', 1000],
      ['abc', 'abc'],
      ['NaN', 'NaN'],
      ['', ''],
    ] as const) {
      const parsed = parseArguments(['trace', 'f.ts', '--steps', text]);
      assert.ok('flags' in parsed);
      assert.deepEqual(parsed.flags, { steps: value });
    }
  });

  it('helps and tells its version whatever else was said', () => {
    assert.deepEqual(parseArguments(['--help']), { name: 'help' });
    assert.deepEqual(parseArguments(['trace', '-h', '--nonsense']), { name: 'help' });
    assert.deepEqual(parseArguments(['--version']), { name: 'version' });
  });

  it('names what is wrong', () => {
    const table: [string[], ReturnType<typeof message>][] = [
      [[], message('commandLine.no-command')],
      [['tarce', 'f.ts'], message('commandLine.unknown-command', ['tarce'])],
      [['trace'], message('commandLine.no-file')],
      [['trace', 'a.ts', 'b.ts'], message('commandLine.too-many', ['b.ts'])],
      [['optimizers', 'adam'], message('commandLine.too-many', ['adam'])],
      [['trace', 'f.ts', '--lr', '1'], message('commandLine.unknown-option', ['--lr'])],
      [['trace', 'f.ts', '-x'], message('commandLine.unknown-option', ['-x'])],
      [['trace', '--__proto__=1'], message('commandLine.unknown-option', ['--__proto__'])],
      [['optimizers', '--steps', '1'], message('commandLine.unknown-option', ['--steps'])],
      [['trace', 'f.ts', '--steps'], message('commandLine.option-without-value', ['--steps'])],
      [
        ['trace', 'f.ts', '--out', '--seed', '1'],
        message('commandLine.option-without-value', ['--out']),
      ],
      [['trace', 'f.ts', '--clip', '1'], message('commandLine.clip', ['1'])],
      [['trace', 'f.ts', '--clip='], message('commandLine.clip', [''])],
      [['trace', 'f.ts', '--group', 'lr=1'], message('commandLine.group', ['lr=1'])],
      [['trace', 'f.ts', '--group', 'b lr'], message('commandLine.group', ['b lr'])],
      [
        ['trace', 'f.ts', '--format', 'xml'],
        message('commandLine.format', ['json, csv, ndjson, html, table', 'xml']),
      ],
      [['optimizers', '--format=csv'], message('commandLine.format', ['table, json', 'csv'])],
    ];
    for (const [args, problem] of table) {
      assert.deepEqual(parseArguments(args), { problem }, args.join(' '));
    }
    for (const option of ['--start', '--hyperparameters', '--clip']) {
      const parsed = parseArguments(['trace', 'f.ts', option, '{lr:1}']);
      assert.ok('problem' in parsed);
      assert.equal(parsed.problem.code, 'commandLine.not-json');
      assert.equal(parsed.problem.arguments[0], option);
    }
  });
});
