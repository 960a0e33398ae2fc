import assert from 'node:assert/strict';
import { parseHostMessage, parsePanelMessage } from '../../../../src/protocol/panel';
import { maxBins, maxMapColumns } from '../../../../src/protocol/leavesView';
import type { Histogram, StandingOut } from '../../../../src/protocol/leavesView';
import { deadAt } from '../../../../src/session/leaves/dead';
import { epsOf } from '../../../../src/session/leaves/eps';
import { spread } from '../../../../src/session/leaves/histogram';
import { leafMap } from '../../../../src/session/leaves/leafMap';
import { standingOut } from '../../../../src/session/leaves/standOut';
import { answerOf } from '../../../../src/session/panel/answers';
import { traced } from '../../engine/large';
import { spec } from '../../optimizers/support';

const sum = (counts: Float64Array) => counts.reduce((a, b) => a + b, 0);

describe('a map of leaves and steps', () => {
  const trace = traced([150, 1, 90], { steps: 90 });

  it('has every step where they fit', () => {
    const values = leafMap(trace, 'theta.norm', 0, 90, 100);
    assert.equal(values.length, 3 * 90);
    for (const leaf of [0, 1, 2]) {
      for (const step of [1, 45, 90]) {
        assert.equal(values[leaf * 90 + step - 1], trace.value('theta.norm', leaf, step));
      }
    }
  });

  it('has of the steps of a column the value of the largest size', () => {
    for (const [from, to, columns] of [
      [1, 90, 7],
      [11, 73, 13],
      [1, 90, 40],
    ] as const) {
      const values = leafMap(trace, 'grad.q0', from, to, columns);
      const count = to - from + 1;
      assert.equal(values.length, 3 * columns);
      for (const leaf of [0, 1, 2]) {
        for (let column = 0; column < columns; column++) {
          const first = from + Math.floor((column * count) / columns);
          const end = from + Math.floor(((column + 1) * count) / columns);
          let expected = 0;
          for (let step = first; step < end; step++) {
            const value = trace.value('grad.q0', leaf, step);
            if (Math.abs(value) > Math.abs(expected)) expected = value;
          }
          assert.equal(values[leaf * columns + column], expected, `${leaf} ${column}`);
        }
      }
    }
  });

  it('is empty where there are no steps or no such series', () => {
    assert.equal(leafMap(trace, 'theta.norm', 91, 95, 10).length, 0);
    assert.ok(leafMap(trace, 'nothing', 1, 90, 10).every(Number.isNaN));
  });
});

describe('histograms', () => {
  const about = ({ from, to, zeros, others, scale, counts }: Histogram) => {
    return { from, to, zeros, others, scale, counts: [...counts] };
  };

  it('count every value once, the largest in the last bar', () => {
    assert.deepEqual(about(spread('grad', Float64Array.of(0, 1, 2, 3, 4, 4, NaN), 4, false)), {
      ...{ from: 0, to: 4, zeros: 0, others: 1, scale: 'linear' },
      counts: [1, 1, 1, 3],
    });
  });

  it('count powers of ten where all is positive, zeros apart', () => {
    const values = Float64Array.of(1e-8, 1e-7, 1e-2, 1, 0, 0, Infinity);
    assert.deepEqual(about(spread('v', values, 4, true)), {
      ...{ from: 1e-8, to: 1, zeros: 2, others: 1, scale: 'log' },
      counts: [2, 0, 0, 2],
    });
    assert.equal(spread('v', Float64Array.of(-1, 1), 4, true).scale, 'linear');
  });

  it('have one bar where all values are the same, and none where there are no values', () => {
    assert.deepEqual(about(spread('v', Float64Array.of(3, 3), 4, true)), {
      ...{ from: 3, to: 3, zeros: 0, others: 0, scale: 'log', counts: [2] },
    });
    const none = spread('v', Float64Array.of(NaN), 4, false);
    assert.deepEqual([none.from, none.counts.length, none.others], [NaN, 0, 1]);
  });

  it('take in all of float64', () => {
    const values = Float64Array.of(-Number.MAX_VALUE, 0, Number.MAX_VALUE);
    assert.deepEqual([...spread('g', values, 3, false).counts], [1, 1, 1]);
  });

  it('are of the row at the step asked for', () => {
    const trace = traced([150, 1, 90]);
    const answer = answerOf(trace, {
      ...{ type: 'askHistograms', run: 1, leaf: 2, step: 3, bins: 10 },
      series: ['theta', 'v', 'update'],
    });
    assert.ok(answer?.type === 'histograms' && parseHostMessage(answer));
    const [theta, v, update] = answer.histograms;
    assert.equal(theta!.from, trace.value('theta.q0', 2, 3));
    assert.equal(theta!.to, trace.value('theta.q100', 2, 3));
    assert.deepEqual([sum(theta!.counts), sum(update!.counts)], [90, 90]);
    // The last three gradients are 0.
    assert.deepEqual([v!.scale, v!.zeros, sum(v!.counts)], ['log', 3, 87]);
  });
});

