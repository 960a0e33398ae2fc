import assert from 'node:assert/strict';
import { registry } from '../../../src/optimizers/registry';
import type { Dialect } from '../../../src/protocol/optimizer';
import type { Trace } from '../../../src/trace/trace';
import { traceOf, type Slope } from './run';
import { make, oneLeaf } from './support';

/** A bowl, steeper in y, under a noise that turns signs. */
const bowl: Slope = {
  start: [2, -1],
  leaves: [{ name: 'x', length: 2 }],
  gradient: ([x, y], t) => [x! + 2 * Math.sin(5 * t), 4 * y! + Math.cos(3 * t)],
};

const steps = 30;
const trace = (optimizer: string, hyperparameters = {}, dialect?: Dialect) =>
  traceOf({ optimizer, hyperparameters, dialect }, bowl, steps);

function everywhere(check: (i: number, t: number) => void): void {
  for (let t = 1; t <= steps; t++) for (const i of [0, 1]) check(i, t);
}

describe('series of Lookahead', () => {
  const k = 4;
  const run = trace('lookahead', { k, alpha: 0.3, inner: { name: 'sgdm', lr: 0.05 } });

  it('slow weights begin as θ, move at every k-th step and are θ there', () => {
    assert.deepEqual([run.value('slow', 0, 0), run.value('slow', 1, 0)], [2, -1]);
    everywhere((i, t) => {
      const before = run.value('slow', i, t - 1);
      if (t % k !== 0) return assert.equal(run.value('slow', i, t), before);
      assert.notEqual(run.value('slow', i, t), before);
      assert.equal(run.value('slow', i, t), run.value('theta', i, t));
    });
  });

  it('go α of the way to the fast weights', () => {
    everywhere((i, t) => {
      const [slow, fast] = [run.value('slow', i, t - 1), run.value('fast', i, t)];
      if (t % k !== 0) return assert.equal(fast, run.value('theta', i, t));
      const expected = slow + 0.3 * (fast - slow);
      assert.ok(Math.abs(run.value('slow', i, t) - expected) < 1e-15);
    });
  });

  it('marks the steps that synchronise, whose part of Δθ is 0 elsewhere', () => {
    everywhere((i, t) => {
      assert.equal(run.value('sync', 0, t), t % k === 0 ? 1 : 0);
      assert.equal(run.value('syncPart', i, t) !== 0, t % k === 0);
    });
  });

  it('keeps the inner state when it synchronises', () => {
    everywhere((i, t) => {
      if (t === 1) return;
      const expected = 0.9 * run.value('m', i, t - 1) + run.value('grad', i, t);
      assert.equal(run.value('m', i, t), expected);
    });
  });

  it('shows what the optimizer within shows, once', () => {
    for (const { name, inner } of registry) {
      if (inner) continue;
      const within = make(name, {}, oneLeaf(2), { dialect: 'paper' });
      const around = make('lookahead', { inner: name }, oneLeaf(2)).series.map((each) => each.name);
      assert.equal(new Set(around).size, around.length);
      for (const series of within.series) assert.ok(around.includes(series.name), series.name);
    }
  });
});

describe('series of Lion', () => {
  const run = trace('lion', { lr: 0.1, beta1: 0.8, beta2: 0.95 });
  const before = (i: number, t: number) => (t === 1 ? 0 : run.value('m', i, t - 1));

  it('c mixes g into the m of the step before, and its sign is the step', () => {
    everywhere((i, t) => {
      const c = 0.8 * before(i, t) + (1 - 0.8) * run.value('grad', i, t);
      assert.equal(run.value('c', i, t), c);
      assert.equal(run.value('direction', i, t), Math.sign(c));
      assert.ok(Math.abs(run.value('update', i, t) + 0.1 * Math.sign(c)) < 1e-15);
    });
  });

  it('m takes g in after the step, with β₂', () => {
    everywhere((i, t) => {
      const m = 0.95 * before(i, t) + (1 - 0.95) * run.value('grad', i, t);
      assert.equal(run.value('m', i, t), m);
    });
  });

  it('signAgreement says whether the step goes against g', () => {
    const seen = new Set<number>();
    everywhere((i, t) => {
      const agrees = run.value('c', i, t) * run.value('grad', i, t) > 0;
      assert.equal(run.value('signAgreement', i, t), agrees ? 1 : -1);
      seen.add(run.value('signAgreement', i, t));
    });
    assert.deepEqual(seen, new Set([1, -1]));
  });
});

