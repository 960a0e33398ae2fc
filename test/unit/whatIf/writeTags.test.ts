import assert from 'node:assert/strict';
import { analyse } from '../../../src/objective/analyse';
import { writeTags, type TagText } from '../../../src/objective/writeTags';

const adam: TagText = { tag: 'optimizer', value: 'adam lr=0.05' };
const start: TagText = { tag: 'start', value: '[1, 2]' };
const f = 'export function f([x, y] = [0, 0]) {\n  return x * x + y * y;\n}\n';

/** The text with the tags in it. */
function written(text: string, ...tags: TagText[]): string {
  const analysis = analyse(text, 'f.ts', 'typescript');
  let result = text;
  for (const { start, end, text: put } of writeTags(
    analysis,
    analysis.objectives[0]!,
    tags,
  ).reverse()) {
    result = result.slice(0, start) + put + result.slice(end);
  }
  return result;
}

/** What the tags of a text say. */
function said(text: string) {
  const { tags } = analyse(text, 'f.ts', 'typescript').objectives[0]!;
  assert.deepEqual(tags.problems, []);
  return tags;
}

describe('tags that are written into the text of an objective', () => {
  it('make the JSDoc where there is none', () => {
    assert.equal(written(f, adam), `/** @optimizer adam lr=0.05 */\n${f}`);
    assert.equal(
      written(`const a = 1;\n\n${f}`, adam, start),
      `const a = 1;\n\n/**\n * @optimizer adam lr=0.05\n * @start [1, 2]\n */\n${f}`,
    );
  });

  it('keep another comment where it is', () => {
    assert.equal(
      written(`// a bowl\n${f}`, adam),
      `// a bowl\n/** @optimizer adam lr=0.05 */\n${f}`,
    );
  });

  it('stand behind what the JSDoc says', () => {
    const text = `/**\n * A bowl.\n *\n * @steps 50\n */\n${f}`;
    const now = written(text, adam, start);
    assert.equal(
      now,
      `/**\n * A bowl.\n *\n * @steps 50\n * @optimizer adam lr=0.05\n * @start [1, 2]\n */\n${f}`,
    );
    assert.equal(said(now).steps, 50);
    assert.deepEqual(said(now).start, [[1, 2]]);
  });

  it('take the place of their values, and of nothing else', () => {
    const text = `/**\n * @optimizer sgd lr=1\n *   momentum=0.9\n * @start [9, 9]\n * @seed 3 @bounds [-5, 5]\n */\n${f}`;
    const now = written(text, adam, start);
    assert.equal(
      now,
      `/**\n * @optimizer adam lr=0.05\n * @start [1, 2]\n * @seed 3 @bounds [-5, 5]\n */\n${f}`,
    );
  });

  it('of several of a name change the one that counts', () => {
    const text = `/**\n * @optimizer sgd\n * @optimizer lion lr=1\n */\n${f}`;
    assert.equal(said(written(text, adam)).optimizer?.name, 'adam');
    assert.match(written(text, adam), /@optimizer sgd\n/);
  });

  it('give a tag without a value one', () => {
    assert.equal(written(`/** @start */\n${f}`, start), `/** @start [1, 2] */\n${f}`);
  });

  it('make lines of a JSDoc of one line', () => {
    assert.equal(
      written(`/** A bowl. */\n${f}`, adam),
      `/**\n * A bowl.\n * @optimizer adam lr=0.05\n */\n${f}`,
    );
    assert.equal(written(`/** */\n${f}`, adam), `/**\n * @optimizer adam lr=0.05\n */\n${f}`);
  });

  it('fit where the comment ends behind words', () => {
    assert.equal(
      written(`/** A bowl,\n * round. */\n${f}`, adam),
      `/** A bowl,\n * round.\n * @optimizer adam lr=0.05\n */\n${f}`,
    );
  });

  it('keep line ends, indentation and lines without stars', () => {
    const crlf = `/**\r\n * A bowl.\r\n */\r\n${f.replaceAll('\n', '\r\n')}`;
    assert.equal(written(crlf, adam), crlf.replace(' */', ' * @optimizer adam lr=0.05\r\n */'));
    const method = `class A {\n\t/**\n\t * A bowl.\n\t */\n\tstatic f([x, y] = [0, 0]) {\n\t\treturn x * x + y * y;\n\t}\n}\n`;
    assert.equal(
      written(method, adam),
      method.replace('\t */', '\t * @optimizer adam lr=0.05\n\t */'),
    );
    const plain = method.replace('\t/**\n\t * A bowl.\n\t */\n', '');
    assert.equal(
      written(plain, start),
      plain.replace('\tstatic', '\t/** @start [1, 2] */\n\tstatic'),
    );
    const bare = `/**\n  A bowl.\n*/\n${f}`;
    assert.equal(written(bare, adam), `/**\n  A bowl.\n  @optimizer adam lr=0.05\n*/\n${f}`);
  });

  it('stay on the line where something stands before', () => {
    const text = `let a = 1; ${f}`;
    assert.equal(
      written(text, adam, start),
      `let a = 1; /** @optimizer adam lr=0.05 @start [1, 2] */ ${f}`,
    );
    assert.deepEqual(said(written(text, adam, start)).start, [[1, 2]]);
  });

  it('are read as they were written, whatever form the objective has', () => {
    const forms = [
      'export const f = ([x, y] = [0, 0]) => x * x + y * y;\n',
      'export default ([x, y] = [0, 0]) => x * x + y * y;\n',
      'const o = {\n  f: ([x, y] = [0, 0]) => x * x + y * y,\n};\n',
      '  const f = function ([x, y] = [0, 0]) { return x * x + y * y; };\n',
    ];
    for (const form of forms) {
      const { optimizer, start: at } = said(written(form, adam, start));
      assert.equal(optimizer?.name, 'adam', form);
      assert.deepEqual(optimizer.hyperparameters, { lr: 0.05 });
      assert.deepEqual(at, [[1, 2]]);
    }
  });

  it('nothing to write changes nothing', () => {
    assert.equal(written(f), f);
  });
});