describe('coordinates that stand out', () => {
  const named = (lists: StandingOut[], kind: StandingOut['kind']) =>
    lists.find((list) => list.kind === kind)!;

  it('are those of the largest effective learning rate and update', () => {
    const trace = traced([150, 1, 90]);
    const { lists } = standingOut(trace, 4);
    for (const kind of ['effectiveLearningRate', 'update'] as const) {
      // The last three have no gradient: theirs is lr/eps.
      const sizes = trace.header.start
        .slice(0, -3)
        .map((_, i) => Math.abs(trace.value(kind, i, 4)))
        .sort()
        .reverse();
      const { coordinates, values, count } = named(lists, kind);
      assert.deepEqual([...values].map(Math.abs), [...sizes.subarray(0, 8)]);
      assert.deepEqual(
        coordinates.map((i) => trace.value(kind, i, 4)),
        [...values],
      );
      assert.equal(count, null);
    }
  });

  it('are dead where g has been 0 for 50 steps, or since the start', () => {
    const early = named(standingOut(traced([150, 1, 90]), 3).lists, 'dead');
    assert.deepEqual([early.count, early.coordinates], [3, [238, 239, 240]]);
    assert.deepEqual([...early.values], [3, 3, 3]);
    const late = named(standingOut(traced([300], { steps: 80 }), 70).lists, 'dead');
    assert.deepEqual(
      [late.count, late.coordinates, [...late.values]],
      [...[3, [297, 298, 299], [70, 70, 70]]],
    );
  });

  it('are eps-dominated where √v̂ is below eps, of the group they belong to', () => {
    const h = { lr: 0.01, eps: 1 };
    const groups = [{ leaf: 'w1', hyperparameters: { eps: 100 } }];
    const trace = traced([150, 60], spec({ hyperparameters: h, groups }));
    const { count, values, coordinates } = named(standingOut(trace, 5).lists, 'epsDominated');
    let expected = 0;
    // The last three are dead, which is another thing.
    for (let i = 0; i < 207; i++) {
      if (Math.sqrt(trace.value('vHat', i, 5)) < (i < 150 ? 1 : 100)) expected++;
    }
    assert.ok(expected > 60 && expected < 210);
    assert.equal(count, expected);
    assert.equal(values[0], Math.sqrt(trace.value('vHat', coordinates[0]!, 5)));
  });

  it('are judged dead by every step, and where rows are missing by what is remembered of all', () => {
    // Dead from step 30 on: at step 70 for 41 steps, which are too few, at step 90 for enough.
    const trace = traced([300], { steps: 90 });
    const zero = new Set([7]);
    const value = trace.value.bind(trace);
    trace.value = (series, i, step) =>
      series === 'grad' && zero.has(i) && step >= 30 ? 0 : value(series, i, step);
    assert.deepEqual([...deadAt(trace, 70).dead], [297, 298, 299]);
    const late = deadAt(trace, 90);
    assert.deepEqual([...late.dead], [7, 297, 298, 299]);
    assert.deepEqual([7, 297].map(late.since), [61, 90]);
    // Of rows that were not kept nobody can say that g was 0 there.
    trace.has = (step) => step === 70 || step === 69 || step === 20;
    assert.deepEqual([...deadAt(trace, 70).dead], [297, 298, 299]);
    assert.deepEqual(deadAt(trace, 70).since(298), 70);
  });

  it('have the largest rate of all for a reason that is checked on the numbers', () => {
    const rates = (changes: Parameters<typeof traced>[1], step = 4, lengths = [5]) => {
      const trace = traced(lengths, changes);
      return { trace, found: standingOut(trace, step).largestRate! };
    };
    const { trace, found } = rates({});
    // Two have gradients, three have none.
    const [a, b] = [0, 1].map((i) => trace.value('vHat', i, 4)) as [number, number];
    const smaller = a < b ? 0 : 1;
    assert.deepEqual(found, {
      ...{ coordinate: smaller, reason: 'smallest', symbol: 'v̂', divisor: Math.min(a, b) },
      ...{ value: trace.value('effectiveLearningRate', smaller, 4), leftOut: 3 },
    });
    const sgd = rates(spec({ optimizer: 'sgd', hyperparameters: { lr: 0.01 } }));
    assert.deepEqual([sgd.found.reason, sgd.found.value], ['same', 0.01]);
    const eps = rates(spec({ hyperparameters: { lr: 0.01, eps: 1e6 } }));
    assert.equal(eps.found.reason, 'epsDecides');
    assert.equal(eps.found.divisor, Math.sqrt(eps.trace.value('vHat', eps.found.coordinate, 4)));
    // A group's own lr, and no smaller v̂, makes it the largest.
    const groups = [{ leaf: 'w1', hyperparameters: { lr: 1e9 } }];
    const grouped = rates(spec({ hyperparameters: { lr: 0.01 }, groups }), 4, [5, 9]);
    assert.ok(grouped.found.coordinate >= 5);
    assert.equal(grouped.found.reason, 'unknown');
  });

  it('ask for what eps is added to', () => {
    const series = (changes: Parameters<typeof spec>[0]) => epsOf(traced([201], changes))?.series;
    assert.equal(series(spec()), 'vHat');
    assert.equal(series(spec({ dialect: 'keras' })), 'v');
    assert.equal(series(spec({ hyperparameters: { amsgrad: true } })), 'vMax');
    assert.equal(series(spec({ optimizer: 'radam' })), 'v');
    assert.equal(series(spec({ optimizer: 'adagrad' })), 'v');
    assert.equal(series(spec({ optimizer: 'adagrad', dialect: 'optax' })), undefined);
    assert.equal(series(spec({ optimizer: 'adadelta' })), undefined);
    assert.equal(series(spec({ optimizer: 'sgd' })), undefined);
  });

  it('are none before the first step', () => {
    assert.deepEqual(standingOut(traced([201]), 0), { lists: [], largestRate: null });
  });
});

