import assert from 'node:assert/strict';
import { parseArguments } from '../../../src/cli/arguments';

const parse = (...args: string[]) => parseArguments(['import', ...args]);
const code = (...args: string[]) => {
  const read = parse(...args);
  return 'problem' in read ? read.problem.code : null;
};

describe('adamscope import, as it is written', () => {
  it('takes corrections, the optimizer and its hyper-parameters', () => {
    const read = parse(
      'log.csv',
      'lr=0.01',
      '--map',
      'exp avg=m',
      '--map',
      'x=ignored',
      '--optimizer',
      'adam',
    );
    assert.deepEqual(read, {
      name: 'import',
      file: 'log.csv',
      map: [
        ['exp avg', 'm'],
        ['x', 'ignored'],
      ],
      flags: { optimizer: 'adam', hyperparameters: { lr: 0.01 } },
      ...{ format: 'json', out: null, save: null },
    });
  });

  it('refuses what says nothing', () => {
    assert.equal(code(), 'commandLine.import-what');
    assert.equal(code('log.csv', '--map', 'm'), 'commandLine.import-map');
    assert.equal(code('log.csv', '--map', '=m'), 'commandLine.import-map');
    assert.equal(code('log.csv', 'other.csv'), 'commandLine.too-many');
    assert.equal(code('log.csv', 'lr=1'), 'commandLine.import-optimizer');
    assert.equal(code('log.csv', '--format', 'table'), 'commandLine.format');
  });
});
