import assert from 'node:assert/strict';
import { message } from '../../../../src/messages';
import { hyperparametersOf, parseContenders } from '../../../../src/session/compare/contender';

function contenders(text: string) {
  const parsed = parseContenders(text);
  if ('problem' in parsed) assert.fail(JSON.stringify(parsed.problem));
  return parsed.contenders;
}

describe('parseContenders', () => {
  it('reads names and dialects', () => {
    assert.deepEqual(contenders('Adam, sgd,adam@Keras'), [
      { label: 'adam', optimizer: 'adam', dialect: null },
      { label: 'sgd', optimizer: 'sgd', dialect: null },
      { label: 'adam@keras', optimizer: 'adam', dialect: 'keras' },
    ]);
    assert.equal(contenders('a,b,c,d,e,f,g,h').length, 8);
  });

  it('says what is wrong', () => {
    const table = [
      ['', message('compare.contender', [''])],
      ['adam,', message('compare.contender', [''])],
      ['adam@', message('compare.contender', ['adam@'])],
      ['@keras', message('compare.contender', ['@keras'])],
      ['adam,sgd,ADAM', message('compare.twice', ['adam'])],
      ['a,b,c,d,e,f,g,h,i', message('compare.too-many', [8, 9])],
    ] as const;
    for (const [text, problem] of table) {
      assert.deepEqual(parseContenders(text), { problem }, text);
    }
  });
});

describe('hyperparametersOf', () => {
  const three = contenders('adam,sgd,adam@keras');

  it('deals values out by optimizer, and over that by label', () => {
    const given = { Adam: { lr: 0.1, eps: 1 }, 'adam@keras': { lr: 0.2 } };
    assert.deepEqual(hyperparametersOf(three, given), {
      byContender: [{ lr: 0.1, eps: 1 }, {}, { lr: 0.2, eps: 1 }],
    });
    assert.deepEqual(hyperparametersOf(three, undefined), { byContender: [{}, {}, {}] });
  });

  it('refuses what belongs to nobody', () => {
    const labels = 'adam, sgd, adam@keras';
    assert.deepEqual(hyperparametersOf(three, { lion: { lr: 1 } }), {
      problem: message('compare.hyperparameters-of', ['lion', labels]),
    });
    for (const given of [[], 3, null, { adam: 0.1 }, { adam: [1] }]) {
      const problem = message('compare.hyperparameters');
      assert.deepEqual(hyperparametersOf(three, given), { problem }, JSON.stringify(given));
    }
  });
});
