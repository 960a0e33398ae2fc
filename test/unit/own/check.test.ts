import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { inEnglish } from '../../../src/messages';
import { checkOptimizer } from '../../../src/session/check/check';
import { combinations } from '../../../src/session/check/mistakenAdam';
import { twoNumbers } from '../../../src/session/check/twoNumbers';
import { RealSession } from '../session/realSession';
import { bundled } from './support';

interface Asked {
  name?: string;
  against?: string;
  dialect?: string | null;
  hyperparameters?: Record<string, unknown>;
  steps?: number;
}

/** Adam as the paper has it, with places where a test makes a mistake; `kept` is the state. */
function adam(mistakes: Record<string, string> = {}, kept = '{ m, v }'): string {
  let text = `export const mine = {
  hyperparameters: { lr: 0.01, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
  init: (theta) => { const m = theta.map(() => 0), v = m, mHat = m, step = m; return ${kept}; },
  update({ g, t, state, h: { lr, beta1, beta2, eps } }) {
    const old = { m: [], v: [], step: [], ...state };
    const m = g.map((gi, i) => beta1 * old.m[i] + (1 - beta1) * gi);
    const v = g.map((gi, i) => beta2 * old.v[i] + (1 - beta2) * gi ** 2);
    const mHat = m.map((mi) => mi / (1 - beta1 ** t));
    const vHat = v.map((vi) => vi / (1 - beta2 ** t));
    const step = m.map((_, i) => -lr * mHat[i] / (Math.sqrt(vHat[i]) + eps));
    return { update: step, state: ${kept} };
  },
};`;
  for (const [from, to] of Object.entries(mistakes)) {
    assert.ok(text.includes(from), from);
    text = text.replaceAll(from, to);
  }
  return text;
}

