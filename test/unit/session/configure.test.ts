import assert from 'node:assert/strict';
import { inEnglish } from '../../../src/messages';
import { registry } from '../../../src/optimizers/registry';
import { configure, type Configuration, type TagValues } from '../../../src/session/configure';

const noTags: TagValues = {
  optimizer: null,
  steps: null,
  seed: null,
  start: null,
  bounds: null,
  minimum: null,
};
const place = { file: 'a.ts', line: 3, column: 5 };

function tags(given: Partial<TagValues>): TagValues {
  return { ...noTags, ...given };
}

function configured(given: Parameters<typeof configure>[0]): Configuration {
  const made = configure(given);
  if ('problems' in made) assert.fail(made.problems.map(inEnglish).join('\n'));
  return made;
}

function problems(given: Parameters<typeof configure>[0]): string[] {
  const made = configure(given);
  return 'problems' in made ? made.problems.map(inEnglish) : [];
}

describe('configure', () => {
  it('falls back to the registry', () => {
    assert.deepEqual(configured({ tags: null }), {
      optimizer: 'adam',
      hyperparameters: {
        ...{ lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
        ...{ weightDecay: 0, decoupledWeightDecay: false, amsgrad: false, biasCorrection: true },
      },
      ...{ dialect: 'pytorch', precision: 'float64', schedule: '', groups: [] },
      clip: { value: null, norm: null },
      ...{ steps: 1000, seed: 0, start: null, bounds: null, minimum: null },
      limits: { memory: 768, evaluationTime: 5000, traceSize: 1024 },
      notes: [],
    });
  });

  it('takes flag over tag over setting over registry', () => {
    const settings = { steps: 10, seed: 1, hyperparameters: { lr: 0.1, beta1: 0.1, beta2: 0.2 } };
    const tagged = tags({
      optimizer: { name: 'adam', hyperparameters: { lr: 0.2, beta1: 0.3 } },
      ...{ steps: 20, seed: 2, start: [[1, 2]], bounds: [-1, 1], minimum: [0, 0] },
    });
    const flags = { steps: 30, seed: 3, start: [[3, 4]], hyperparameters: { lr: 0.4 } };

    const byFlags = configured({ tags: tagged, settings, flags });
    const { lr, beta1, beta2, eps } = byFlags.hyperparameters;
    assert.deepEqual([lr, beta1, beta2, eps], [0.4, 0.3, 0.2, 1e-8]);
    assert.deepEqual([byFlags.steps, byFlags.seed, byFlags.start], [30, 3, [[3, 4]]]);
    assert.deepEqual(
      [byFlags.bounds, byFlags.minimum],
      [
        [-1, 1],
        [0, 0],
      ],
    );

    const byTags = configured({ tags: tagged, settings });
    assert.deepEqual([byTags.steps, byTags.seed, byTags.start], [20, 2, [[1, 2]]]);
    assert.equal(byTags.hyperparameters.lr, 0.2);

    const bySettings = configured({ tags: noTags, settings });
    assert.deepEqual([bySettings.steps, bySettings.seed, bySettings.start], [10, 1, null]);
    assert.equal(bySettings.hyperparameters.lr, 0.1);
  });

  it('runs Adam with the tag of Adam, and without that of another optimizer', () => {
    const other = tags({ optimizer: { name: 'amsgrad', hyperparameters: { lr: 0.2 } } });
    const traceAdam = configured({ tags: other, optimizer: 'adam' });
    assert.equal(traceAdam.optimizer, 'adam');
    assert.equal(traceAdam.hyperparameters.lr, 0.001);
    const trace = configured({ tags: other });
    assert.equal(trace.optimizer, 'amsgrad');
    assert.equal(trace.hyperparameters.lr, 0.2);
    const byFlag = configured({ tags: other, flags: { optimizer: 'Adam' } });
    assert.equal(byFlag.optimizer, 'adam');
    const same = tags({ optimizer: { name: 'Adam', hyperparameters: { lr: 0.3 } } });
    assert.equal(configured({ tags: same, optimizer: 'adam' }).hyperparameters.lr, 0.3);
  });

  it('ignores an unknown optimizer of a tag where Adam is asked for', () => {
    const tagged = tags({ optimizer: { name: 'adma', hyperparameters: { x: 1 }, place } });
    assert.equal(configured({ tags: tagged, optimizer: 'adam' }).optimizer, 'adam');
    const known = registry.map(({ name }) => name).join(', ');
    assert.deepEqual(configure({ tags: tagged }), {
      problems: [{ code: 'optimizer.unknown', arguments: ['adma', known], place }],
    });
  });

  it('shows a problem of a tag where the tag stands, a problem of a flag nowhere', () => {
    const tagged = tags({
      optimizer: { name: 'adam', hyperparameters: { amsgrad: 'yes', lr: -1 }, place },
    });
    const made = configure({ tags: tagged, flags: { hyperparameters: { beta1: 1, momentum: 2 } } });
    assert.ok('problems' in made);
    assert.deepEqual(
      made.problems.map((problem) => [inEnglish(problem), problem.place]),
      [
        ['lr must be in [0, ∞), not -1.', place],
        ['amsgrad must be true or false, not "yes".', place],
        [
          'adam has no hyper-parameter “momentum”. It has: lr, beta1, beta2, eps, weightDecay, decoupledWeightDecay, amsgrad, biasCorrection.',
          undefined,
        ],
        ['beta1 must be in [0, 1), not 1.', undefined],
      ],
    );
  });

  it('tells each problem of a tag at that tag', () => {
    const at = (line: number) => ({ file: 'a.ts', line, column: 5 });
    const tagged = tags({
      optimizer: {
        ...{ name: 'lamb', hyperparameters: { lr: -1 }, dialect: 'tfjs', precision: 'half' },
        place: at(1),
      },
      schedule: { phases: 'warmup(10) cosin(5)', place: at(2) },
      clip: { limits: { norm: -1, size: 3 }, place: at(3) },
      groups: [
        { leaf: 'b', hyperparameters: { beta1: 2 }, place: at(4) },
        { leaf: 'c', hyperparameters: { speed: 2 }, place: at(5) },
      ],
    });
    const made = configure({ tags: tagged });
    assert.ok('problems' in made);
    assert.deepEqual(
      made.problems.map(({ code, arguments: [first], place }) => [code, first, place?.line]),
      [
        ['optimizer.dialect-lacks', 'tfjs', 1],
        ['hyperparameter.range', 'lr', 1],
        ['optimizer.precision', 'half', 1],
        ['schedule.phase', 'cosin(5)', 2],
        ['optimizer.clip-range', 'norm', 3],
        ['optimizer.clip-unknown', 'size', 3],
        ['hyperparameter.range', 'beta1', 4],
        ['hyperparameter.unknown', 'lamb', 5],
      ],
    );
  });

  it('takes dialect, precision, schedule, clipping and groups of flags over those of tags', () => {
    const tagged = tags({
      optimizer: { name: 'adam', hyperparameters: {}, dialect: 'keras', precision: 'float32' },
      schedule: { phases: 'warmup(10)' },
      clip: { limits: { norm: 1 } },
      groups: [{ leaf: 'b', hyperparameters: { lr: 0.1 } }],
    });
    const byTags = configured({ tags: tagged });
    assert.deepEqual(
      [byTags.dialect, byTags.precision, byTags.schedule, byTags.clip, byTags.groups],
      [
        ...['keras', 'float32', 'warmup(10)', { norm: 1, value: null }],
        [{ leaf: 'b', hyperparameters: { lr: 0.1 } }],
      ],
    );
    assert.equal(byTags.hyperparameters.eps, 1e-7);
    const flags = {
      ...{ dialect: 'paper', precision: 'float64', schedule: 'cosine(5)', clip: { value: 2 } },
      groups: [{ leaf: 'b', hyperparameters: { lr: 0.2 } }],
    };
    const byFlags = configured({ tags: tagged, flags });
    assert.deepEqual(
      [byFlags.dialect, byFlags.precision, byFlags.schedule, byFlags.clip],
      ['paper', 'float64', 'cosine(5)', { norm: null, value: 2 }],
    );
    // For the same leaf the later group wins.
    assert.deepEqual(byFlags.groups, [
      { leaf: 'b', hyperparameters: { lr: 0.1 } },
      { leaf: 'b', hyperparameters: { lr: 0.2 } },
    ]);
    assert.equal(byFlags.hyperparameters.eps, 1e-8);
  });

  it('runs an optimizer that PyTorch lacks as its paper has it, and says so', () => {
    const made = configured({ tags: null, flags: { optimizer: 'lion' } });
    assert.deepEqual([made.optimizer, made.dialect], ['lion', 'paper']);
  });

  it('checks what is within another optimizer against that one', () => {
    const tagged = tags({
      optimizer: { name: 'lookahead', hyperparameters: { inner: 'sgdm', 'inner.momentum': 0.5 } },
    });
    const lookahead = (hyperparameters: object) =>
      configured({ tags: tagged, flags: { hyperparameters } }).hyperparameters;
    assert.equal(lookahead({ 'inner.dampening': 0.1 })['inner.momentum'], 0.5);
    const other = lookahead({ inner: { name: 'adam', beta1: 0.8 } });
    assert.deepEqual(
      [other.inner, other['inner.beta1'], other['inner.momentum']],
      ['adam', 0.8, undefined],
    );
    assert.deepEqual(
      problems({ tags: tagged, flags: { hyperparameters: { 'inner.beta1': 0.8 } } }).map(
        (said) => said.split('.')[0],
      ),
      ['lookahead has no hyper-parameter “inner'],
    );
  });

  const wrongSteps: [unknown, string][] = [
    [-1, 'steps must be a whole number of at least 0, not -1.'],
    [1.5, 'steps must be a whole number of at least 0, not 1.5.'],
    [NaN, 'steps must be a whole number of at least 0, not NaN.'],
    [Infinity, 'steps must be a whole number of at least 0, not Infinity.'],
    ['10', 'steps must be a whole number of at least 0, not "10".'],
    [
      1e9,
      'The losses of 1,000,000,000 steps alone take 8 GB; a trace may take 1.02 GB (setting adamscope.traceSize), which 128,000,000 steps fit into.',
    ],
  ];
  it('runs very many steps only where a person has said how much they may take', () => {
    const flags = { steps: 100_000_000 };
    assert.deepEqual(problems({ tags: null, flags }), [
      'The losses of 100,000,000 steps alone take 800 MB. Use --trace-size MEGABYTES to say how much the trace may take.',
    ]);
    const sized = configure({ tags: null, flags: { ...flags, traceSize: 2000 } });
    assert.ok('limits' in sized && sized.limits.traceSize === 2000 && sized.steps === flags.steps);
    assert.ok('limits' in configure({ tags: null, flags, asks: true }));
    assert.deepEqual(problems({ tags: null, flags: { ...flags, traceSize: 100 } }), [
      'The losses of 100,000,000 steps alone take 800 MB; a trace may take 100 MB (setting adamscope.traceSize), which 12,500,000 steps fit into.',
    ]);
    assert.deepEqual(problems({ tags: null, flags: { traceSize: 5000 } }), [
      'The trace size must be a whole number of megabytes from 64 to 4096, not 5000.',
    ]);
  });

  for (const [steps, said] of wrongSteps) {
    it(`refuses ${String(steps)} steps`, () => {
      assert.deepEqual(problems({ tags: null, flags: { steps } }), [said]);
    });
  }

  it('allows no steps at all', () => {
    assert.equal(configured({ tags: null, flags: { steps: 0 } }).steps, 0);
    assert.equal(configured({ tags: tags({ steps: 0 }), settings: { steps: 5 } }).steps, 0);
  });

  it('refuses flags of a wrong kind', () => {
    const flags = { seed: 0.5, start: { x: 1 }, hyperparameters: [1] };
    assert.deepEqual(problems({ tags: null, flags }), [
      'Hyper-parameters must be an object of values by name, not [1].',
      'seed must be a whole number of at least 0, not 0.5.',
      'The start must be an array with one value per argument, not {"x":1}.',
    ]);
  });

  it('uses defaults for settings of a wrong type and names them', () => {
    const made = configured({
      tags: null,
      settings: {
        steps: 'many',
        seed: -1,
        hyperparameters: { lr: '0.1', beta1: 2, beta2: 0.95, momentum: true, momentun: 1 },
        memoryLimit: null,
        evaluationTimeLimit: [],
      },
    });
    assert.deepEqual([made.steps, made.seed], [1000, 0]);
    assert.deepEqual(made.limits, { memory: 768, evaluationTime: 5000, traceSize: 1024 });
    const { lr, beta1, beta2 } = made.hyperparameters;
    assert.deepEqual([lr, beta1, beta2], [0.001, 0.9, 0.95]);
    assert.deepEqual(made.notes.map(inEnglish), [
      'adamscope.steps must be a whole number from 0 to 10000000, not "many"; 1000 is used.',
      'adamscope.seed must be a whole number from 0 to 9007199254740991, not -1; 0 is used.',
      'adamscope.evaluationTimeLimit must be a whole number from 1 to 600000, not []; 5000 is used.',
      'adamscope.hyperparameters.lr cannot be "0.1"; it is not used.',
      'adamscope.hyperparameters.beta1 cannot be 2; it is not used.',
      // `momentum` is another optimizer's.
      'adamscope.hyperparameters.momentun cannot be 1; it is not used.',
    ]);
  });

  it('keeps limits within their hard ends', () => {
    const limits = (memoryLimit: unknown, evaluationTimeLimit: unknown) =>
      configured({ tags: null, settings: { memoryLimit, evaluationTimeLimit } }).limits;
    const traceSize = 1024;
    assert.deepEqual(limits(1e9, 1e12), { memory: 4096, evaluationTime: 600_000, traceSize });
    assert.deepEqual(limits(1, -5), { memory: 64, evaluationTime: 1, traceSize });
    assert.deepEqual(limits(1024, 100), { memory: 1024, evaluationTime: 100, traceSize });
    const made = configured({ tags: null, settings: { memoryLimit: 1e9 } });
    assert.deepEqual(made.notes.map(inEnglish), [
      'adamscope.memoryLimit must be a whole number from 64 to 4096, not 1000000000; 4096 is used.',
    ]);
  });

  it('does not take a huge number of steps from a settings file', () => {
    const made = configured({ tags: null, settings: { steps: 1e12 } });
    assert.equal(made.steps, 1000);
    assert.equal(made.notes[0]?.code, 'setting.number');
  });

  it('remarks on what is allowed but odd', () => {
    const made = configured({ tags: null, flags: { hyperparameters: { lr: 0, eps: 0 } } });
    assert.deepEqual(
      made.notes.map((note) => note.code),
      ['hyperparameter.lr-zero', 'hyperparameter.eps-zero'],
    );
  });
});
