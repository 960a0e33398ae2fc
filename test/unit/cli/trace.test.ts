import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { adamscope, beside, ensureBuilt, read, start, type Outcome } from './support';

const files = {
  'one.ts': `/** The only objective, beside a helper.
 * @optimizer adam lr=0.5
 * @steps 4
 * @seed 3
 */
export function one([x, y] = [3, -0]) {
  return square(x) + square(y);
}
function square(x: number) { return x * x; }
`,
  'many.js': `export default function first(x = 1) { return x ** 2; }
export class Shapes { static bowl(p = [1, 2]) { return p[0] ** 2 + p[1] ** 2; } }
export const flat = { line: (x = 1) => 3 * x };
const helper = (n) => n;
`,
  'fails.ts': `export function fails(x = 2, { step }: { step: number }) {
  if (step === 4)
    throw new Error('no more');
  return x * x;
}
`,
  'nan.ts': 'export const nan = (x = 0.25) => Math.sqrt(x);\n',
  'missing.ts': 'export function missing(x = 1, scale: number) { return x * x * scale; }\n',
  'broken.ts': 'export function broken(x = 1) {\n  return x *;\n}\n',
  'tag.ts': '/** @optimizer adam lr=-1 */\nexport const tag = (x = 1) => x * x;\n',
  'tagSteps.ts': '/** @steps 1.5 */\nexport const tagSteps = (x = 1) => x * x;\n',
  'noise.ts':
    'export const noise = (x = 1, { random }: { random(): number }) => x * x + random() * x;\n',
  'prints.ts':
    'export function prints(x = 1) {\n  console.log("loud \\u001b[31m" + 1);\n  return x * x;\n}\n',
  'slow.ts': `export function slow(x = 1, { step }: { step: number }) {
  if (step === 5) console.log('step five');
  let sum = 0;
  for (let i = 0; i < 3000; i++) sum += i;
  return x * x + 0 * sum;
}
`,
  'endless.ts': `export function endless(x = 1, { step }: { step: number }) {
  while (step === 3);
  return x * x;
}
`,
  'imports.ts':
    "import { target } from './data.js';\nexport const far = (x = 1) => (x - target) ** 2;\n",
  'data.ts': 'export const target: number = 4;\n',
  'a#b.ts': 'export const odd = (x = 1) => x * x;\n',
  'empty.ts': 'export const nothing = 1;\n',
  'large.ts': `const many = Array.from({ length: 300 }, (_, i) => i - 150);
export function large({ w, b } = { w: many, b: 1 }) {
  return w.reduce((sum, x) => sum + x * x, 0) + b * b;
}
`,
};

