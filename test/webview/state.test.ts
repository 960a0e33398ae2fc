import assert from 'node:assert/strict';
import { catalogue } from '../../src/messages';
import { createOptimizer } from '../../src/optimizers/make';
import { registry } from '../../src/optimizers/registry';
import { baseSeries, updateSeries } from '../../src/protocol/series';
import { parseHostMessage } from '../../src/protocol/panel';
import { contourLevels } from '../../webview/landscape/levels';
import { nearestStep } from '../../webview/landscape/frame';
import { chosenCoordinates, leafOf, lineIndices } from '../../webview/state/coordinates';
import { CursorEcho } from '../../webview/state/cursorEcho';
import { stripFlow } from '../../webview/state/flow';
import { chartGroups } from '../../webview/state/groups';
import { Question } from '../../webview/state/question';
import { freshViewState, parseViewState } from '../../webview/state/viewState';
import { Pace } from '../../webview/state/pace';
import { WheelTurn } from '../../webview/state/wheelTurn';
import { panned, selected, wholeSteps, zoomed } from '../../webview/state/zoom';
import { shownDuration, shownName, shownValue, Words } from '../../webview/text';

const declared = (...names: string[]) =>
  names.map((name) => ({
    name,
    symbol: name,
    per: name === 'loss' ? ('run' as const) : ('coordinate' as const),
    stored: true,
    axis: 'linear' as const,
  }));

describe('Question', () => {
  it('asks one at a time, the newest, and nothing twice', () => {
    const asked: string[] = [];
    const question = new Question();
    const want = (key: string) => question.want(key, () => asked.push(key));
    want('a');
    want('b');
    want('c');
    assert.deepEqual(asked, ['a']);
    question.answer();
    want('a');
    want('d');
    assert.deepEqual(asked, ['a', 'd']);
    question.forget();
    want('d');
    assert.deepEqual(asked, ['a', 'd', 'd']);
  });
});

describe('CursorEcho', () => {
  it('lets no echo of an earlier move pull the cursor back', () => {
    const echo = new CursorEcho();
    echo.moved(5, 0);
    echo.moved(6, 10);
    assert.equal(echo.accepts(5, 20), false);
    assert.equal(echo.accepts(99, 30), false);
    assert.equal(echo.accepts(6, 40), true);
    assert.equal(echo.accepts(99, 50), true);
  });

  it('gives up on a host that does not answer', () => {
    const echo = new CursorEcho();
    echo.moved(5, 0);
    assert.equal(echo.accepts(99, 501), true);
  });
});

describe('chart groups', () => {
  it('puts raw and corrected together and gives unknown series a chart of their own', () => {
    const groups = chartGroups(
      declared('loss', 'theta', 'grad', 'm', 'v', 'trustRatio', 'lr', 'vHat', 'mHat', 'update'),
    );
    assert.deepEqual(
      groups.map(({ series }) => series.map(({ name }) => name)),
      [
        ...[['loss'], ['theta'], ['grad'], ['m', 'mHat'], ['v', 'vHat']],
        ...[['trustRatio'], ['lr'], ['update']],
      ],
    );
  });

  it('puts the parts of Δθ into one chart, in the order of their sum', () => {
    const [update, parts] = chartGroups(
      declared('rounding', 'syncPart', 'decayPart', 'directionPart', 'update'),
    );
    assert.equal(update!.id, 'update');
    assert.equal(parts!.id, 'parts');
    assert.deepEqual(
      parts!.series.map(({ name }) => name),
      ['directionPart', 'decayPart', 'syncPart', 'rounding'],
    );
  });

  it('charts every series of every optimizer once, under a name of its own', () => {
    for (const { name, dialects, inner } of registry) {
      for (const dialect of dialects) {
        const hyperparameters = { [inner ? 'inner.weightDecay' : 'weightDecay']: 0.1 };
        const given = { optimizer: name, dialect, hyperparameters, clip: { norm: 1 } };
        const made = createOptimizer(given, [{ name: 'x', length: 2 }], [-1, 1]);
        assert.ok('optimizer' in made, `${name} ${dialect}`);
        const series = [...baseSeries, ...made.optimizer.series, updateSeries];
        const charted = chartGroups(series).flatMap((group) => group.series.map((one) => one.name));
        assert.deepEqual(charted.sort(), series.map((one) => one.name).sort());
        for (const one of charted) {
          assert.ok(Object.hasOwn(catalogue, `panel.series.${one}`), `${name}: ${one}`);
        }
      }
    }
  });

  it('lays the strip out along the formula, from the gradient that is used', () => {
    const flow = stripFlow(
      declared('grad', 'gradientUsed', 'm', 'v', 'vMax', 'effectiveLearningRate', 'update'),
    );
    const keys = (stages: { key: string }[]) => stages.map(({ key }) => key);
    assert.deepEqual(keys(flow.first), ['gradientUsed', 'm']);
    assert.deepEqual(keys(flow.second), ['gradSquared', 'v', 'vMax', 'effectiveLearningRate']);
    assert.deepEqual(keys(flow.end), ['update']);
    const sgd = stripFlow(declared('grad', 'effectiveLearningRate', 'update'));
    assert.deepEqual([keys(sgd.first), keys(sgd.second)], [['grad'], ['effectiveLearningRate']]);
  });
});

