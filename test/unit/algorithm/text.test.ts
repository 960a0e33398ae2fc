import assert from 'node:assert/strict';
import { algorithmText, type Words } from '../../../src/editor/algorithm/text';
import { runTrace } from '../../../src/engine/trace';
import { inEnglish } from '../../../src/messages';
import type { GivenOptimizer } from '../../../src/optimizers/complete';
import { completeOptimizer } from '../../../src/optimizers/complete';
import { registry } from '../../../src/optimizers/registry';
import { derivationsOf } from '../../../src/optimizers/derivations';
import type { Run } from '../../../src/session/run';
import { Trace } from '../../../src/trace/trace';
import { job, Recorder, rosenbrock } from '../engine/fake';

const words: Words = {
  say: (code, ...args) => inEnglish({ code, arguments: args }),
  count: (value) => value.toLocaleString('en'),
  visible: (name) => name,
};

/** A run of the engine on Rosenbrock's valley, as far as the text reads one. */
function runOf(given: GivenOptimizer, bounds: [number, number] | null = null): Run {
  const completed = completeOptimizer(given);
  assert.ok('spec' in completed, JSON.stringify(completed));
  const recorder = new Recorder();
  runTrace({ ...job(), ...completed.spec, steps: 20, bounds }, rosenbrock(), recorder);
  const header = { ...recorder.header, objective: 'rosenbrock', file: '/a/rosenbrock.ts' };
  const trace = new Trace(header, derivationsOf(completed.spec, header.leaves, bounds));
  for (const { firstStep, data } of recorder.frames) trace.append(firstStep, data);
  return { cursor: 1, trace, request: { bounds, ...completed.spec } } as unknown as Run;
}

/** The lines of code, their columns one blank apart. */
function linesOf(run: Run, cursor: number, coordinate = 0): string[] {
  const text = algorithmText({ ...run, cursor }, coordinate, words);
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/ +\/\/ /, ' // '));
}