describe('adamscope trace', function () {
  const place = beside(this, files);

  const trace = (...args: string[]): Promise<Outcome> =>
    adamscope(['trace', ...args], place.folder);

  it('writes the run of the file’s only objective, with its tags', async () => {
    const outcome = await trace('one.ts');
    assert.deepEqual([outcome.status, outcome.stderr], [0, '']);
    const written = read(outcome);
    assert.equal(written.objective, 'one');
    assert.equal(written.hyperparameters.lr, 0.5);
    assert.deepEqual([written.steps, written.seed, written.state], [4, 3, 'done']);
    assert.equal('requestedSteps' in written, false);
    assert.deepEqual(written.leaves, [
      { name: '[x, y]', length: 2, shape: [2], coordinates: ['x', 'y'] },
    ]);
    assert.deepEqual(written.theta[0], [3, -0]);
    assert.equal(written.theta.length, 5);
    assert.deepEqual(written.loss[0], 9);
    assert.deepEqual(written.grad[0], [6, 0]);
    assert.deepEqual(
      (written.mHat as number[][]).map((row) => row.length),
      [2, 2, 2, 2],
    );
    const [last] = written.theta[4]!;
    assert.equal(written.finalLoss, last! * last!);
    assert.equal('gradientUsed' in written, false);
  });

  it('puts flags over tags, and the tag’s optimizer under another one', async () => {
    const flags = ['--steps', '2', '--seed', '9', '--start', '[[1, 2]]'];
    const over = read(await trace('one.ts', ...flags, '--hyperparameters', '{"beta1":0.5}'));
    assert.deepEqual([over.steps, over.seed, over.theta[0]], [2, 9, [1, 2]]);
    assert.deepEqual([over.hyperparameters.lr, over.hyperparameters.beta1], [0.5, 0.5]);
    const other = read(await trace('one.ts', '--optimizer', 'amsgrad'));
    assert.deepEqual([other.optimizer, other.hyperparameters.lr], ['amsgrad', 0.001]);
    const decayed = read(await trace('one.ts', '--hyperparameters', '{"weightDecay":0.1}'));
    assert.deepEqual((decayed.gradientUsed as number[][])[0], [6 + 0.1 * 3, 0]);
  });

  it('finds functions by every kind of name', async () => {
    const table = [
      ['many.js#first', 'first', 2],
      ['many.js#default', 'first', 2],
      ['many.js#Shapes.bowl', 'Shapes.bowl', 2],
      ['many.js#flat.line', 'flat.line', 3],
      ['a#b.ts', 'odd', 2],
      ['a#b.ts#odd', 'odd', 2],
      ['imports.ts', 'far', -6],
    ] as const;
    for (const [target, objective, gradient] of table) {
      const outcome = await trace(target, '--steps', '1');
      assert.equal(outcome.status, 0, outcome.stderr);
      const written = read(outcome);
      assert.deepEqual([written.objective, written.grad[0]![0]], [objective, gradient], target);
    }
  });

  it('prints statistics of leaves where there are many coordinates, and all where it is asked', async () => {
    const large = ['large.ts', '--steps', '3', '--hyperparameters', '{"lr":1}'];
    const printed = await trace(...large);
    assert.equal(printed.status, 0, printed.stderr);
    const lines = printed.stdout.split('\n');
    assert.ok(lines[0]!.startsWith('step 3  loss '), lines[0]);
    assert.ok(lines[2]!.startsWith('w: 300 coordinates, ‖Δθ‖/‖θ‖ '), lines[2]);
    assert.ok(lines.some((line) => line.startsWith('b: 1 coordinate, ')));
    assert.match(printed.stderr, /θ has 301 coordinates: .* --format json has every number\./);
    const all = await trace(...large, '--format', 'json');
    const written = read(all) as ReturnType<typeof read> & Record<string, number[][]>;
    assert.equal(written.theta[3]!.length, 301);
    const sorted = Float64Array.from(written.theta[3]!.slice(0, 300)).sort();
    const median = sorted[150]! - (sorted[150]! - sorted[149]!) * 0.5;
    assert.equal(written['theta.q50']![2]![0], median);
    const norm = Math.hypot(...written.theta[3]!.slice(0, 300));
    assert.ok(Math.abs(written['theta.norm']![2]![0]! / norm - 1) < 1e-14);
    // The largest θ of w has gone down by about 3·lr.
    const largest = lines
      .find((line) => line.startsWith('θ'))!
      .split(/\s+/)
      .at(-1);
    assert.equal(largest, String(Number(written['theta.q100']![2]![0]!.toPrecision(3))));
    const csv = await trace(...large, '--format', 'csv');
    assert.match(csv.stdout.split('\n')[0]!, /,theta\.q95\[w\],theta\.q95\[b\],/);
  });

  it('writes the same numbers as CSV', async () => {
    const csv = await trace('one.ts', '--format', 'csv');
    assert.equal(csv.status, 0);
    const [head, ...rows] = csv.stdout.trimEnd().split('\n');
    const names = head!.split(',');
    assert.equal(head!.startsWith('step,loss,theta[x],theta[y],grad[x],grad[y],m[x],m[y]'), true);
    const { theta, loss, v } = read(await trace('one.ts')) as ReturnType<typeof read> & {
      v: number[][];
    };
    rows.forEach((text, step) => {
      const cells = text.split(',');
      const cell = (name: string): string => cells[names.indexOf(name)]!;
      assert.equal(cell('step'), String(step));
      assert.ok(Object.is(Number(cell('theta[y]')), theta[step]![1]));
      assert.equal(cell('loss'), step === 0 ? '' : String(loss[step - 1]));
      assert.equal(cell('v[x]'), step === 0 ? '' : String(v[step - 1]![0]));
    });
    assert.equal(rows.length, 5);
  });

  it('writes only the start for no steps at all', async () => {
    const written = read(await trace('one.ts', '--steps', '0'));
    assert.deepEqual([written.theta, written.loss, written.steps], [[[3, -0]], [], 0]);
    assert.deepEqual([written.finalLoss, written.state], [9, 'done']);
  });

  it('writes to a file, but never over the source', async () => {
    const outcome = await trace('one.ts', '--out', 'trace.json');
    assert.deepEqual(outcome, { status: 0, stdout: '', stderr: '' });
    const stdout = readFileSync(path.join(place.folder, 'trace.json'), 'utf8');
    assert.deepEqual(read({ ...outcome, stdout }), read(await trace('one.ts')));
    const over = await trace('one.ts', '--out', './one.ts');
    assert.equal(over.status, 2);
    assert.equal(readFileSync(path.join(place.folder, 'one.ts'), 'utf8'), files['one.ts']);
    const nowhere = await trace('one.ts', '--out', 'no/such/folder');
    assert.deepEqual([nowhere.status, nowhere.stdout], [2, '']);
    assert.equal(
      nowhere.stderr,
      'adamscope: Cannot write no/such/folder: no such file or folder\n',
    );
    assert.equal((await trace('one.ts', '--out', 'new.json', '--steps', '-1')).status, 2);
    assert.equal((await trace('one.ts', '--out', 'new.json', '--start', '[]')).status, 2);
    assert.equal(existsSync(path.join(place.folder, 'new.json')), false);
  });

  it('draws random numbers from the seed', async () => {
    const [a, again, other] = [
      await trace('noise.ts', '--steps', '5'),
      await trace('noise.ts', '--steps', '5', '--seed', '0'),
      await trace('noise.ts', '--steps', '5', '--seed', '1'),
    ];
    assert.equal(a.stdout, again.stdout);
    assert.notDeepEqual(read(a).loss, read(other).loss);
  });

  it('keeps what the objective prints away from the data', async () => {
    const outcome = await trace('prints.ts', '--steps', '1');
    assert.ok(outcome.stderr.includes('loud \\u001b[31m1\n'));
    assert.equal(read(outcome).steps, 1);
  });

  describe('after an error of the user’s', () => {
    it('writes the steps before a throw, and says where', async () => {
      const outcome = await trace('fails.ts', '--steps', '9');
      assert.equal(outcome.status, 1);
      const written = read(outcome);
      assert.deepEqual(
        [written.state, written.steps, written.requestedSteps],
        ['user-error', 3, 9],
      );
      assert.deepEqual([written.loss.length, written.theta.length], [3, 4]);
      const { message, ...place } = written.error!;
      assert.deepEqual(place, { file: 'fails.ts', line: 3, column: 11, step: 3 });
      assert.ok(message.includes('no more'), message);
      assert.equal(outcome.stderr, `fails.ts:3:11: ${message}\n`);
    });

    it('writes the start where the loss is no number', async () => {
      const outcome = await trace('nan.ts', '--start', '[-1]');
      assert.equal(outcome.status, 1);
      const written = read(outcome);
      assert.deepEqual([written.state, written.steps, written.theta], ['user-error', 0, [[-1]]]);
      assert.equal(written.finalLoss, 'NaN');
      assert.match(outcome.stderr, /^nan\.ts:1:\d+: The loss is NaN at step 0\.$/m);
    });

    it('writes the steps before a limit', async () => {
      const outcome = await trace('endless.ts');
      assert.equal(outcome.status, 1);
      const written = read(outcome);
      const { message, ...place } = written.error!;
      assert.deepEqual([written.state, written.steps], ['limit', 2]);
      // What has no line of its own stands at the objective's name.
      assert.deepEqual(place, { file: 'endless.ts', line: 1, column: 17, step: 2 });
      assert.equal(outcome.stderr, `endless.ts:1:17: ${message}\n`);
    });

    it('names a parameter without a start', async () => {
      const outcome = await trace('missing.ts');
      assert.deepEqual([outcome.status, outcome.stdout], [1, '']);
      assert.match(outcome.stderr, /^missing\.ts:1:17: The parameter scale has no start/);
      const started = read(await trace('missing.ts', '--start', '[1, 2]', '--steps', '1'));
      assert.deepEqual(started.theta[0], [1, 2]);
    });

    it('tells the place in a broken file and of a wrong tag', async () => {
      for (const [file, place] of [
        ['broken.ts', 'broken.ts:2:13: '],
        ['tag.ts', 'tag.ts:'],
        ['tagSteps.ts', 'tagSteps.ts:1:12: '],
      ] as const) {
        const outcome = await trace(file);
        assert.deepEqual([outcome.status, outcome.stdout], [1, ''], file);
        assert.ok(outcome.stderr.startsWith(place), outcome.stderr);
      }
      assert.match(
        (await trace('tag.ts')).stderr,
        /^tag\.ts:\d+:\d+: lr must be in \[0, ∞\), not -1\.$/m,
      );
    });
  });

  it('ends with 2 and a list or a reason on wrong usage, writing no data', async () => {
    const table: [string[], string][] = [
      [['many.js'], 'many.js has several objectives; say which: first, Shapes.bowl, flat.line.'],
      [['many.js#second'], 'There is no function “second” in many.js.'],
      [['empty.ts'], 'There is no function to trace in empty.ts.'],
      [['nowhere.ts'], 'Cannot read nowhere.ts: no such file or folder'],
      [['one.ts', '--lr', '1'], 'There is no option “--lr”.'],
      [['one.ts', '--steps', '-1'], 'steps must be a whole number of at least 0, not -1.'],
      [['one.ts', '--steps', '1.5'], 'steps must be a whole number of at least 0, not 1.5.'],
      [['one.ts', '--steps', 'NaN'], 'steps must be a whole number'],
      [['one.ts', '--steps', 'abc'], 'not "abc".'],
      [['one.ts', '--steps', '1e9'], 'The losses of 1,000,000,000 steps alone take 8 GB'],
      [['one.ts', '--seed', '-1'], 'seed must be a whole number'],
      [['one.ts', '--start', '[[1]]'], 'one.ts:6:17: [x, y] takes 2 values'],
      [['one.ts', '--start', '[[1,"2"]]'], 'one.ts:6:17: y is "2"'],
      [['one.ts', '--start', '[]'], 'one.ts:6:17: 0 start values are given'],
      [['one.ts', '--start', '3'], 'The start must be an array'],
      [['one.ts', '--start', '[1'], '--start is not valid JSON'],
      [['one.ts', '--hyperparameters', 'lr=1'], '--hyperparameters is not valid JSON'],
      [['one.ts', '--hyperparameters', '[1]'], 'Hyper-parameters must be an object'],
      [['one.ts', '--optimizer', 'madam'], 'There is no optimizer “madam”. Known: sgd,'],
      [['tag.ts', '--optimizer', 'madam'], 'There is no optimizer “madam”.'],
      [['one.ts', '--format', 'xml'], '--format must be one of json, csv, ndjson, html, table'],
      [['one.ts', '--dialect', 'jax'], 'There is no dialect “jax”. Known: pytorch, optax, keras,'],
      [
        ['one.ts', '--optimizer', 'lion', '--dialect', 'pytorch'],
        'pytorch has no Lion. It can run as: paper, optax, keras.',
      ],
      [['one.ts', '--precision', 'float16'], 'precision must be one of float64, float32'],
      [
        ['one.ts', '--schedule', 'warmup(0)'],
        '“warmup(0)” must be warmup(steps) in a schedule: steps, every and from are whole numbers',
      ],
      [['one.ts', '--clip', 'norm=0'], 'The limit of clipping by norm must be in (0, ∞), not 0.'],
      [['one.ts', '--clip', 'size=1'], 'Clipping knows value and norm, not “size”.'],
      [['one.ts', '--group', '[x, y] lr=-1'], 'lr must be in [0, ∞), not -1.'],
      [['one.ts', '--group', 'q lr=1'], 'No parameter is named “q”. There are: [x, y].'],
    ];
    for (const [args, reason] of table) {
      const outcome = await trace(...args);
      assert.deepEqual([outcome.status, outcome.stdout], [2, ''], args.join(' '));
      assert.ok(outcome.stderr.includes(reason), `${args.join(' ')}: ${outcome.stderr}`);
    }
  });

  it('writes dialect, precision, schedule, clipping and groups, and lr of every step', async () => {
    const around = ['--dialect', 'keras', '--schedule', 'warmup(4)', '--clip', 'norm=1'];
    const args = [...around, '--group', '[x, y] lr=0.5', '--precision', 'float32', '--steps', '2'];
    const written = read(await trace('one.ts', ...args)) as unknown as Record<string, unknown>;
    const { dialect, precision, schedule, clip, groups, lr } = written;
    assert.deepEqual(
      { dialect, precision, schedule, clip, groups, lr },
      {
        ...{ dialect: 'keras', precision: 'float32', schedule: 'warmup(4)' },
        clip: { value: null, norm: 1 },
        groups: [{ leaf: '[x, y]', hyperparameters: { lr: 0.5 } }],
        lr: [0.125, 0.25],
      },
    );
    const lion = read(await trace('one.ts', '--optimizer', 'lion', '--steps', '1'));
    assert.equal((lion as unknown as Record<string, unknown>).dialect, 'paper');
  });

  it('refuses hyper-parameters out of bounds, and warns of what is allowed but odd', async () => {
    const table = [
      ['{"lr":-1}', 'lr must be in [0, ∞), not -1.'],
      ['{"lr":1e999}', 'lr must be in [0, ∞), not Infinity.'],
      ['{"lr":"NaN"}', 'lr must be a number, not "NaN".'],
      ['{"beta1":1}', 'beta1 must be in [0, 1), not 1.'],
      ['{"beta2":1.5}', 'beta2 must be in [0, 1), not 1.5.'],
      ['{"beta2":-0.1}', 'beta2 must be in [0, 1), not -0.1.'],
      ['{"eps":-1}', 'eps must be in [0, ∞), not -1.'],
      ['{"momentum":1}', 'adam has no hyper-parameter “momentum”.'],
    ] as const;
    for (const [json, reason] of table) {
      const outcome = await trace('one.ts', '--hyperparameters', json);
      assert.deepEqual([outcome.status, outcome.stdout], [2, ''], json);
      assert.ok(outcome.stderr.includes(reason), outcome.stderr);
    }
    const odd = await trace('one.ts', '--hyperparameters', '{"lr":0,"beta1":0}');
    assert.equal(odd.status, 0);
    assert.equal(odd.stderr, 'adamscope: note: lr is 0: θ will not move.\n');
    assert.deepEqual(read(odd).theta[4], [3, -0]);
  });

  it('stops at an interrupt, writes what it has and ends with 130', async () => {
    const { child, ended } = start(['trace', 'slow.ts', '--steps', '5000000'], place.folder);
    await once(child.stderr!, 'data');
    child.kill('SIGINT');
    const outcome = await ended;
    assert.equal(outcome.status, 130, outcome.stderr);
    const written = read(outcome);
    assert.equal(written.state, 'stopped');
    assert.ok(written.steps >= 4 && written.steps < 5_000_000);
    assert.equal(written.theta.length, written.steps + 1);
    assert.equal(written.error, null);
  });

  it('ends quietly when its reader leaves', async () => {
    const { child, ended } = start(['trace', 'one.ts', '--steps', '30000'], place.folder);
    child.stdout!.once('data', () => child.stdout!.destroy());
    const outcome = await ended;
    assert.deepEqual([outcome.status, outcome.stderr], [0, '']);
  });

  it('leaves nothing running and nothing behind', async () => {
    const temporary = path.join(place.folder, 'temporary');
    mkdirSync(temporary);
    const { ended } = start(['trace', 'one.ts'], place.folder, {
      TMPDIR: temporary,
      TEMP: temporary,
    });
    assert.equal((await ended).status, 0);
    assert.deepEqual(readdirSync(temporary), []);
  });
});

describe('adamscope', function () {
  this.timeout(30_000);
  before(ensureBuilt);

  it('helps, tells its version and lists its optimizers', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    assert.deepEqual(await adamscope(['--version']), {
      status: 0,
      stdout: `${version}\n`,
      stderr: '',
    });
    const help = await adamscope(['--help']);
    assert.equal(help.status, 0);
    for (const option of [
      '--optimizer',
      '--hyperparameters',
      '--dialect',
      '--precision',
      '--schedule',
      '--clip',
      '--group',
      '--steps',
      '--start',
      '--seed',
      '--format',
      '--out',
    ]) {
      assert.ok(help.stdout.includes(option), option);
    }
    const list = await adamscope(['optimizers']);
    assert.equal(list.status, 0);
    assert.ok(list.stdout.includes('\nadam: Adam\nKingma and Ba'));
  });

  it('ends with 2 and points to the help when it is told nonsense', async () => {
    const outcome = await adamscope(['tarce']);
    assert.deepEqual(outcome, {
      status: 2,
      stdout: '',
      stderr:
        'adamscope: There is no command “tarce”, only “trace”, “show”, “compare”, “import”, “check”, “check-optimizer” and “optimizers”.\nSee “adamscope --help”.\n',
    });
  });
});
