import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { withProse } from '../../../src/editor/gallery/comments';
import { gallery } from '../../../src/editor/gallery/list';
import { catalogue } from '../../../src/messages';
import { analyse } from '../../../src/objective/analyse';
import { objectiveNamed } from '../../../src/objective/find';
import { exampleFiles } from './examples';

const chinese = JSON.parse(readFileSync('l10n/examples.zh-cn.json', 'utf8')) as Record<
  string,
  string[]
>;
const text = (file: string) => readFileSync(`examples/${file}`, 'utf8');
/** All but comments; tags count as code. */
const code = (source: string) =>
  source
    .replace(/\/\*\*([\s\S]*?)\*\//g, (_all, within: string) =>
      (within.match(/(?<=^[ *]*)@\w.*/gm) ?? []).join('\n'),
    )
    .replace(/^\/\/.*\n/gm, '');

describe('the gallery', () => {
  it('offers objectives that are there, each once, with a title and what to see', () => {
    const names = gallery.flatMap(({ entries }) => entries.map(({ name }) => name));
    assert.equal(new Set(names).size, names.length);
    assert.ok(names.length >= 20);
    for (const { entries } of gallery) {
      for (const { name, title, see } of entries) {
        const [file, selector] = name.split('#') as [string, string];
        const objective = objectiveNamed(analyse(text(file), file, 'typescript'), selector);
        assert.ok(objective, name);
        assert.deepEqual([objective.problems, objective.tags.problems], [[], []], name);
        assert.ok(objective.tagged, `${name} has a lens to trace it by`);
        assert.ok(catalogue[title].length <= 50, title);
        assert.ok(catalogue[see].length <= 80, see);
      }
    }
  });

  it('has Chinese comments for every example and no other', async () => {
    assert.deepEqual(Object.keys(chinese).sort(), (await exampleFiles()).sort());
  });

  it('changes nothing but the comments', async () => {
    for (const file of await exampleFiles()) {
      const written = withProse(text(file), chinese[file]!);
      assert.equal(code(written), code(text(file)), file);
      assert.notEqual(written, text(file));
      assert.match(written, /\p{Script=Han}/u);
      const [english, other] = [text(file), written].map((source) =>
        analyse(source, file, 'typescript').objectives.map(({ tags }) => ({
          ...tags,
          optimizer: tags.optimizer && { ...tags.optimizer, place: null },
          schedule: tags.schedule?.phases,
          evaluate: tags.evaluate?.name,
        })),
      );
      assert.deepEqual(other, english, file);
    }
  });

  it('breaks long lines and keeps paragraphs and code', () => {
    const source =
      '// Old.\n\n/**\n * Old.\n *\n * @steps 5\n */\nexport const f = (x = 1) => x;\n';
    const long = `${'梯度很小，'.repeat(12)}end\n\n    code`;
    assert.deepEqual(withProse(source, ['新', long]).split('\n'), [
      '// 新',
      '',
      '/**',
      ` * ${'梯度很小，'.repeat(9)}梯度很`,
      ` * 小，${'梯度很小，'.repeat(2)}end`,
      ' *',
      ' *     code',
      ' *',
      ' * @steps 5',
      ' */',
      'export const f = (x = 1) => x;',
      '',
    ]);
    assert.throws(() => withProse(source, ['新']), RangeError);
  });
});