describe('series of RAdam', () => {
  const run = trace('radam', { lr: 0.1 });

  it('ρ and r are those of the paper: no r for five steps, 0.0258 in the sixth', () => {
    // ρ∞ = 1999, ρ₁ = 1 and ρ₅ = 4.9959… at β₂ = 0.999.
    assert.ok(Math.abs(run.value('rho', 0, 1) - 1) < 1e-9);
    for (let t = 1; t <= 5; t++) {
      assert.ok(run.value('rho', 0, t) < 5);
      assert.ok(Number.isNaN(run.value('rectification', 0, t)));
    }
    assert.ok(run.value('rho', 0, 6) > 5);
    assert.equal(run.value('rectification', 0, 6).toFixed(4), '0.0258');
    assert.ok(run.value('rectification', 0, 30) > run.value('rectification', 0, 6));
  });

  it('in the paper’s words trusts v from ρ > 4 on, a step earlier', () => {
    const paper = trace('radam', { lr: 0.1 }, 'paper');
    const first = Array.from({ length: steps }, (_, t) => t + 1).find((t) =>
      Number.isFinite(paper.value('rectification', 0, t)),
    );
    assert.equal(first, 5);
  });

  it('the effective learning rate is lr until then', () => {
    everywhere((i, t) => {
      if (t <= 5) assert.equal(run.value('effectiveLearningRate', i, t), 0.1);
      else assert.notEqual(run.value('effectiveLearningRate', i, t), 0.1);
    });
  });
});

describe('series of LAMB', () => {
  const leaves = [
    { name: 'w', length: 2 },
    { name: 'b', length: 1 },
  ];
  const slope: Slope = {
    start: [3, 4, 0.5],
    leaves,
    gradient: ([x, y, z], t) => [x! + Math.sin(t), 3 * y!, z! - 2],
  };
  const run = traceOf({ optimizer: 'lamb', hyperparameters: { lr: 0.01 } }, slope, steps);

  it('the trust ratio makes each leaf’s step lr·‖θ‖ long', () => {
    for (let t = 1; t <= steps; t++) {
      const norm = (series: string, indices: number[], at: number) =>
        Math.hypot(...indices.map((i) => run.value(series, i, at)));
      for (const indices of [[0, 1], [2]]) {
        const ratio = norm('update', indices, t) / norm('theta', indices, t - 1);
        assert.ok(Math.abs(ratio - 0.01) < 1e-13, `${ratio}`);
      }
    }
  });

  it('there is one per leaf: ‖θ‖ over the length of Adam’s step and λ·θ', () => {
    for (const [leaf, indices] of [[0, 1], [2]].entries()) {
      for (let t = 1; t <= steps; t++) {
        const u = indices.map((i) => {
          const [m, v] = [run.value('mHat', i, t), run.value('vHat', i, t)];
          return m / (Math.sqrt(v) + 1e-6) + 0.01 * run.value('theta', i, t - 1);
        });
        const size = Math.hypot(...indices.map((i) => run.value('theta', i, t - 1)));
        const ratio = run.value('trustRatio', leaf, t);
        assert.ok(Math.abs(ratio / (size / Math.hypot(...u)) - 1) < 1e-12);
      }
    }
  });

  it('is 1 where θ is 0', () => {
    const still = { ...slope, start: [0, 0, 0.5] };
    const at0 = traceOf({ optimizer: 'lamb' }, still, 1);
    assert.equal(at0.value('trustRatio', 0, 1), 1);
  });
});