describe('coordinates', () => {
  const leaves = [2, 3].map((length, i) => ({
    name: `leaf${i}`,
    path: [i],
    length,
    shape: [length],
    coordinates: Array.from({ length }, (_, k) => `leaf${i}[${k}]`),
  }));

  it('are the first eight until chosen', () => {
    assert.deepEqual(chosenCoordinates(null, 12), [0, 1, 2, 3, 4, 5, 6, 7]);
    assert.deepEqual(chosenCoordinates([9, 2, 40], 12), [2, 9]);
  });

  it('belong to leaves', () => {
    assert.deepEqual(
      [0, 1, 2, 4].map((i) => leafOf(leaves, i)),
      [0, 0, 1, 1],
    );
    assert.deepEqual(lineIndices({ per: 'leaf' }, leaves, [1, 2, 3]), [0, 1]);
    assert.deepEqual(lineIndices({ per: 'run' }, leaves, [1, 2, 3]), [0]);
  });
});

describe('zoom', () => {
  it('keeps the cursor where it stands in the window', () => {
    assert.deepEqual(zoomed([0, 3000], 3000, 1500, 0.25), [1125, 1875]);
    assert.deepEqual(zoomed([0, 3000], 3000, 2990, 0.25), [2242.5, 2992.5]);
    assert.equal(zoomed([1125, 1875], 3000, 1500, 4), null);
    assert.deepEqual(zoomed([0, 20], 3000, 10, 0.25), [7.5, 12.5]);
    assert.deepEqual(zoomed([0, 8], 3000, 4, 0.25), [2, 6], 'no narrower than a few steps');
  });

  it('brings the cursor into the middle where it is out of sight', () => {
    assert.deepEqual(zoomed([0, 100], 3000, 2000, 0.5), [1975, 2025]);
  });

  it('loses no part of a step over many small turns', () => {
    let window: [number, number] = [0, 3000];
    for (let i = 0; i < 100; i++) window = zoomed(window, 3000, 700, 0.99)!;
    assert.ok(Math.abs(700 - window[0] - 700 * 0.99 ** 100) < 1e-9);
    for (let i = 0; i < 50; i++) window = zoomed(window, 3000, 700, 1 / 0.99)!;
    assert.ok(Math.abs(window[1] - 700 - 2300 * 0.99 ** 50) < 1e-9);
  });

  it('stays among the steps that there are', () => {
    assert.deepEqual(panned([100, 200], 3000, -300), [0, 100]);
    assert.deepEqual(panned([100, 200], 3000, 9999), [2900, 3000]);
    assert.equal(panned([0, 3000], 3000, 5), null);
    assert.deepEqual(selected(900, 100, 3000), [100, 900]);
    assert.deepEqual(selected(7, 7, 3000), [5, 9]);
    assert.equal(selected(0, 3000, 3000), null);
  });

  it('shows as many whole steps wherever the window is moved', () => {
    assert.deepEqual(wholeSteps([0.4, 10.4]), [0, 10]);
    assert.deepEqual(wholeSteps([0.6, 10.6]), [1, 11]);
    assert.deepEqual(wholeSteps([3, 3.2]), [3, 4]);
  });
});

describe('WheelTurn', () => {
  it('belongs to its end to whoever had its first event', () => {
    const turn = new WheelTurn();
    assert.equal(turn.take(1000, true), true);
    assert.equal(turn.take(1200, false), true);
    assert.equal(turn.take(1500, false), false);
    assert.equal(turn.take(1600, true), false);
    turn.pass(3000);
    assert.equal(turn.take(3100, true), false, 'the page is being scrolled');
    assert.equal(turn.take(3400, true), true);
  });
});

