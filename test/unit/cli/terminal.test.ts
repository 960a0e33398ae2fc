import assert from 'node:assert/strict';
import { listOptimizers } from '../../../src/cli/optimizersCommand';
import { printable } from '../../../src/cli/terminal';
import { registry } from '../../../src/optimizers/registry';

describe('printable', () => {
  it('shows what could steer a terminal or turn text around', () => {
    assert.equal(printable('a\u001b[31mb\u202ec\u0007'), 'a\\u001b[31mb\\u202ec\\u0007');
    assert.equal(printable('θ “x”\tüé\n'), 'θ “x”\tüé\n');
  });
});

describe('listOptimizers', () => {
  it('tells name, default, bounds and citation in a table', () => {
    const text = listOptimizers('table');
    const lines = text.split('\n').map((line) => line.trim().split(/ {2,}/));
    assert.deepEqual(lines[0], ['adam: Adam']);
    assert.ok(text.includes('arXiv:1412.6980') && text.includes('arXiv:1904.09237'));
    assert.deepEqual(
      lines.find(([name]) => name === 'beta2'),
      ['beta2', '0.999', '[0, 1)', 'Decay of v.'],
    );
    assert.deepEqual(
      lines.find(([name]) => name === 'lr'),
      ['lr', '0.001', '[0, ∞)', 'Learning rate.'],
    );
  });

  it('is complete as JSON', () => {
    const listed = JSON.parse(listOptimizers('json')) as {
      name: string;
      hyperparameters: Record<string, unknown>[];
    }[];
    assert.deepEqual(
      listed.map(({ name }) => name),
      registry.map(({ name }) => name),
    );
    assert.deepEqual(listed[0]!.hyperparameters[0], {
      name: 'lr',
      symbol: 'lr',
      type: 'number',
      default: 0.001,
      minimum: 0,
      maximum: 'Infinity',
      maximumExcluded: true,
      description: 'Learning rate.',
    });
    assert.equal(listed[1]!.hyperparameters.find(({ name }) => name === 'amsgrad')!.default, true);
  });
});
