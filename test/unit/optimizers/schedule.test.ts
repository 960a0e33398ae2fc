import assert from 'node:assert/strict';
import { inEnglish } from '../../../src/messages';
import { parseSchedule } from '../../../src/optimizers/schedule';

/** What lr is multiplied by in these steps. */
function factors(schedule: string, ...steps: number[]): number[] {
  const parsed = parseSchedule(schedule);
  assert.ok('factor' in parsed && parsed.factor, JSON.stringify(parsed));
  return steps.map(parsed.factor);
}

/** To 15 digits: cosines and roots round. */
function near(actual: number[], expected: number[]): void {
  const cut = (values: number[]) => values.map((x) => Number(x.toPrecision(15)));
  assert.deepEqual(cut(actual), cut(expected));
}

function problem(schedule: string): string {
  const parsed = parseSchedule(schedule);
  assert.ok('problem' in parsed, schedule);
  return inEnglish(parsed.problem);
}

describe('learning-rate schedules', () => {
  it('without a phase there is none', () => {
    assert.deepEqual(parseSchedule(''), { factor: null });
    assert.deepEqual(parseSchedule('  '), { factor: null });
  });

  it('constant leaves lr as it is', () => {
    assert.deepEqual(factors('constant', 1, 2, 1e6), [1, 1, 1]);
    assert.deepEqual(factors('constant()', 1), [1]);
  });

  it('warmup grows linearly, and is lr in its last step', () => {
    assert.deepEqual(factors('warmup(4)', 1, 2, 3, 4, 5, 100), [0.25, 0.5, 0.75, 1, 1, 1]);
    assert.deepEqual(factors('warmup(1)', 1, 2), [1, 1]);
  });

  it('cosine falls from 1 by way of 0.5 to its last value, and stays there', () => {
    near(factors('cosine(10)', 1, 6, 11, 50), [1, 0.5, 0, 0]);
    near(factors('cosine(4)', 2, 4), [(1 + Math.SQRT1_2) / 2, (1 - Math.SQRT1_2) / 2]);
    near(factors('cosine(10, 0.2)', 1, 6, 11), [1, 0.6, 0.2]);
  });

  it('step multiplies by its factor every so many steps', () => {
    assert.deepEqual(factors('step(3, 0.5)', 1, 3, 4, 6, 7, 10), [1, 1, 0.5, 0.5, 0.25, 0.125]);
    assert.deepEqual(factors('step(2, 0)', 2, 3), [1, 0]);
  });

  it('rsqrt falls as 1/√t', () => {
    near(factors('rsqrt', 1, 4, 100), [1, 0.5, 0.1]);
    near(factors('rsqrt(100)', 1, 301), [1, 0.5]);
  });

  it('phases follow one another, each counting from its own first step', () => {
    near(factors('warmup(2) cosine(4)', 1, 2, 3, 5, 7, 8), [0.5, 1, 1, 0.5, 0, 0]);
    assert.deepEqual(factors('constant(2) step(1, 0.5)', 1, 2, 3, 4, 5), [1, 1, 1, 0.5, 0.25]);
    near(factors('warmup(100)rsqrt(100)', 50, 100, 101, 401), [0.5, 1, 1, 0.5]);
    assert.deepEqual(factors('  warmup( 2 )\n constant ', 1, 2, 3), [0.5, 1, 1]);
  });

  /** With its parenthesis; nothing begins with what is no name. */
  const name = (phase: string) => /^[a-z]+/.exec(phase)?.[0].concat('(') ?? '?';
  const usage =
    'constant(steps), warmup(steps), cosine(steps, last = 0), step(every, factor), rsqrt(from = 1)';
  for (const [schedule, wrong] of [
    ['linear(10)', 'linear(10)'],
    ['warmup', 'warmup'],
    ['warmup()', 'warmup()'],
    ['warmup(0)', 'warmup(0)'],
    ['warmup(1.5)', 'warmup(1.5)'],
    ['warmup(-3)', 'warmup(-3)'],
    ['warmup(10, 2)', 'warmup(10, 2)'],
    ['constant(10) cosine(ten)', 'cosine(ten)'],
    ['cosine(10, -1)', 'cosine(10, -1)'],
    ['cosine(10, 0, 3)', 'cosine(10, 0, 3)'],
    ['step(10)', 'step(10)'],
    ['step(,2)', 'step(,2)'],
    ['rsqrt(0)', 'rsqrt(0)'],
    ['warmup(10', 'warmup'],
    ['warmup(10))', ')'],
    ['0.5', '0.5'],
    ['constructor(1)', 'constructor(1)'],
    ['__proto__', '__proto__'],
  ] as const) {
    it(`names what is wrong in “${schedule}”`, () => {
      const kind = usage.split(/, (?=[a-z]+\()/).find((each) => each.startsWith(name(wrong)));
      assert.equal(
        problem(schedule),
        kind
          ? `“${wrong}” must be ${kind} in a schedule: steps, every and from are whole numbers in [1, ∞), last and factor numbers in [0, ∞).`
          : `“${wrong}” is no phase of a learning-rate schedule. There are: ${usage}.`,
      );
    });
  }

  for (const schedule of ['constant warmup(3)', 'step(3, 0.5) cosine(4)', 'rsqrt constant']) {
    it(`says that nothing can follow the first phase of “${schedule}”`, () => {
      assert.equal(
        problem(schedule),
        `In the schedule “${schedule}” phase 1 never ends, so that none can follow it.`,
      );
    });
  }
});
