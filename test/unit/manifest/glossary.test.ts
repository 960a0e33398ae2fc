import * as assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

interface Term {
  english: string;
  chinese: string[];
  not: string[];
}

const words = (cell: string) => cell.split(', ').filter(Boolean);

/** The table of l10n/glossary.md. */
const terms: Term[] = readFileSync('l10n/glossary.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .slice(1)
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, english, chinese, , not]) => ({
    english: english!,
    chinese: words(chinese!),
    not: words(not!),
  }));

const sources = [
  'l10n/bundle.l10n.zh-cn.json',
  'l10n/examples.zh-cn.json',
  'package.nls.zh-cn.json',
  'README.zh-CN.md',
];
const texts = sources.map((file) => ({ file, text: readFileSync(file, 'utf8') }));

describe('the glossary', () => {
  it('has the terms that are fixed', () => {
    const fixed = ['一阶矩', '二阶矩', '偏差修正', '有效学习率', '更新量', '信任比率'];
    const others = ['慢权重', '快权重', '解耦权重衰减', '目标函数'];
    const known = terms.flatMap(({ chinese }) => chinese);
    for (const term of [...fixed, ...others]) assert.ok(known.includes(term), term);
  });

  it('is what Chinese texts go by: each term is used, none of the others', () => {
    for (const { english, chinese, not } of terms) {
      const used = chinese.some((word) => texts.some(({ text }) => text.includes(word)));
      assert.ok(used, `${english}: ${chinese.join()} is used nowhere`);
      for (const word of not) {
        for (const { file, text } of texts) {
          assert.ok(
            !text.includes(word),
            `${file} says ${word} for ${english}, not ${chinese.join()}`,
          );
        }
      }
    }
  });
});
