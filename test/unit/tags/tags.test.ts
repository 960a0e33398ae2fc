import assert from 'node:assert/strict';
import { aboutOf, sayingOf, sayingsAt, type Saying } from '../../../src/editor/tags/about';
import { catalogue } from '../../../src/messages';
import { analyse } from '../../../src/objective/analyse';
import { tagAt, type TagAt } from '../../../src/objective/tagAt';
import { tagNames } from '../../../src/objective/tags';
import { registry } from '../../../src/optimizers/registry';

/** What stands at the `|` of a JSDoc above an objective. */
function at(comment: string, code = 'export function f(x = 1) { return x ** 2; }') {
  const marked = `${comment}\n${code}\n`;
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const analysis = analyse(text, 'f.ts', 'typescript');
  const found = tagAt(analysis, offset);
  const [objective] = analysis.objectives;
  const functions = analysis.objectives.slice(1).map(({ selector }) => selector);
  return { found, text, objective: objective!, functions };
}

const offered = (comment: string, code?: string): Saying[] => {
  const { found, objective, functions } = at(comment, code);
  return found ? sayingsAt(found, objective, functions) : [];
};
const labels = (comment: string, code?: string) => offered(comment, code).map(({ label }) => label);
const said = (comment: string) => {
  const { found, objective } = at(comment);
  return found && sayingOf(found, objective);
};

describe('the place in a tag', () => {
  const places: [string, Partial<Extract<TagAt, { kind: 'value' }>> | { name: string } | null][] = [
    ['/** @| */', { name: '' }],
    ['/** @op| */', { name: 'op' }],
    ['/**\n * @ste|ps 5\n */', { name: 'steps' }],
    ['/**\n * Some prose| here.\n */', null],
    ['/**\n * mail a@b|\n */', null],
    ['/** @optimizer | */', { tag: 'optimizer', before: [], word: '' }],
    ['/** @optimizer ad|am lr=0.1 */', { tag: 'optimizer', before: [], word: 'adam' }],
    ['/** @optimizer adam l|r=0.1 */', { tag: 'optimizer', before: ['adam'], word: 'lr=0.1' }],
    ['/** @optimizer adam lr=| */', { tag: 'optimizer', before: ['adam'], word: 'lr=' }],
    ['/**\n * @optimizer adam\n *   b|\n */', { tag: 'optimizer', before: ['adam'], word: 'b' }],
    ['/**\n * @optimizer adam\n * |\n */', { tag: 'optimizer', before: ['adam'], word: '' }],
    ['/**\n * @optimizer adam\n *\n * pro|se\n */', null],
    ['/** @optimizer adam @clip no| */', { tag: 'clip', before: [], word: 'no' }],
    ['/** @deprecated use | */', null],
    ['/* @optimizer | */', null],
  ];
  for (const [comment, wanted] of places) {
    it(JSON.stringify(comment), () => {
      const { found, text } = at(comment);
      if (wanted === null) return assert.equal(found, null);
      assert.ok(found);
      const read = Object.fromEntries(
        Object.keys(wanted).map((key) => [key, found[key as keyof TagAt]]),
      );
      assert.deepEqual(read, wanted);
      const word = text.slice(found.start, found.end);
      assert.equal(word, found.kind === 'tag' ? `@${found.name}` : found.word);
    });
  }

  it('is nowhere in the comment of a function without parameters, and behind the comment', () => {
    assert.equal(at('/** @opt| */', 'export function f() { return 1; }').found, null);
    assert.equal(at('/** @steps 5 */ |').found, null);
  });
});