describe('series of other optimizers', () => {
  const near = (run: Trace, series: string, of: (i: number, t: number) => number) =>
    everywhere((i, t) => {
      const [actual, expected] = [run.value(series, i, t), of(i, t)];
      assert.ok(Math.abs(actual / expected - 1) < 1e-12, `${series}: ${actual}, not ${expected}`);
    });

  it('Adagrad’s S is the sum of squares from S₀ on, and lr falls where it decays', () => {
    const run = trace('adagrad', { lr: 0.5, lrDecay: 0.25, initialAccumulator: 2 });
    const before = (i: number, t: number) => (t === 1 ? 2 : run.value('v', i, t - 1));
    near(run, 'v', (i, t) => before(i, t) + run.value('grad', i, t) ** 2);
    assert.deepEqual(
      [1, 2, 5].map((t) => run.value('lr', 0, t)),
      [0.5, 0.4, 0.25],
    );
  });

  it('Adadelta’s D holds the squares of its own steps', () => {
    const run = trace('adadelta');
    const before = (i: number, t: number) => (t === 1 ? 0 : run.value('accDelta', i, t - 1));
    near(run, 'accDelta', (i, t) => {
      const delta =
        (Math.sqrt(before(i, t) + 1e-6) / Math.sqrt(run.value('v', i, t) + 1e-6)) *
        run.value('grad', i, t);
      return 0.9 * before(i, t) + 0.1 * delta ** 2;
    });
  });

  it('RMSProp centered keeps ḡ, and with momentum m', () => {
    const run = trace('rmsprop', { centered: true, momentum: 0.5 });
    const names = run.series.map(({ name }) => name);
    for (const name of ['gradAvg', 'm', 'momentumPart']) assert.ok(names.includes(name), name);
    const before = (i: number, t: number) => (t === 1 ? 0 : run.value('gradAvg', i, t - 1));
    near(run, 'gradAvg', (i, t) => 0.99 * before(i, t) + 0.01 * run.value('grad', i, t));
  });

  it('Adamax’s u is the largest |g|, forgotten slowly', () => {
    const run = trace('adamax', { beta2: 0.9, eps: 0 });
    const before = (i: number, t: number) => (t === 1 ? 0 : run.value('u', i, t - 1));
    near(run, 'u', (i, t) => Math.max(0.9 * before(i, t), Math.abs(run.value('grad', i, t))));
  });

  it('NAdam’s μ grows from β₁/2 to β₁, and Πμ is its product', () => {
    const run = trace('nadam', { momentumDecay: 0.5 });
    let product = 1;
    for (let t = 1; t <= steps; t++) {
      const mu = run.value('mu', 0, t);
      const written = 0.9 * (1 - 0.5 * 0.96 ** (0.5 * t));
      assert.ok(Math.abs(mu - written) <= 2 ** -53, `${mu} for ${written}`);
      product *= mu;
      assert.equal(run.value('muProduct', 0, t), product);
    }
  });
});

describe('what an optimizer does not have', () => {
  for (const { name, dialects } of registry) {
    it(`${name} says so of m, v, m̂ and v̂, and shows everything else`, () => {
      for (const dialect of dialects) {
        const { series, absent } = make(name, {}, oneLeaf(1), { dialect });
        const there = series.map((each) => each.name);
        const missing = absent.map((each) => each.name);
        const wanted = ['m', 'v', 'mHat', 'vHat'];
        assert.deepEqual(
          wanted.filter((each) => there.includes(each) === missing.includes(each)),
          [],
        );
        assert.ok(there.includes('effectiveLearningRate') && there.includes('direction'));
        assert.equal(new Set(there).size, there.length, 'each once');
      }
    });
  }
});