describe('what is asked of leaves', () => {
  it('is checked at both ends', () => {
    const map = { type: 'askLeafMap', run: 1, series: 'theta.norm', from: 1, to: 9, columns: 5 };
    assert.ok(parsePanelMessage(map));
    assert.equal(parsePanelMessage({ ...map, columns: maxMapColumns + 1 }), null);
    const histograms = { type: 'askHistograms', run: 1, leaf: 0, step: 1, bins: 9 };
    assert.ok(parsePanelMessage({ ...histograms, series: ['theta'] }));
    assert.equal(parsePanelMessage({ ...histograms, series: Array(9).fill('m') }), null);
    assert.equal(parsePanelMessage({ ...histograms, series: ['m'], bins: maxBins + 1 }), null);
    const told = { ...map, type: 'leafMap', values: new Float64Array(maxMapColumns * 129) };
    assert.equal(parseHostMessage(told), null);
    assert.ok(parseHostMessage({ ...told, values: new Float64Array(10) }));
    const out = {
      kind: 'dead',
      count: 9,
      coordinates: Array(9).fill(1),
      values: new Float64Array(9),
    };
    const standing = { type: 'standingOut', run: 1, step: 1, largestRate: null };
    assert.equal(parseHostMessage({ ...standing, lists: [out] }), null);
    assert.ok(parseHostMessage({ ...standing, lists: [] }));
    assert.equal(parseHostMessage({ ...standing, lists: [], largestRate: {} }), null);
  });
});