describe('Pace', () => {
  const passed = (hertz: number) => {
    const pace = new Pace();
    let count = 0;
    for (let i = 0; i < hertz; i++) count += Number(pace.allows((1000 * i) / hertz));
    return count;
  };

  it('lets every frame pass of a display with 60 a second, and 60 of one with more', () => {
    assert.equal(passed(30), 30);
    assert.equal(passed(60), 60);
    for (const hertz of [75, 90, 120, 144, 240]) {
      assert.ok(passed(hertz) >= 58 && passed(hertz) <= 61, `${hertz}: ${passed(hertz)}`);
    }
  });
});

describe('landscape', () => {
  it('cuts positive losses at equal ratios, at most six powers of ten deep', () => {
    const { levels, logarithmic } = contourLevels([1e-30, 10, 1e6])!;
    assert.equal(logarithmic, true);
    assert.equal(levels.length, 11);
    for (let i = 1; i < levels.length; i++) {
      assert.ok(Math.abs(levels[i]! / levels[i - 1]! - 10 ** 0.5) < 1e-9);
    }
    assert.ok(Math.abs(levels[0]! - 10 ** 0.5) < 1e-9);
  });

  it('cuts others with more bands near the ground, and none where there is no number', () => {
    const { levels, logarithmic } = contourLevels([-1, NaN, 143])!;
    assert.equal(logarithmic, false);
    assert.deepEqual(
      levels.map((level) => Math.round(level)),
      [0, 3, 8, 15, 24, 35, 48, 63, 80, 99, 120],
    );
    assert.equal(contourLevels([NaN, Infinity]), null);
  });

  it('finds the step nearest to a pixel', () => {
    const frame = { x: [0, 1], y: [0, 1], left: 0, top: 0, width: 100, height: 100 } as const;
    const path = Float64Array.of(0, 0, 0, 7, 0.5, 0.5, 9, 1, 1);
    const mutable = { ...frame, x: [0, 1] as [number, number], y: [0, 1] as [number, number] };
    assert.equal(nearestStep(mutable, path, 55, 48), 7);
    assert.equal(nearestStep(mutable, path, 99, 2), 9);
  });
});

describe('texts', () => {
  it('fill in arguments once and count with separators', () => {
    const words = new Words('en', { 'panel.a': '{0} of {1} {2}', 'panel.__proto__': 'x' });
    assert.equal(words.say('a', '{1}', '3'), '{1} of 3 {2}');
    assert.equal(words.say('constructor'), 'constructor');
    assert.equal(words.count(1_000_000), '1,000,000');
    assert.equal(new Words('no such locale', {}).count(3000), '3,000');
  });

  it('make controls and turns of direction visible', () => {
    assert.equal(shownName('a\u202eb\u0000c\u2066'), 'a\\u202eb\\u0000c\\u2066');
    assert.equal(shownName('权重 🙂 é'), '权重 🙂 é');
  });

  it('show numbers for people', () => {
    assert.equal(shownValue(NaN), '–');
    assert.equal(shownValue(undefined), '–');
    assert.equal(shownValue(-Infinity), '-Infinity');
    assert.equal(shownValue(0.43770817, 8), '0.43770817');
    assert.equal(shownDuration(0.00042), '420 ns');
    assert.equal(shownDuration(1500), '1.5 s');
  });
});

describe('what comes from outside', () => {
  it('of the host is checked', () => {
    const lines = (points: unknown, buckets = 1) => ({
      type: 'lines',
      run: 1,
      request: 1,
      from: 0,
      to: 9,
      lines: new Array(buckets).fill({ series: 'loss', index: 0, points }),
    });
    assert.ok(parseHostMessage(lines(Float64Array.of(1, 2))));
    assert.equal(parseHostMessage(lines([1, 2])), null);
    assert.equal(parseHostMessage(lines(Float64Array.of(1))), null);
    assert.equal(parseHostMessage(lines(new Float64Array(2002))), null);
    assert.equal(parseHostMessage(lines(new Float64Array(2), 257)), null);
    assert.equal(parseHostMessage({ type: 'cursor', run: 1, step: -1 }), null);
    assert.equal(parseHostMessage({ type: 'eval', code: '1' }), null);
    assert.equal(parseHostMessage(null), null);
  });

  it('of an older version is not taken for a view state', () => {
    assert.deepEqual(parseViewState({ run: 1, zoom: 3 }), freshViewState);
    const state = { ...freshViewState, run: 3, cursor: 7, axes: { m: 'symlog' as const } };
    assert.deepEqual(parseViewState(JSON.parse(JSON.stringify(state))), state);
  });
});