describe('the check of an optimizer', function () {
  this.timeout(120_000);
  let real: RealSession;
  before(async () => (real = await RealSession.open()));
  after(() => real.close());

  /** What is said, the hints behind it. */
  async function checked(text: string, asked: Asked = {}): Promise<string[]> {
    const { name = 'mine', against = 'adam', dialect = null, hyperparameters = {} } = asked;
    const result = await checkOptimizer(
      real.session,
      {
        ...{ name: `./mine.ts#${name}`, own: await bundled(text, name), against, dialect },
        ...{ hyperparameters, steps: asked.steps ?? 60 },
        limits: { memory: 768, evaluationTime: 30_000 },
      },
      new AbortController().signal,
    );
    if (result.kind === 'problems') return ['problems', ...result.problems.map(inEnglish)];
    const hints = 'hints' in result ? result.hints.map(inEnglish) : [];
    return [result.kind, inEnglish(result.said), ...hints];
  }

  it('finds nothing where there is nothing', async () => {
    assert.deepEqual(await checked(adam(), { steps: 200 }), [
      'matches',
      'matches adam (pytorch) for 200 steps',
    ]);
    const given = { hyperparameters: { lr: 0.5, beta1: 0 } };
    assert.deepEqual(await checked(adam(), given), [
      'matches',
      'matches adam (pytorch) for 60 steps',
    ]);
  });

  const inM = ['step 1, m[x]: yours −215.6, reference −21.56'];
  const rows: [string, string, string, string[]][] = [
    [
      'a weight missing in m',
      '(1 - beta1) * gi',
      'gi',
      [...inM, 'the gradient in m not weighted by 1−β₁'],
    ],
    [
      'a weight missing in v',
      '(1 - beta2) * gi',
      'gi',
      ['step 1, v[x]: yours 46480, reference 46.48', 'g² in v not weighted by 1−β₂'],
    ],
    [
      'swapped betas',
      '{ lr, beta1, beta2, eps }',
      '{ lr, beta1: beta2, beta2: beta1, eps }',
      ['step 1, m[x]: yours −0.2156, reference −21.56', 'β₁ and β₂ swapped'],
    ],
    [
      'm not corrected',
      'mi / (1 - beta1 ** t)',
      'mi',
      ['step 1, Δθ[x]: yours 0.001, reference 0.01', 'not divided by 1−β₁ᵗ'],
    ],
    [
      'v not corrected',
      'vi / (1 - beta2 ** t)',
      'vi',
      ['step 1, Δθ[x]: yours 0.3162, reference 0.01', 'v not divided by 1−β₂ᵗ'],
    ],
    [
      'eps inside the root',
      'Math.sqrt(vHat[i]) + eps',
      'Math.sqrt(vHat[i] + eps)',
      ['step 1, Δθ[small x]: yours 0.00002156, reference 0.009557', 'eps inside the root'],
    ],
    [
      'no eps',
      'Math.sqrt(vHat[i]) + eps',
      'Math.sqrt(vHat[i])',
      ['step 1, Δθ[small x]: yours 0.01, reference 0.009557', 'eps missing'],
    ],
    [
      'no root',
      'Math.sqrt(vHat[i])',
      'vHat[i]',
      ['step 1, Δθ[x]: yours 0.00004638, reference 0.01', 'no root of v̂'],
    ],
    [
      'a wrong sign',
      '-lr *',
      'lr *',
      ['step 1, Δθ[x]: yours −0.01, reference 0.01', 'a step along the gradient, not against it'],
    ],
    [
      'no correction at all',
      '** t)',
      '** Infinity)',
      ['step 1, Δθ[x]: yours 0.03162, reference 0.01', 'as with biasCorrection=false'],
    ],
  ];
  for (const [what, from, to, words] of rows) {
    it(`names ${what}`, async () => {
      assert.deepEqual(await checked(adam({ [from]: to })), ['differs', ...words]);
    });
  }

  it('names g in place of g², which ends the run in its first step', async () => {
    assert.deepEqual(await checked(adam({ 'gi ** 2': 'gi' })), [
      'failed',
      'Δθ of x became NaN in step 1.',
      'v made of g instead of g²',
    ]);
  });

  it('compares m̂ where the state has it', async () => {
    const text = adam({ 'mi / (1 - beta1 ** t)': 'mi' }, '{ m, v, mHat }');
    assert.deepEqual(await checked(text), [
      'differs',
      'step 1, m̂[x]: yours −21.56, reference −215.6',
      'not divided by 1−β₁ᵗ',
    ]);
  });

  it('finds several mistakes at once in Δθ alone', async () => {
    const mistakes = {
      'mi / (1 - beta1 ** t)': 'mi',
      '(1 - beta2) * gi': 'gi',
      'Math.sqrt(vHat[i]) + eps': 'Math.sqrt(vHat[i] + eps)',
    };
    const hidden = adam(mistakes)
      .replaceAll('{ m, v }', '{ first: m, second: v }')
      .replace('...state', 'm: state.first, v: state.second');
    assert.deepEqual((await checked(hidden)).slice(2), [
      'g² in v not weighted by 1−β₂',
      'not divided by 1−β₁ᵗ',
      'eps inside the root',
    ]);
  });

  it('gives no hint where no mistake that it knows has these numbers', async () => {
    assert.deepEqual(await checked(adam({ '-lr *': '-1.5 * lr *' })), [
      'differs',
      'step 1, Δθ[x]: yours 0.015, reference 0.01',
    ]);
  });

  it('compares with other optimizers and dialects', async () => {
    const heavy = `export const mine = {
      hyperparameters: { lr: 0.001, momentum: 0.9 },
      init: (theta) => ({ m: theta.map(() => 0) }),
      update({ g, state, h }) {
        const m = state.m.map((mi, i) => h.momentum * mi + g[i]);
        return { update: m.map((mi) => -h.lr * mi), state: { m } };
      },
    };`;
    assert.deepEqual((await checked(heavy, { against: 'sgdm' }))[0], 'matches');
    const averaged = heavy.replace('+ g[i]', '+ (1 - h.momentum) * g[i]');
    // In PyTorch the first gradient enters the buffer whole.
    assert.deepEqual(await checked(averaged, { against: 'sgdm' }), [
      'differs',
      'step 1, m[x]: yours −21.56, reference −215.6',
    ]);
    assert.deepEqual(await checked(adam(), { dialect: 'paper' }), [
      'matches',
      'matches adam (paper) for 60 steps',
    ]);
    assert.deepEqual((await checked(adam(), { dialect: 'keras' })).slice(2), [
      'as pytorch computes it',
    ]);
  });

  it('refuses what it cannot compare with', async () => {
    assert.match(
      (await checked(adam(), { against: 'madam' }))[1]!,
      /^There is no optimizer “madam”/,
    );
    assert.deepEqual(await checked(adam(), { against: '#mine' }), [
      'problems',
      'An optimizer is checked against one of ours, which #mine is not.',
    ]);
    assert.match((await checked(adam(), { dialect: 'jax' }))[1]!, /^There is no dialect “jax”/);
  });

  it('says where the optimizer fails', async () => {
    const text = adam({ 'update: step': 'update: t < 5 ? step : null' });
    assert.deepEqual(await checked(text), [
      'failed',
      'update must return update: 6 × number, not null (step 5).',
    ]);
  });

  it('finds the bugs of the example one by one', async () => {
    let text = readFileSync('examples/threeBugs.ts', 'utf8');
    const mend = (from: string, to: string) => {
      assert.ok(text.includes(from), from);
      text = text.replace(from, to);
    };
    const check = () => checked(text, { name: 'threeBugs' });
    assert.deepEqual(await check(), ['differs', ...inM, 'the gradient in m not weighted by 1−β₁']);
    mend('h.beta1 * old + g[i]', 'h.beta1 * old + (1 - h.beta1) * g[i]');
    assert.deepEqual(await check(), [
      'differs',
      'step 1, Δθ[x]: yours 0.03162, reference 0.001',
      'v not divided by 1−β₂ᵗ',
      'eps inside the root',
    ]);
    mend('const vHat = v[i];', 'const vHat = v[i] / (1 - h.beta2 ** t);');
    assert.deepEqual(await check(), [
      'differs',
      'step 1, Δθ[small x]: yours 0.000002156, reference 0.0009557',
      'eps inside the root',
    ]);
    mend('Math.sqrt(vHat + h.eps)', '(Math.sqrt(vHat) + h.eps)');
    assert.deepEqual(await check(), ['matches', 'matches adam (pytorch) for 60 steps']);
  });
});

describe('the mistakes that are tried', () => {
  it('are all of one, two and three, each once, fewer first', () => {
    const all = combinations();
    assert.equal(all.length, 10 + 45 + 120);
    assert.equal(new Set(all.map((some) => some.join())).size, all.length);
    assert.deepEqual(
      all.map((some) => some.length),
      all.map((some) => some.length).sort(),
    );
  });
});

describe('two numbers side by side', () => {
  it('have as many digits as tell them apart', () => {
    assert.deepEqual(twoNumbers(-21.56, -215.6), ['−21.56', '−215.6']);
    assert.deepEqual(twoNumbers(1, 1.0000001), ['1', '1.0000001']);
    assert.deepEqual(twoNumbers(NaN, 1e-12), ['NaN', '1e−12']);
  });
});
