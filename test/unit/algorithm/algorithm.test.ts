import assert from 'node:assert/strict';
import { algorithmAt } from '../../../src/optimizers/algorithm/algorithm';
import type { Line } from '../../../src/optimizers/algorithm/line';
import type { Expression } from '../../../src/optimizers/formula/parse';
import { numberOf } from '../../../src/optimizers/formula/scalar';
import type { GivenOptimizer } from '../../../src/optimizers/complete';
import { registry } from '../../../src/optimizers/registry';
import type { Precision } from '../../../src/protocol/optimizer';
import type { Trace } from '../../../src/trace/trace';
import { traceOf, type Slope } from '../optimizers/run';

/** Two leaves, a slope that changes its sign, and a coordinate without one at first. */
const slope: Slope = {
  start: [2, -1, 0.5],
  leaves: [
    { name: 'w', length: 2 },
    { name: 'b', length: 1 },
  ],
  gradient: ([x, y, z], t) => [
    x! + 2 * Math.sin(5 * t),
    4 * y! + Math.cos(3 * t),
    t < 2 ? 0 : z! ** 3 - 0.1,
  ],
};
const steps = 12;
const bounds: [number, number] = [-1.5, 1.98];

/** What stands on the right in JavaScript's words, for the engine's own compiler of formulas. */
function text(right: Expression): string {
  switch (right.kind) {
    case 'number':
      return String(right.value);
    case 'name':
      return right.name;
    case 'negate':
      return `(-${text(right.of)})`;
    case 'sqrt':
    case 'abs':
    case 'sign':
      return `${right.kind}(${text(right.of)})`;
    case 'max':
      return `max(${text(right.left)}, ${text(right.right)})`;
    default: {
      const sign = { add: '+', subtract: '-', multiply: '*', divide: '/' }[right.kind];
      return `(${text(right.left)} ${sign} ${text(right.right)})`;
    }
  }
}

/** What a line's right side is worth, computed anew from the numbers of its terms. */
function worth({ right, terms, once }: Line, precision: Precision): number | null {
  if ('text' in right) return null;
  const names = Object.keys(terms);
  const compute = numberOf(text(right), names, {}, once ? 'float64' : precision);
  return compute(...names.map((name) => terms[name]!.value));
}

function assertAgrees(trace: Trace, given: [number, number] | null, where: string): number {
  const { precision, series } = trace.header;
  let lines = 0;
  // Lookahead meets at some of them and waits at others.
  for (const step of [1, 2, 5, 10, steps]) {
    for (const coordinate of [0, 1, 2]) {
      const made = algorithmAt(trace.header, given, trace, coordinate, step)!;
      const at = `${where}, step ${step}, coordinate ${coordinate}`;
      for (const line of made.lines) {
        const computed = worth(line, precision);
        if (computed === null) continue;
        lines++;
        // What a step has one of is rounded once, if at all.
        const same =
          Object.is(computed, line.value) ||
          (line.once && precision === 'float32' && Object.is(Math.fround(computed), line.value));
        assert.ok(same, `${at}: ${line.symbol} is ${line.value}, not ${computed}`);
      }
      assert.ok(
        Object.is(made.theta, trace.value('theta', coordinate, step)),
        `${at}: θ is ${made.theta}, not ${trace.value('theta', coordinate, step)}`,
      );
      for (const [slot, value] of Object.entries(made.state)) {
        const { per } = series.find(({ name }) => name === slot)!;
        const leaf = coordinate === 2 ? 1 : 0;
        const index = per === 'run' ? 0 : per === 'leaf' ? leaf : coordinate;
        const recorded = trace.value(slot, index, step);
        assert.ok(Object.is(value, recorded), `${at}: ${slot} is ${value}, not ${recorded}`);
      }
    }
  }
  return lines;
}

const around: [string, Partial<GivenOptimizer>][] = [
  ['alone', {}],
  [
    'float32, scheduled, clipped',
    { precision: 'float32', schedule: 'warmup(4) cosine(8)', clip: { norm: 1 } },
  ],
  ['clipped by value', { clip: { value: 0.5 } }],
];
/** What is switched where an optimizer has it. */
const switched: Record<string, number | boolean>[] = [
  {},
  { weightDecay: 0.1 },
  { weightDecay: 0.1, decoupledWeightDecay: true },
  { biasCorrection: false },
  { amsgrad: true },
  { momentum: 0.8, dampening: 0.25, nesterov: false },
  { momentum: 0.8, nesterov: true },
  { momentum: 0.8, centered: true },
  { lrDecay: 0.1 },
  { momentumDecay: 1 },
  { beta2: 0.8 },
];

describe('the algorithm, line by line', () => {
  for (const entry of registry) {
    for (const dialect of entry.dialects) {
      it(`${entry.title} of ${dialect}: every line is what its numbers make, and what was traced`, () => {
        let lines = 0;
        for (const [name, settings] of around) {
          for (const h of switched) {
            const has = (each: string) => entry.hyperparameters.some((one) => one.name === each);
            if (!Object.keys(h).every(has)) continue;
            if (entry.without?.[dialect]?.some((each) => each in h)) continue;
            // lr where it moves visibly; else a decay of lr·λ might be lost in rounding.
            const hyperparameters = { ...h, ...(has('lr') && { lr: 0.05 }) };
            const given = { optimizer: entry.name, dialect, hyperparameters, ...settings };
            const limits = name === 'alone' ? null : bounds;
            const trace = traceOf(given, slope, steps, limits);
            lines += assertAgrees(trace, limits, `${name}, ${JSON.stringify(h)}`);
          }
        }
        assert.ok(lines > 100, `${lines}`);
      });
    }
  }

  it('Lookahead around every other one', () => {
    for (const { name } of registry.filter((entry) => !entry.inner)) {
      const hyperparameters = { k: 3, alpha: 0.3, inner: { name, weightDecay: 0.1 } };
      if (name === 'lion') delete (hyperparameters.inner as { weightDecay?: number }).weightDecay;
      const trace = traceOf({ optimizer: 'lookahead', hyperparameters }, slope, steps);
      assertAgrees(trace, null, name);
    }
  });

  it('groups have their own numbers, and the decay of another group leaves its rounding', () => {
    for (const optimizer of ['adam', 'nadam', 'lamb', 'sgdm']) {
      const given: GivenOptimizer = {
        optimizer,
        hyperparameters: { lr: 0.05 },
        groups: [{ leaf: 'b', hyperparameters: { lr: 0.3, weightDecay: 0.2 } }],
        clip: { norm: 1 },
        schedule: 'cosine(12)',
      };
      assertAgrees(traceOf(given, slope, steps), null, optimizer);
      if (optimizer === 'lamb') continue;
      const decoupled = { lr: 0.3, weightDecay: 0.2, decoupledWeightDecay: true };
      given.groups = [{ leaf: 'b', hyperparameters: decoupled }];
      const trace = traceOf(given, slope, steps);
      assertAgrees(trace, null, `${optimizer}, decoupled`);
      const rate = (coordinate: number) =>
        algorithmAt(trace.header, null, trace, coordinate, 1)!.lines.find(
          ({ symbol }) => symbol === 'lr',
        )!.value;
      assert.deepEqual([rate(0), rate(2)], [0.05, 0.3]);
    }
  });
});