describe('the text of the algorithm', () => {
  it('is Adam as PyTorch has it, with the numbers of the first step', () => {
    const run = runOf({ optimizer: 'adam', hyperparameters: { lr: 0.1 } });
    assert.deepEqual(linesOf(run, 1), [
      '// rosenbrock · Adam (pytorch) · step 1 of 20 · coordinate x',
      '// ← → one step · Shift+← → ten steps · Home, End: first and last step',
      '',
      'loss = f(θ) // 24.2',
      'g = ∂loss/∂θ // -215.6',
      'm = β₁·m + (1−β₁)·g // 0.9·0 + 0.1·(-215.6) = -21.56',
      'v = β₂·v + (1−β₂)·g·g // 0.999·0 + 0.001·(-215.6)·(-215.6) = 46.48',
      'stepSize = lr/(1−β₁ᵗ) // 0.1/(1−0.9^1) = 1',
      'c = √(1−β₂ᵗ) // √(1−0.999^1) = 0.03162',
      'Δθ = −stepSize·m/(√v/c + eps) // −1·(-21.56)/(√46.48/0.03162 + 1e-8) = 0.1',
      'θ = θ + Δθ // -1.2 + 0.1 = -1.1',
      '',
      '// Why this size? Δθ is the sum of its parts:',
      'lr eff = lr/(√v̂ + eps) // 0.1/(√46483.4 + 1e-8) = 4.638e-4',
      '−lr eff·(m̂) // −4.638e-4·(-215.6) = 0.1',
      'rounding // 2.776e-17',
      'Δθ // 0.1 + 2.776e-17 = 0.1',
    ]);
  });

  it('follows the cursor and the coordinate, and has the trace’s numbers at each', () => {
    const run = runOf({ optimizer: 'adam', hyperparameters: { lr: 0.1 } });
    const trace = run.trace!;
    for (const [step, coordinate] of [
      [2, 0],
      [10, 1],
      [20, 1],
    ] as const) {
      const lines = linesOf(run, step, coordinate);
      const result = (start: string) =>
        Number(
          lines
            .find((l) => l.startsWith(start))!
            .split(/ = |\/\/ /)
            .at(-1),
        );
      for (const [start, series] of [
        ['m = ', 'm'],
        ['v = ', 'v'],
        ['θ = ', 'theta'],
        ['lr eff = ', 'effectiveLearningRate'],
      ] as const) {
        const value = trace.value(series, coordinate, step);
        assert.ok(Math.abs(result(start) - value) <= 5e-4 * Math.abs(value), `${start} at ${step}`);
      }
      const name = ['x', 'y'][coordinate];
      assert.equal(
        lines[0],
        `// rosenbrock · Adam (pytorch) · step ${step} of 20 · coordinate ${name}`,
      );
    }
  });

  it('has clipping, schedule, decay, bounds, and Lookahead’s slow weights, in the engine’s order', () => {
    const code = (run: Run, cursor: number) =>
      linesOf(run, cursor)
        .slice(5, linesOf(run, cursor).indexOf('', 4))
        .map((line) => line.replace(/ \/\/.*/, ''));
    const all = runOf(
      {
        optimizer: 'adam',
        hyperparameters: { weightDecay: 0.1, biasCorrection: false },
        schedule: 'warmup(4)',
        clip: { value: 100, norm: 1 },
      },
      [-1.2, 2],
    );
    assert.deepEqual(code(all, 2), [
      'lr = 0.001·schedule',
      'g̃ = clip(g, -100, 100)',
      '‖g̃‖ = √(Σ g̃²)',
      'scale = 1/(‖g̃‖+1e-6)',
      'g̃ = g̃·scale',
      'g̃ = g̃ + λ·θ',
      'm = β₁·m + (1−β₁)·g̃',
      'v = β₂·v + (1−β₂)·g̃·g̃',
      'stepSize = lr',
      'Δθ = −stepSize·m/(√v + eps)',
      'θ = θ + Δθ',
      'θ = clip(θ, -1.2, 2)',
    ]);
    const within = { inner: { name: 'sgd', weightDecay: 0.1, decoupledWeightDecay: true }, k: 3 };
    const lookahead = runOf({ optimizer: 'lookahead', hyperparameters: within });
    const inner = ['Δθ = −lr·g', 'Δθ = Δθ − lr·λ·θ'];
    assert.deepEqual(code(lookahead, 2), [...inner, 'slow = slow', 'θ = θ + Δθ']);
    assert.deepEqual(code(lookahead, 3), [
      ...inner,
      'fast = θ + Δθ',
      'target = slow + α·(fast−slow)',
      'Δθ = target − θ',
      'slow = θ + Δθ',
      'θ = θ + Δθ',
    ]);
  });

  it('says at the start, of an own optimizer and of an imported run why there is no code', () => {
    const run = runOf({ optimizer: 'adam' });
    assert.equal(linesOf(run, 0).at(-1), '// This is the start. Press → for the first step.');
    const { header, length, origin } = run.trace!;
    const withHeader = (changes: object) =>
      ({ ...run, trace: { length, origin, header: { ...header, ...changes } } }) as unknown as Run;
    assert.equal(
      linesOf(withHeader({ optimizer: './mine.ts#myAdam' }), 1).at(-1),
      '// myAdam is your own optimizer. Its code is in ./mine.ts.',
    );
    assert.equal(
      linesOf(withHeader({ optimizer: '#myAdam' }), 1).at(-1),
      '// myAdam is your own optimizer. Its code is in rosenbrock.ts.',
    );
    assert.equal(
      linesOf(withHeader({ imported: { file: 'log.csv' } }), 1).at(-1),
      '// Another program made this run (log.csv). Adamscope does not know its code.',
    );
    const waiting = algorithmText(run, 0, words, 'computed again');
    assert.equal(waiting.trimEnd().split('\n').at(-1), '// computed again');
  });

  it('stays short: 8 to 15 lines of code for every optimizer as it comes', () => {
    for (const { name } of registry) {
      const text = algorithmText({ ...runOf({ optimizer: name }), cursor: 10 }, 0, words);
      const code = text.split('\n').filter((line) => line !== '' && !line.startsWith('//'));
      assert.ok(code.length >= 7 && code.length <= 17, `${name}: ${code.length}`);
      for (const line of code) assert.ok(!/NaN|undefined/.test(line), line);
    }
  });
});