describe('what completion offers', () => {
  it('all tags after @, and every optimizer', () => {
    assert.deepEqual(
      labels('/** @| */'),
      tagNames.map((name) => `@${name}`),
    );
    assert.deepEqual(
      labels('/** @optimizer | */'),
      registry.map(({ name }) => name),
    );
  });

  it('hyper-parameters with default, bounds and what they are, without those given', () => {
    const lr = offered('/** @optimizer adam | */')[0]!;
    const { label, snippet, detail, usual, allowed, about } = lr;
    assert.deepEqual(
      { label, snippet, detail, usual, allowed, about: catalogue[about!] },
      {
        ...{ label: 'lr', snippet: 'lr=${1:0.001}', detail: 'lr = 0.001', usual: '0.001' },
        ...{ allowed: '[0, ∞)', about: 'Learning rate.' },
      },
    );
    const rest = labels('/** @optimizer adam lr=0.1 beta1=0.9 | */');
    assert.deepEqual(rest.slice(0, 2), ['beta2', 'eps']);
    assert.deepEqual(rest.slice(-2), ['dialect', 'precision']);
  });

  it('defaults of the dialect, and what is within Lookahead', () => {
    const eps = (comment: string) => offered(comment).find(({ label }) => label === 'eps')?.usual;
    assert.equal(eps('/** @optimizer adam | */'), '1e-8');
    assert.equal(eps('/** @optimizer adam dialect=keras | */'), '1e-7');
    const within = labels('/** @optimizer lookahead inner=sgdm | */');
    assert.ok(within.includes('inner.momentum') && !within.includes('inner.beta1'), within.join());
  });

  it('values where they are words, and the usual number', () => {
    assert.deepEqual(labels('/** @optimizer adam amsgrad=| */'), ['true', 'false']);
    assert.deepEqual(labels('/** @optimizer adam precision=| */'), ['float64', 'float32']);
    assert.deepEqual(labels('/** @optimizer lion dialect=| */'), ['optax', 'keras', 'paper']);
    assert.deepEqual(labels('/** @optimizer adam beta2=| */'), ['0.999']);
    assert.ok(labels('/** @optimizer lookahead inner=| */').includes('adam'));
  });

  it('limits, phases, functions of the file, hyper-parameters of a group', () => {
    assert.deepEqual(labels('/** @clip | */'), ['norm', 'value']);
    assert.deepEqual(labels('/** @schedule warmup(10) | */'), [
      ...['constant', 'warmup', 'cosine', 'step', 'rsqrt'],
    ]);
    const code = 'function f(x = 1) { return x; }\nfunction full(x = 1) { return x; }';
    assert.deepEqual(labels('/** @evaluate | */', code), ['full']);
    assert.deepEqual(labels('/** @evaluate full | */', code), ['every']);
    assert.deepEqual(labels('/**\n * @optimizer sgd\n * @group b lr=1 | */'), [
      ...['momentum', 'dampening', 'nesterov', 'weightDecay', 'decoupledWeightDecay'],
    ]);
    assert.deepEqual(labels('/** @steps | */'), []);
    assert.deepEqual(labels('/** @optimizer ./mine.ts#my | */'), []);
  });
});

describe('what hover says of a tag', () => {
  it('of its name, of an optimizer, and of each name=value', () => {
    assert.equal(said('/** @bo|unds [0, 1] */')?.about, 'tag.bounds');
    assert.match(said('/** @optimizer l|ion */')!.citation!, /arXiv:2302\.06675/);
    const beta2 = said('/** @optimizer adam beta2=0.9|9 */')!;
    assert.deepEqual([beta2.usual, beta2.allowed, beta2.detail], ['0.999', '[0, 1)', 'β₂ = 0.999']);
    assert.equal(said('/** @optimizer adam nonsense=| */'), null);
    assert.equal(said('/** @schedule cos|ine(900) */')?.detail, 'cosine(steps, last = 0)');
    assert.match(said('/** @optimizer lookahead inner=ad|am */')!.citation!, /arXiv:1412\.6980/);
    assert.equal(said('/** @steps 5|00 */'), null);
  });

  it('has a text for every hyper-parameter of the registry', () => {
    const used = registry.flatMap(({ hyperparameters }) => hyperparameters.map(aboutOf));
    const known = Object.keys(catalogue).filter((code) => code.startsWith('about.'));
    assert.deepEqual([...new Set(used)].sort(), known.sort());
  });
});
