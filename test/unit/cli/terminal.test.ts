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
  it('tells dialects, defaults of each, bounds and citation in a table', () => {
    const text = listOptimizers('table');
    const lines = text.split('\n').map((line) => line.trim().split(/ {2,}/));
    const titles = registry.map(({ name, title }) => `${name}: ${title}`);
    assert.deepEqual(
      lines.map(([first]) => first!).filter((line) => titles.includes(line)),
      titles,
    );
    for (const { citation } of registry) assert.ok(text.includes(citation), citation);
    const adam = lines.slice(lines.findIndex(([first]) => first === 'adam: Adam'));
    assert.deepEqual(adam[2], ['dialects: pytorch, optax, keras, tfjs, paper']);
    const row = (name: string) => adam.find(([first]) => first === name);
    assert.deepEqual(row('beta2'), ['beta2', '0.999', '[0, 1)', 'Decay of v.']);
    assert.deepEqual(row('lr'), ['lr', '0.001', '[0, ∞)', 'Learning rate.']);
    assert.deepEqual(row('eps')!.slice(0, 3), ['eps', '1e-8 (keras 1e-7, tfjs 1e-7)', '[0, ∞)']);
  });

  it('is complete as JSON', () => {
    const listed = JSON.parse(listOptimizers('json')) as {
      name: string;
      dialects: string[];
      hyperparameters: Record<string, unknown>[];
    }[];
    assert.deepEqual(
      listed.map(({ name, dialects }) => [name, dialects]),
      registry.map(({ name, dialects }) => [name, dialects]),
    );
    const of = (name: string) => listed.find((each) => each.name === name)!.hyperparameters;
    assert.deepEqual(of('sgd')[0], {
      ...{ name: 'lr', symbol: 'lr', type: 'number', default: 0.001 },
      ...{ minimum: 0, maximum: 'Infinity', maximumExcluded: true, description: 'Learning rate.' },
      defaults: { pytorch: 0.001, optax: 0.001, keras: 0.01, tfjs: 0.001, paper: 0.001 },
    });
    assert.equal(of('amsgrad').find(({ name }) => name === 'amsgrad')!.default, true);
  });
});
